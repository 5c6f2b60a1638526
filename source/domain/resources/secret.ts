/** What is known of a secret of an app. Its value is never read; the digest tells whether two are the same. */
export type Secret = {
	readonly name: string;
	readonly digest: string;
	readonly createdAtMs: number | undefined;
	readonly updatedAtMs: number | undefined;
};

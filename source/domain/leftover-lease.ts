/** A lease of a flydeck that ended without giving it back. The nonce is not part of it. */
export type LeftoverLease = {
	readonly app: string;
	readonly id: string;
	readonly name: string;
	readonly expiresAtMs: number;
	/** The record of that flydeck, by its name. */
	readonly record: string;
};

/** A backup of a volume. */
export type Snapshot = {
	readonly id: string;
	readonly status: string;
	/** What is stored, which is less than the volume holds. */
	readonly sizeBytes: number | undefined;
	readonly volumeSizeBytes: number | undefined;
	readonly digest: string;
	readonly retentionDays: number | undefined;
	readonly createdAtMs: number | undefined;
};

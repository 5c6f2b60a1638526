/** A disk of an app, which at most one machine mounts. Fields that the API left out are undefined. */
export type Volume = {
	readonly id: string;
	readonly app: string;
	readonly name: string;
	readonly state: string;
	readonly region: string;
	/** The piece of hardware in the region: volumes of different zones do not fail together. */
	readonly zone: string;
	readonly sizeGb: number | undefined;
	readonly encrypted: boolean;
	readonly attachedMachineId: string | undefined;
	/** Of the file system; undefined before anything was mounted. */
	readonly usedBytes: number | undefined;
	readonly totalBytes: number | undefined;
	readonly fileSystem: string | undefined;
	readonly snapshotRetentionDays: number | undefined;
	readonly autoBackupEnabled: boolean;
	/** `ok`, `unknown` or `unreachable`; `ok` where the API did not say. */
	readonly hostStatus: string;
	readonly createdAtMs: number | undefined;
};

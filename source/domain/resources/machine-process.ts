/** A process in a running machine. */
export type MachineProcess = {
	readonly pid: number;
	readonly command: string;
	readonly directory: string;
	readonly cpuPercent: number | undefined;
	/** How much processor time it has used, and how long it has run. */
	readonly cpuTimeSeconds: number | undefined;
	readonly ageSeconds: number | undefined;
	/** The memory that it holds. */
	readonly residentBytes: number | undefined;
	readonly listens: readonly {readonly protocol: string; readonly address: string}[];
};

/** How a command in a machine ended. The output is printable, its lines end in line feeds. */
export type ExecResult = {
	readonly exitCode: number;
	/** The number of the signal that ended it. */
	readonly exitSignal: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
};

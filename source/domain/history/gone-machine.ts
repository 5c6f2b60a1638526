/** A machine that is no more. */
export type GoneMachine = {
	readonly machineId: string;
	readonly name: string;
	/** When it was destroyed, or was first missing in the list of all machines, in ms. */
	readonly goneAtMs: number;
};

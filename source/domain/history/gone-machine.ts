/** A machine that is no more. */
export type GoneMachine = {
	readonly machineId: string;
	readonly app: string;
	readonly name: string;
	/** Its newest image; empty where nobody remembers it. */
	readonly image: string;
	/** When it was destroyed, or was first missing in the list of all machines, in ms. */
	readonly goneAtMs: number;
};

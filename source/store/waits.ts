import type {Target} from './state.ts';

/** A wait for a state that the person asked for, of one machine or of several. */
export type Wait = {
	readonly id: number;
	readonly targets: readonly Target[];
	readonly wanted: string;
	/** How many of them have come to it. */
	readonly reached: number;
	readonly startedAtMs: number;
};

/** The dialog that picks a state to wait for. */
export type WaitMode = {readonly kind: 'wait'; readonly targets: readonly Target[]; readonly picked: number};

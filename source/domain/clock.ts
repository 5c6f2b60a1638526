/** Time as an argument: rooms that need it are given one of these, so that tests drive it by hand. */
export type Clock = {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Calls back once after `delayMs`; the answer cancels it. */
	readonly after: (delayMs: number, callback: () => void) => () => void;
};

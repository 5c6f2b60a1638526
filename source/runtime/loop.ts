import type {Clock} from '../domain/clock.ts';

export type Loop = {
	/** Runs at once, or right after the run that is under way. */
	readonly nudge: () => void;
	readonly stop: () => void;
};

/**
Runs something again and again, never twice at once: `run` answers how long to wait before the next time, in ms, or undefined to rest
until a nudge. It must not throw. `isNudged` tells a run that was asked for from one whose time has come.
*/
export const createLoop = (clock: Clock, run: (signal: AbortSignal, isNudged: boolean) => Promise<number | undefined>): Loop => {
	const stopping = new AbortController();
	let cancelTimer: (() => void) | undefined;
	let isRunning = false;
	let isNudged = false;

	const turn = async (isAsked: boolean): Promise<void> => {
		cancelTimer?.();
		cancelTimer = undefined;
		isRunning = true;
		isNudged = false;
		const delayMs = await run(stopping.signal, isAsked);
		isRunning = false;
		if (stopping.signal.aborted) {
			return;
		}

		if (isNudged) {
			void turn(true);
		} else if (delayMs !== undefined) {
			cancelTimer = clock.after(delayMs, () => void turn(false));
		}
	};

	return {
		nudge() {
			if (isRunning) {
				isNudged = true;
			} else if (!stopping.signal.aborted) {
				void turn(true);
			}
		},
		stop() {
			stopping.abort();
			cancelTimer?.();
		},
	};
};

import type {Clock} from '../domain/clock.ts';

export type Loop = {
	/** Runs at once, or right after the run that is under way. */
	readonly nudge: () => void;
	readonly stop: () => void;
};

/**
Runs something again and again, never twice at once: `run` answers how long to wait before the next time, in ms, or undefined to rest
until a nudge. It must not throw.
*/
export const createLoop = (clock: Clock, run: (signal: AbortSignal) => Promise<number | undefined>): Loop => {
	const stopping = new AbortController();
	let cancelTimer: (() => void) | undefined;
	let isRunning = false;
	let isNudged = false;

	const turn = async (): Promise<void> => {
		cancelTimer?.();
		cancelTimer = undefined;
		isRunning = true;
		isNudged = false;
		const delayMs = await run(stopping.signal);
		isRunning = false;
		if (stopping.signal.aborted) {
			return;
		}

		if (isNudged) {
			void turn();
		} else if (delayMs !== undefined) {
			cancelTimer = clock.after(delayMs, () => void turn());
		}
	};

	return {
		nudge() {
			if (isRunning) {
				isNudged = true;
			} else if (!stopping.signal.aborted) {
				void turn();
			}
		},
		stop() {
			stopping.abort();
			cancelTimer?.();
		},
	};
};

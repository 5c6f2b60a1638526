import type {Clock} from '../domain/clock.ts';

/** The longest delay that a timer can hold, in ms: a longer one would be taken for none at all. */
const longestDelayMs = 2 ** 31 - 1;

/** The real time. */
export const systemClock: Clock = {
	now: () => Date.now(),
	after(delayMs, callback) {
		const timer = setTimeout(callback, Math.min(delayMs, longestDelayMs));
		return () => {
			clearTimeout(timer);
		};
	},
};

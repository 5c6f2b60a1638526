import type {Clock} from '../../source/domain/clock.ts';

export type ManualClock = Clock & {
	/** Moves time on, calling back whatever falls due on the way, in order. */
	readonly advance: (ms: number) => void;
	/** How many callbacks are still to come. */
	readonly pending: () => number;
	/** How long it is until the next callback, in ms; infinite when there is none. */
	readonly dueInMs: () => number;
};

type Timer = {readonly dueMs: number; readonly callback: () => void};

/** A clock that stands still until the test moves it. */
export const createManualClock = (startMs = 1_800_000_000_000): ManualClock => {
	let nowMs = startMs;
	const timers = new Set<Timer>();

	const nextDue = (untilMs: number): Timer | undefined =>
		[...timers].filter(timer => timer.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];

	return {
		now: () => nowMs,
		after(delayMs, callback) {
			const timer = {dueMs: nowMs + Math.max(0, delayMs), callback};
			timers.add(timer);
			return () => timers.delete(timer);
		},
		advance(ms) {
			const untilMs = nowMs + ms;
			for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
				timers.delete(timer);
				nowMs = timer.dueMs;
				timer.callback();
			}

			nowMs = untilMs;
		},
		pending: () => timers.size,
		dueInMs: () => Math.min(...[...timers].map(({dueMs}) => dueMs - nowMs)),
	};
};

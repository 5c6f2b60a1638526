import type {Clock} from '../domain/clock.ts';

/** A clock that stands still until it is moved on. */
export type ReplayClock = Clock & {
	/** When the next callback falls due, in ms; infinity when there is none. */
	readonly nextDueMs: () => number;
	/** Moves the time on, calling back whatever falls due on the way, in order. */
	readonly moveTo: (untilMs: number) => void;
};

type Timer = {readonly dueMs: number; readonly callback: () => void};

export const createReplayClock = (startMs: number): ReplayClock => {
	let nowMs = startMs;
	const timers = new Set<Timer>();
	const nextTimer = (): Timer | undefined => {
		let next: Timer | undefined;
		for (const timer of timers) {
			next = next === undefined || timer.dueMs < next.dueMs ? timer : next;
		}

		return next;
	};

	return {
		now: () => nowMs,
		after(delayMs, callback) {
			const timer = {dueMs: nowMs + Math.max(0, delayMs), callback};
			timers.add(timer);
			return () => {
				timers.delete(timer);
			};
		},
		nextDueMs: () => nextTimer()?.dueMs ?? Number.POSITIVE_INFINITY,
		moveTo(untilMs) {
			for (let timer = nextTimer(); timer !== undefined && timer.dueMs <= untilMs; timer = nextTimer()) {
				timers.delete(timer);
				nowMs = Math.max(nowMs, timer.dueMs);
				timer.callback();
			}

			nowMs = Math.max(nowMs, untilMs);
		},
	};
};

import type {Clock} from '../../domain/clock.ts';
import {createDueHeap} from './due-heap.ts';

/** Everything that the server does later goes through here, on one timer of the clock. */
export type Scheduler = {
	readonly now: () => number;
	/** Calls back once after `delayMs`, unless the answer is called first. */
	readonly after: (delayMs: number, callback: () => void) => () => void;
	/** Nothing is called back after this. */
	readonly close: () => void;
};

/** Longer timers overflow in Node; a timer that comes too early only looks again. */
const longestTimerMs = 3_600_000;

type Entry = {readonly dueMs: number; readonly order: number; callback: (() => void) | undefined};

export const createScheduler = (clock: Clock): Scheduler => {
	const heap = createDueHeap<Entry>();
	let made = 0;
	let isClosed = false;
	let armed: {readonly dueMs: number; readonly cancel: () => void} | undefined;

	const arm = (): void => {
		while (heap.first() !== undefined && heap.first()?.callback === undefined) {
			heap.pop();
		}

		const next = heap.first();
		if (isClosed || next === undefined || (armed !== undefined && armed.dueMs <= next.dueMs)) {
			return;
		}

		armed?.cancel();
		const delayMs = Math.min(Math.max(0, next.dueMs - clock.now()), longestTimerMs);
		armed = {dueMs: next.dueMs, cancel: clock.after(delayMs, run)};
	};

	const run = (): void => {
		armed = undefined;
		const nowMs = clock.now();
		let next = heap.first();
		while (!isClosed && next !== undefined && next.dueMs <= nowMs) {
			heap.pop();
			next.callback?.();
			next = heap.first();
		}

		arm();
	};

	return {
		now: clock.now,
		after(delayMs, callback) {
			const entry: Entry = {dueMs: clock.now() + delayMs, order: made++, callback};
			heap.push(entry);
			arm();
			return () => {
				entry.callback = undefined;
			};
		},
		close() {
			isClosed = true;
			armed?.cancel();
		},
	};
};

import type {Scheduler} from '../time/scheduler.ts';

/** One thing that is to happen later, whose time can be made to stand still. */
export type Countdown = {
	/** Takes the place of what was set before. */
	readonly set: (delayMs: number, callback: () => void) => void;
	readonly pause: () => void;
	/** Goes on where it was paused; without effect while it runs. */
	readonly resume: () => void;
};

export const createCountdown = (scheduler: Scheduler): Countdown => {
	let task: {readonly dueMs: number; readonly callback: () => void; readonly cancel: () => void} | undefined;
	let paused: {readonly leftMs: number; readonly callback: () => void} | undefined;

	const set = (delayMs: number, callback: () => void): void => {
		task?.cancel();
		paused = undefined;
		const cancel = scheduler.after(delayMs, () => {
			task = undefined;
			callback();
		});
		task = {dueMs: scheduler.now() + delayMs, callback, cancel};
	};

	return {
		set,
		pause() {
			if (task !== undefined) {
				task.cancel();
				paused = {leftMs: Math.max(0, task.dueMs - scheduler.now()), callback: task.callback};
				task = undefined;
			}
		},
		resume() {
			if (paused !== undefined) {
				set(paused.leftMs, paused.callback);
			}
		},
	};
};

import type {Clock} from '../../source/domain/clock.ts';
import {systemClock} from '../../source/runtime/clock.ts';

/** A clock that runs so many times as fast as the real one: whole stories with their usual delays take a moment. */
export const createFastClock = (factor: number): Clock => {
	const startMs = systemClock.now();
	return {
		now: () => startMs + (systemClock.now() - startMs) * factor,
		after: (delayMs, callback) => systemClock.after(Math.ceil(delayMs / factor), callback),
	};
};

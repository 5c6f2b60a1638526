import {expect} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {objectAt} from '../../source/domain/json-reader.ts';

type Event = {readonly type: string; readonly status: string; readonly request?: JsonObject | undefined};

/** Whether a machine runs by what its events, newest first, say; undefined until they say something. What starts must have ended before, what ends must have run. */
export const runsByEvents = (events: readonly Event[]): boolean | undefined => {
	let runs: boolean | undefined;
	for (const {type, status, request} of events.toReversed()) {
		const exit = objectAt(request ?? {}, 'exit_event');
		if (type === 'start' && status === 'started') {
			expect(runs).not.toBe(true);
			runs = true;
		} else if (type === 'exit') {
			expect(runs !== false || exit.requested_stop).toBe(true);
			runs = false;
		} else if (type === 'suspend' && status === 'suspended') {
			runs = false;
		}
	}

	return runs;
};

/** That a machine runs in `started`, and in no state in which nothing of it can run. */
export const expectTrueEvents = (state: string, events: readonly Event[]): void => {
	const runs = runsByEvents(events);
	if (state === 'started') {
		expect(runs).toBe(true);
	}

	if (['stopped', 'suspended', 'destroyed'].includes(state)) {
		expect(runs).not.toBe(true);
	}
};

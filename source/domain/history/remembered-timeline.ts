import type {ActionEntry} from '../action-entry.ts';
import type {Machine} from '../machine.ts';
import {stateSinceMs} from '../since.ts';
import type {Change} from './record.ts';
import {type Timeline, timelineFrom} from './timeline.ts';
import type {TimeWindow} from './timeline-window.ts';

/** The timeline of a machine where no journal is kept: out of what the API still remembers of it, and of what was done here. */
export const rememberedTimeline = (machine: Machine, actions: readonly ActionEntry[], window: TimeWindow): Timeline => {
	const sinceMs = stateSinceMs(machine);
	const changes: readonly Change[] = sinceMs === undefined ? [] : [{aspect: 'state', atMs: sinceMs, value: machine.state, detail: ''}];
	const own = actions.filter(({machineId}) => machineId === machine.id);
	return timelineFrom(
		machine.id,
		{changes, events: machine.events, actions: own, known: [window], createdAtMs: machine.createdAtMs},
		window,
	);
};

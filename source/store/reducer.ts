import type {StoreEvent} from './events.ts';
import {keepMarks} from './marks.ts';
import {reduceFeeds} from './reduce-feeds.ts';
import {reduceFleet} from './reduce-fleet.ts';
import {reduceJobs} from './reduce-jobs.ts';
import {reduceMemory} from './reduce-memory.ts';
import {clampPane, keepCursor, reduceView} from './reduce-view.ts';
import type {State} from './state.ts';

const isSame = (before: State, after: State): boolean => {
	for (const key of Object.keys(after) as (keyof State)[]) {
		if (before[key] !== after[key]) {
			return false;
		}
	}

	return true;
};

/** The state after an event; the same object when the event changed nothing. */
export const reduce = (state: State, event: StoreEvent): State => {
	const {feeds, appsFailure, appsKnown} = reduceFeeds(state, event);
	const {fleet, readAtMs, pending} = reduceFleet(state, event);
	const {seenLeases, ownLeases, history, waits, notes} = reduceMemory(state, event);
	const next: State = {
		...state,
		nowMs: event.type === 'clock-ticked' ? event.nowMs : state.nowMs,
		feeds,
		appsFailure,
		appsKnown,
		fleet,
		readAtMs,
		pending,
		seenLeases,
		ownLeases,
		history,
		waits,
		jobs: reduceJobs(state, event),
		notes,
		view: reduceView(state, event),
	};
	return isSame(state, next) ? state : clampPane(keepCursor(state, keepMarks(state, next)));
};

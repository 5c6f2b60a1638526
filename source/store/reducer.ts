import {selectDiagnosis} from './diagnosis.ts';
import type {StoreEvent} from './events.ts';
import {reduceExitLogs} from './exit-logs.ts';
import {selectLines} from './fleet-view/lines.ts';
import {keepMarks} from './marks.ts';
import {reduceCordons} from './reduce-cordons.ts';
import {reduceFeeds} from './reduce-feeds.ts';
import {reduceFleet} from './reduce-fleet.ts';
import {reduceJobs} from './reduce-jobs.ts';
import {reduceLogs} from './reduce-logs.ts';
import {reduceMemory} from './reduce-memory.ts';
import {reduceMetadata} from './reduce-metadata.ts';
import {reduceOutput} from './reduce-output.ts';
import {clampScreen, keepScreen, reduceResources} from './reduce-resources.ts';
import {reduceSightings} from './reduce-sightings.ts';
import {clampPane, keepCursor, reduceView, showPickedExit} from './reduce-view.ts';
import {reduceReplay} from './replay.ts';
import {selectRows, selectSettledRows} from './selectors.ts';
import type {State} from './state.ts';
import {keepRows} from './table/keep-rows.ts';
import {leaveBehind} from './table/left-behind.ts';
import {noteChanges} from './table/row-changes.ts';

const isSame = (before: State, after: State): boolean => {
	for (const key of Object.keys(after) as (keyof State)[]) {
		if (before[key] !== after[key]) {
			return false;
		}
	}

	return true;
};

/** A key comes only from a terminal that has the focus, whatever it told. */
const reduceFocus = ({isFocused}: State, event: StoreEvent): boolean =>
	event.type === 'focus-changed' ? event.isFocused : isFocused || event.type === 'key-pressed';

/** The state after an event; the same object when the event changed nothing. */
export const reduce = (state: State, event: StoreEvent): State => {
	const {chosenApps, feeds, appsFailure, appsKnown} = reduceFeeds(state, event);
	const {fleet, listed, readAtMs, pending} = reduceFleet(state, event);
	const {seenLeases, ownLeases, droppedLeases, history, beginnings, changesSince, timeline, pulses, waits, actions, notes} = reduceMemory(
		state,
		event,
	);
	const {resources, certificates} = reduceResources(state, event);
	const next: State = {
		...state,
		nowMs: event.type === 'clock-ticked' ? event.nowMs : state.nowMs,
		isFocused: reduceFocus(state, event),
		host: event.type === 'connected' ? event.host : state.host,
		replay: reduceReplay(state, event),
		chosenApps,
		feeds,
		appsFailure,
		appsKnown,
		fleet,
		listed,
		readAtMs,
		pending,
		seenLeases,
		ownLeases,
		droppedLeases,
		history,
		exitLogs: reduceExitLogs(state, event),
		sightings: reduceSightings(state, event),
		beginnings,
		changesSince,
		timeline,
		pulses,
		waits,
		timedCordons: reduceCordons(state, fleet, event),
		jobs: reduceJobs(state, event),
		runs: reduceOutput(state, event),
		log: reduceLogs(state, event),
		metadata: reduceMetadata(state, event),
		regions: event.type === 'regions-received' ? event.regions : state.regions,
		resources,
		certificates,
		actions,
		notes,
		view: reduceView(state, event),
	};
	if (isSame(state, next)) {
		return state;
	}

	// Asked before anything is asked of the state after it: selectors remember one answer, and make the next from it.
	const rowsBefore = {shown: selectRows(state), settled: selectSettledRows(state)};
	const linesBefore = selectLines(state);
	const diagnosisBefore = selectDiagnosis(state);
	const changed = noteChanges(state, diagnosisBefore, keepMarks(state, next));
	const steady = keepCursor(state, linesBefore, keepRows(state, rowsBefore, changed));
	return clampScreen(keepScreen(state, clampPane(showPickedExit(state, leaveBehind(state, event, steady)))));
};

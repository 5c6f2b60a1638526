import type {Clock} from '../domain/clock.ts';
import {rememberedTimeline} from '../domain/history/remembered-timeline.ts';
import {type Bar, timelineCells} from '../domain/history/timeline-cells.ts';
import {type TimeWindow, windowFor} from '../domain/history/timeline-window.ts';
import type {Journal} from '../journal/journal.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {selectTimelineQuestion} from '../store/timeline.ts';
import {createAsker} from './ask-while-shown.ts';
import type {Recorder} from './recorder.ts';

/** New answers of the API are taken in no more often, in ms. */
const againMs = 3000;

/** Out of the few events that the API still tells of each machine. */
const remembered = ({fleet, actions}: State, machineIds: readonly string[], window: TimeWindow, columns: number): readonly Bar[] =>
	machineIds.flatMap(machineId => {
		const machine = fleet.get(machineId);
		return machine === undefined ? [] : [{machineId, cells: timelineCells(rememberedTimeline(machine, actions, window), window, columns)}];
	});

/** Finds out what the timeline shows, as long as it is shown: of the seen machines only, again when it moves or the API told something new. */
export const createTimelineLoader = ({
	store,
	clock,
	journal,
	recorder,
}: {
	readonly store: Store;
	readonly clock: Clock;
	/** What was seen before of the machines; undefined when nothing is kept. */
	readonly journal: Pick<Journal, 'barsOf' | 'goneIn'> | undefined;
	readonly recorder: Pick<Recorder, 'flush'> | undefined;
}): {readonly start: () => void; readonly stop: () => void} => {
	return createAsker({
		store,
		clock,
		againMs,
		questionIn: selectTimelineQuestion,
		async ask({apps, machineIds, endMs, spanMs, columns}) {
			await recorder?.flush();
			const readAtMs = clock.now();
			const window = windowFor(endMs ?? readAtMs, spanMs, columns);
			const [kept, gone = []] = await Promise.all([journal?.barsOf(machineIds, window, columns), journal?.goneIn(apps, window)]);
			const isKept = kept !== undefined && kept.length > 0;
			const bars = isKept ? kept : remembered(store.getState(), machineIds, window, columns);
			store.dispatch({type: 'timeline-read', reading: {readAtMs, window, bars, gone}});
		},
	});
};

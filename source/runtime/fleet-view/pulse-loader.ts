import type {Clock} from '../../domain/clock.ts';
import {type Life, noPulses, pulsesFrom} from '../../domain/fleet-view/pulses.ts';
import {type TimeWindow, windowFor} from '../../domain/history/timeline-window.ts';
import type {Machine} from '../../domain/machine.ts';
import {stateSinceMs} from '../../domain/since.ts';
import type {Journal} from '../../journal/journal.ts';
import {selectPulseQuestion} from '../../store/fleet-view/fleet.ts';
import type {State} from '../../store/state.ts';
import type {Store} from '../../store/store.ts';
import {createAsker} from '../ask-while-shown.ts';
import type {Recorder} from '../recorder.ts';

/** New answers of the API are taken in no more often, in ms: the last cell alone can change, and it stands for a minute. */
const againMs = 10_000;

/** What the API still tells of a machine, back to the last event before a moment. Its events are newest first. */
const rememberedLife = (machine: Machine, window: TimeWindow): Life => {
	const sinceMs = stateSinceMs(machine);
	const lastBefore = machine.events.findIndex(({timestampMs}) => timestampMs < window.fromMs);
	return {
		changes: sinceMs === undefined ? [] : [{aspect: 'state', atMs: sinceMs, value: machine.state, detail: ''}],
		events: lastBefore === -1 ? machine.events : machine.events.slice(0, lastBefore + 1),
		known: [window],
		createdAtMs: machine.createdAtMs,
		untilMs: undefined,
	};
};

const remembered = ({fleet}: State, window: TimeWindow): readonly Life[] =>
	[...fleet.values()].map(machine => rememberedLife(machine, window));

/** Finds out how the fleet went, as long as that is shown: out of the journal, else out of the few events that the API remembers. */
export const createPulseLoader = ({
	store,
	clock,
	journal,
	recorder,
}: {
	readonly store: Store;
	readonly clock: Clock;
	readonly journal: Pick<Journal, 'pulsesOf'> | undefined;
	readonly recorder: Pick<Recorder, 'flush'> | undefined;
}): {readonly start: () => void; readonly stop: () => void} => {
	const startedAtMs = clock.now();
	return createAsker({
		store,
		clock,
		againMs,
		questionIn: selectPulseQuestion,
		async ask(question) {
			await recorder?.flush();
			const readAtMs = clock.now();
			const window = windowFor(readAtMs, question.spanMs, question.columns);
			const kept = await journal?.pulsesOf(question.apps, startedAtMs, window, question.columns);
			const isKept = kept !== undefined && kept !== noPulses;
			const pulses = isKept ? kept : pulsesFrom(remembered(store.getState(), window), window, question.columns);
			store.dispatch({type: 'pulses-read', reading: {readAtMs, question, pulses, isKept}});
		},
	});
};

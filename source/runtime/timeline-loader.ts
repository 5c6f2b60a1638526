import type {Clock} from '../domain/clock.ts';
import {rememberedTimeline} from '../domain/history/remembered-timeline.ts';
import type {Timeline} from '../domain/history/timeline.ts';
import {type TimeWindow, windowFor} from '../domain/history/timeline-window.ts';
import type {Journal} from '../journal/journal.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {selectTimelineQuestion} from '../store/timeline.ts';
import {createLoop} from './loop.ts';
import type {Recorder} from './recorder.ts';

/** So long after a key it is asked: never while the key is being answered, and once for a key that is held. */
const settleMs = 50;

/** New answers of the API are taken in no more often, in ms. */
const againMs = 3000;

const remembered = ({fleet, actions}: State, machineIds: readonly string[], window: TimeWindow): readonly Timeline[] =>
	machineIds.flatMap(id => {
		const machine = fleet.get(id);
		return machine === undefined ? [] : [rememberedTimeline(machine, actions, window)];
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
	readonly journal: Pick<Journal, 'timelineOf'> | undefined;
	readonly recorder: Pick<Recorder, 'flush'> | undefined;
}): {readonly start: () => void; readonly stop: () => void} => {
	let asked: string | undefined;
	let seenFeeds: State['feeds'] | undefined;
	let due: {readonly atMs: number; readonly cancel: () => void} | undefined;

	const loop = createLoop(clock, async () => {
		due = undefined;
		const question = selectTimelineQuestion(store.getState());
		if (question === undefined) {
			return undefined;
		}

		await recorder?.flush();
		const {machineIds, endMs, spanMs, columns} = question;
		const readAtMs = clock.now();
		const window = windowFor(endMs ?? readAtMs, spanMs, columns);
		const kept = await journal?.timelineOf(machineIds, window.fromMs, window.toMs);
		const isKept = kept !== undefined && kept.length > 0;
		const timelines = isKept ? kept : remembered(store.getState(), machineIds, window);
		store.dispatch({type: 'timeline-read', reading: {readAtMs, timelines}});
		return undefined;
	});

	const askIn = (delayMs: number): void => {
		const atMs = clock.now() + delayMs;
		if (due === undefined || atMs < due.atMs) {
			due?.cancel();
			due = {atMs, cancel: clock.after(delayMs, loop.nudge)};
		}
	};

	const onChange = (): void => {
		const state = store.getState();
		const question = selectTimelineQuestion(state);
		const now = question === undefined ? undefined : JSON.stringify(question);
		if (now !== asked) {
			asked = now;
			askIn(settleMs);
		} else if (now !== undefined && state.feeds !== seenFeeds) {
			askIn(againMs);
		}

		seenFeeds = state.feeds;
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(onChange);
		},
		stop() {
			unsubscribe?.();
			due?.cancel();
			loop.stop();
		},
	};
};

import {describe, expect, test} from 'vitest';
import type {GoneMachine} from '../../source/domain/history/gone-machine.ts';
import type {Bar} from '../../source/domain/history/timeline-cells.ts';
import {createTimelineLoader} from '../../source/runtime/timeline-loader.ts';
import type {Mode} from '../../source/store/state.ts';
import {timelineWidths} from '../../source/store/timeline.ts';
import {timelineMode} from '../helpers/modes.ts';
import {buildMachine, createHarness, exitOnWire, receive} from './harness.ts';

const ids = ['148e000000000a', '148e000000000b', '148e000000000c'];
const dead: GoneMachine = {machineId: '148e000000000d', app: 'web', name: 'web-4', image: '', goneAtMs: 0};
const empty = (machineId: string): Bar => ({machineId, cells: []});

type Question = {readonly machineIds: readonly string[]; readonly fromMs: number; readonly toMs: number; readonly columns: number};

/** Three machines on a page with room for two, and a journal that answers when it is told to. */
const start = async (gone: readonly GoneMachine[] = []) => {
	const harness = await createHarness();
	const {store, clock} = harness;
	const questions: Question[] = [];
	const waiting: (() => void)[] = [];
	const written: number[] = [];
	const loader = createTimelineLoader({
		store,
		clock,
		journal: {
			barsOf: (machineIds, {fromMs, toMs}, columns) => {
				questions.push({machineIds, fromMs, toMs, columns});
				return new Promise(resolve => waiting.push(() => resolve(machineIds.map(empty))));
			},
			goneIn: async apps => (apps.includes('web') ? gone : []),
		},
		recorder: {
			flush: async () => {
				written.push(clock.now());
			},
		},
	});
	receive(
		harness,
		ids.map(id => buildMachine({id})),
	);
	loader.start();
	const enter = (mode: Mode): void => store.dispatch({type: 'view-changed', change: {mode, pageRows: 4}});
	const poll = (requestId: number): void =>
		receive(
			harness,
			ids.map(id => buildMachine({id})),
			requestId,
		);
	/** Lets what is under way come to its end, and time go on. */
	const pass = async (ms: number): Promise<void> => {
		clock.advance(ms);
		for (let turn = 0; turn < 10; turn += 1) {
			await Promise.resolve();
		}
	};
	const answer = async (): Promise<void> => {
		waiting.shift()?.();
		await pass(0);
	};
	return {...harness, loader, questions, written, enter, poll, pass, answer};
};

describe('what happened is asked', () => {
	test('not while a key is answered, but soon after, of the seen machines only, when what was seen is on disk', async () => {
		const {enter, questions, written, pass, answer, store, clock} = await start();
		enter(timelineMode());
		expect(questions).toEqual([]);
		expect(written).toEqual([]);
		await pass(50);
		expect(written).toHaveLength(1);
		expect(questions.map(({machineIds}) => machineIds)).toEqual([ids.slice(0, 2)]);
		const {fromMs = 0, toMs = 0, columns} = questions[0] ?? {};
		expect(columns).toBe(timelineWidths(store.getState().view.pageColumns).bar);
		expect(toMs).toBeGreaterThan(clock.now());
		expect(toMs - fromMs).toBeGreaterThanOrEqual(15 * 60_000);
		expect(store.getState().timeline).toBeUndefined();
		await answer();
		expect(store.getState().timeline).toEqual({readAtMs: clock.now(), window: {fromMs, toMs}, gone: [], bars: ids.slice(0, 2).map(empty)});
	});

	test('once for a key that is held, and never twice at once; the old bars stay until the answer comes', async () => {
		const {enter, questions, pass, answer, store, clock} = await start();
		enter(timelineMode());
		await pass(50);
		await answer();
		const before = store.getState().timeline;
		for (let count = 1; count <= 20; count += 1) {
			enter(timelineMode({endMs: clock.now() - count * 60_000}));
		}

		await pass(50);
		expect(questions).toHaveLength(2);
		enter(timelineMode({top: 1}));
		await pass(50);
		expect(questions).toHaveLength(2);
		expect(store.getState().timeline).toBe(before);
		await answer();
		expect(questions.map(({machineIds}) => machineIds).at(-1)).toEqual(ids.slice(1));
	});

	test('again when the API told something new, but not more often than every 3 s, and never for the time alone', async () => {
		const {enter, poll, questions, pass, answer, store, clock} = await start();
		enter(timelineMode());
		await pass(50);
		await answer();
		store.dispatch({type: 'clock-ticked', nowMs: clock.now() + 1000});
		await pass(60_000);
		expect(questions).toHaveLength(1);
		poll(2);
		await pass(1000);
		poll(3);
		await pass(1999);
		expect(questions).toHaveLength(1);
		await pass(1);
		await answer();
		expect(questions).toHaveLength(2);
		await pass(60_000);
		expect(questions).toHaveLength(2);
	});

	test('of machines that are gone too, as soon as they are known and seen', async () => {
		const {enter, questions, pass, answer, store} = await start([dead]);
		enter(timelineMode({top: 3}));
		await pass(50);
		await answer();
		expect(store.getState().timeline?.gone).toEqual([dead]);
		await pass(50);
		expect(questions.map(({machineIds}) => machineIds)).toEqual([ids.slice(1), [ids[2], dead.machineId]]);
		await answer();
		await pass(60_000);
		expect(questions).toHaveLength(2);
	});

	test('no more once the page is closed, or flydeck ends', async () => {
		const {enter, poll, questions, pass, answer, loader, clock} = await start();
		enter(timelineMode());
		await pass(50);
		await answer();
		enter({kind: 'browse'});
		poll(2);
		await pass(60_000);
		expect(questions).toHaveLength(1);
		enter(timelineMode());
		loader.stop();
		await pass(60_000);
		expect(questions).toHaveLength(1);
		expect(clock.pending()).toBe(0);
	});
});

test.each([
	['none is kept', undefined],
	['it is broken, and answers nothing', {barsOf: async () => [], goneIn: async () => []}],
])('without a journal, since %s, the bars are made of the events that the API remembers', async (_why, journal) => {
	const harness = await createHarness();
	const {store, clock, until} = harness;
	const exit = exitOnWire({exit_code: 137, oom_killed: true}, '01X', clock.now() - 60_000);
	receive(harness, [buildMachine({state: 'stopped', events: [exit]})]);
	createTimelineLoader({store, clock, journal, recorder: undefined}).start();
	store.dispatch({type: 'view-changed', change: {mode: timelineMode()}});
	clock.advance(50);
	await until(() => store.getState().timeline !== undefined);
	expect(store.getState().timeline?.bars.map(({cells}) => cells.join(''))).toEqual([expect.stringMatching(/^ +O\.+$/)]);
});

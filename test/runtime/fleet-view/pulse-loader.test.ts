import {describe, expect, test} from 'vitest';
import {noPulses, type Pulses} from '../../../source/domain/fleet-view/pulses.ts';
import {createPulseLoader} from '../../../source/runtime/fleet-view/pulse-loader.ts';
import {wholeFleet} from '../../../source/store/fleet-view/fleet.ts';
import type {Mode} from '../../../source/store/state.ts';
import {buildMachine, createHarness, exitOnWire, receive} from '../harness.ts';

type Question = {readonly apps: readonly string[]; readonly seenSinceMs: number; readonly spanMs: number; readonly columns: number};

const someColumns = (columns: number): Pulses => {
	const zeros = Array.from({length: columns}, () => 0);
	return {started: zeros, restarts: zeros, failures: zeros};
};

/** A fleet of one machine, and a journal that answers at once. */
const start = async (answer = someColumns) => {
	const harness = await createHarness();
	const {store, clock} = harness;
	const questions: Question[] = [];
	const startedAtMs = clock.now();
	const loader = createPulseLoader({
		store,
		clock,
		journal: {
			async pulsesOf(apps, seenSinceMs, {fromMs, toMs}, columns) {
				questions.push({apps, seenSinceMs, spanMs: toMs - fromMs, columns});
				return answer(columns);
			},
		},
		recorder: {flush: async () => {}},
	});
	receive(harness, [buildMachine({events: [exitOnWire({exit_code: 1}, '01X', clock.now() - 60_000)]})]);
	loader.start();
	const enter = (mode: Mode): void => store.dispatch({type: 'view-changed', change: {mode, pageColumns: 76}});
	const pass = async (ms: number): Promise<void> => {
		clock.advance(ms);
		for (let turn = 0; turn < 10; turn += 1) {
			await Promise.resolve();
		}
	};
	const poll = (requestId: number): void => receive(harness, [buildMachine()], requestId);
	return {...harness, loader, questions, startedAtMs, enter, pass, poll};
};

describe('how the fleet went is asked', () => {
	test('soon after the page opened, of the apps that are followed, with one column for each cell', async () => {
		const {enter, questions, pass, startedAtMs, store} = await start();
		await pass(1000);
		expect(questions).toEqual([]);
		enter(wholeFleet);
		expect(questions).toEqual([]);
		await pass(50);
		expect(questions).toMatchObject([{apps: ['web'], seenSinceMs: startedAtMs, columns: 46}]);
		expect(questions[0]?.spanMs).toBeGreaterThanOrEqual(3_600_000);
		expect(store.getState().pulses).toMatchObject({isKept: true, question: {columns: 46}, pulses: someColumns(46)});
	});

	test('again with another zoom, and when the API told something new, but not more often than every 10 s', async () => {
		const {enter, questions, pass, poll} = await start();
		enter(wholeFleet);
		await pass(50);
		enter({...wholeFleet, zoom: 2});
		await pass(50);
		expect(questions).toHaveLength(2);
		expect(questions[1]?.spanMs).toBeGreaterThanOrEqual(86_400_000);
		await pass(60_000);
		expect(questions).toHaveLength(2);
		poll(2);
		await pass(9999);
		poll(3);
		expect(questions).toHaveLength(2);
		await pass(1);
		expect(questions).toHaveLength(3);
	});

	test('no more for a move over the cells, nor once the page is closed or flydeck ends', async () => {
		const {enter, questions, pass, poll, loader, clock} = await start();
		enter(wholeFleet);
		await pass(50);
		enter({...wholeFleet, column: 'trouble'});
		await pass(60_000);
		expect(questions).toHaveLength(1);
		enter({kind: 'browse'});
		poll(2);
		await pass(60_000);
		expect(questions).toHaveLength(1);
		enter(wholeFleet);
		loader.stop();
		await pass(60_000);
		expect(questions).toHaveLength(1);
		expect(clock.pending()).toBe(0);
	});
});

test('a broken journal is done without: the events that the API remembers tell', async () => {
	const {enter, pass, store} = await start(() => noPulses);
	enter(wholeFleet);
	await pass(50);
	const reading = store.getState().pulses;
	expect(reading?.isKept).toBe(false);
	expect(reading?.pulses.failures.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(1);
});

test('with no journal the same is told', async () => {
	const harness = await createHarness();
	const {store, clock, until} = harness;
	receive(harness, [buildMachine({events: [exitOnWire({exit_code: 1}, '01X', clock.now() - 60_000)]})]);
	createPulseLoader({store, clock, journal: undefined, recorder: undefined}).start();
	store.dispatch({type: 'view-changed', change: {mode: wholeFleet}});
	clock.advance(50);
	await until(() => store.getState().pulses !== undefined);
	expect(store.getState().pulses?.isKept).toBe(false);
});

import {describe, expect, test} from 'vitest';
import {createTicker} from '../../source/runtime/ticker.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import {initialState} from '../../source/store/initial-state.ts';
import type {State} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {buildEvent, buildMachine, buildPending} from '../helpers/build-machine.ts';
import {buildState, listOf} from '../helpers/build-state.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const startTicker = (startMs: number, initial: State = initialState({isLocal: true, host: '', organization: '', apps: [], nowMs: 0})) => {
	const clock = createManualClock(startMs);
	const store = createStore(initial, clock.now);
	const ticker = createTicker({store, clock});
	ticker.start();
	return {clock, ticker, store, nowMs: () => store.getState().nowMs};
};

test('the store is told the time at once and then on each full second', () => {
	const {clock, nowMs} = startTicker(1_800_000_000_400);
	expect(nowMs()).toBe(1_800_000_000_400);
	clock.advance(599);
	expect(nowMs()).toBe(1_800_000_000_400);
	clock.advance(1);
	expect(nowMs()).toBe(1_800_000_001_000);
	clock.advance(3000);
	expect(nowMs()).toBe(1_800_000_004_000);
});

test('a stopped ticker is silent', () => {
	const {clock, ticker, nowMs} = startTicker(1_800_000_000_000);
	ticker.stop();
	clock.advance(10_000);
	expect(nowMs()).toBe(1_800_000_000_000);
	expect(clock.pending()).toBe(0);
});

describe('where nothing that is shown tells of seconds', () => {
	const startMs = 1_800_000_000_000;
	const hourAgoMs = startMs - 3_600_000;
	const old = buildMachine({
		app: 'web',
		createdAtMs: hourAgoMs,
		updatedAtMs: hourAgoMs,
		checks: [],
		events: [buildEvent({timestampMs: hourAgoMs})],
	});
	const answered = (atMs: number, requestId: number): StoreEvent => listOf('web', [old], {requestId, requestedAtMs: atMs});

	/** A machine that changed long ago, and a server that has answered once. */
	const startQuiet = () => {
		const started = startTicker(startMs, {...buildState({apps: ['web']}), nowMs: startMs});
		let requestId = 1;
		const poll = (): void => {
			requestId += 1;
			started.store.dispatch(answered(started.clock.now(), requestId));
		};
		poll();
		return {...started, poll};
	};

	const settle = ({clock, poll}: ReturnType<typeof startQuiet>): void => {
		for (let turn = 0; turn < 4; turn++) {
			clock.advance(5000);
			poll();
		}
	};

	test('it is told the time with every answer, and every ten seconds besides', () => {
		const quiet = startQuiet();
		settle(quiet);
		const times = new Set<number>();
		quiet.store.subscribe(() => times.add(quiet.nowMs()));
		for (let turn = 0; turn < 12; turn++) {
			quiet.clock.advance(5000);
			quiet.poll();
		}

		expect(times.size).toBeLessThanOrEqual(12);
		expect(quiet.nowMs()).toBe(startMs + 80_000);
	});

	test('the seconds count again from the moment an answer is overdue', () => {
		const quiet = startQuiet();
		settle(quiet);
		quiet.clock.advance(14_000);
		expect(quiet.nowMs()).toBe(startMs + 34_000);
	});

	test.each([
		['a key', {type: 'key-pressed'}],
		['an order', {type: 'action-started', pending: buildPending({machineId: old.id})}],
		['a note', {type: 'noted', tone: 'info', text: 'Hm.', atMs: startMs + 22_500}],
		['a page', {type: 'view-changed', change: {mode: {kind: 'help', scroll: 0}}}],
	] satisfies readonly (readonly [string, StoreEvent])[])(
		'the seconds count with %s, which is dated by the time that it is then',
		(_what, event) => {
			const quiet = startQuiet();
			settle(quiet);
			quiet.clock.advance(2500);
			expect(quiet.nowMs()).toBe(startMs + 20_000);
			quiet.store.dispatch(event);
			expect(quiet.nowMs()).toBe(startMs + 22_500);
			quiet.clock.advance(500);
			expect(quiet.nowMs()).toBe(startMs + 23_000);
			quiet.clock.advance(1000);
			expect(quiet.nowMs()).toBe(startMs + 24_000);
		},
	);
});

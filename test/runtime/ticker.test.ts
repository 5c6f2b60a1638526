import {expect, test} from 'vitest';
import {createTicker} from '../../source/runtime/ticker.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const startTicker = (startMs: number) => {
	const clock = createManualClock(startMs);
	const store = createStore(initialState({isLocal: true, host: '', organization: '', apps: [], nowMs: 0}));
	const ticker = createTicker({store, clock});
	ticker.start();
	return {clock, ticker, nowMs: () => store.getState().nowMs};
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

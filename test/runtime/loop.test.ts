import {describe, expect, test} from 'vitest';
import {createLoop} from '../../source/runtime/loop.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn++) {
		await Promise.resolve();
	}
};

/** A loop whose runs end when the test says so. */
const createTestLoop = () => {
	const clock = createManualClock();
	const under: ((delayMs: number | undefined) => void)[] = [];
	const signals: AbortSignal[] = [];
	let most = 0;
	const loop = createLoop(clock, signal => {
		signals.push(signal);
		return new Promise(resolve => {
			under.push(resolve);
			most = Math.max(most, under.length);
		});
	});
	const end = async (delayMs: number | undefined): Promise<void> => {
		under.shift()?.(delayMs);
		await settle();
	};

	return {clock, loop, end, signals, runs: () => signals.length, mostAtOnce: () => most};
};

describe('a loop', () => {
	test('rests until it is nudged', () => {
		const {clock, runs} = createTestLoop();
		clock.advance(1_000_000);
		expect(runs()).toBe(0);
	});

	test('runs again after the delay that the last run answered', async () => {
		const {clock, loop, end, runs} = createTestLoop();
		loop.nudge();
		await end(3000);
		clock.advance(2999);
		expect(runs()).toBe(1);
		clock.advance(1);
		expect(runs()).toBe(2);
	});

	test('rests when a run answers no delay', async () => {
		const {clock, loop, end, runs} = createTestLoop();
		loop.nudge();
		await end(undefined);
		expect(clock.pending()).toBe(0);
		loop.nudge();
		expect(runs()).toBe(2);
	});

	test('takes any number of nudges during a run for one more run, and never runs twice at once', async () => {
		const {loop, end, runs, mostAtOnce} = createTestLoop();
		loop.nudge();
		loop.nudge();
		loop.nudge();
		loop.nudge();
		await settle();
		expect(runs()).toBe(1);
		await end(5000);
		expect(runs()).toBe(2);
		await end(undefined);
		expect(runs()).toBe(2);
		expect(mostAtOnce()).toBe(1);
	});

	test('runs at once when it is nudged while it waits, and forgets the old wait', async () => {
		const {clock, loop, end, runs} = createTestLoop();
		loop.nudge();
		await end(5000);
		clock.advance(1000);
		loop.nudge();
		expect(runs()).toBe(2);
		await end(5000);
		clock.advance(4999);
		expect(runs()).toBe(2);
		clock.advance(1);
		expect(runs()).toBe(3);
	});

	test('is ended by a stop while it waits', async () => {
		const {clock, loop, end, runs} = createTestLoop();
		loop.nudge();
		await end(5000);
		loop.stop();
		loop.nudge();
		expect(clock.pending()).toBe(0);
		expect(runs()).toBe(1);
	});

	test('is ended by a stop during a run: the run is told, and nothing comes after it', async () => {
		const {clock, loop, end, runs, signals} = createTestLoop();
		loop.nudge();
		loop.nudge();
		loop.stop();
		expect(signals[0]?.aborted).toBe(true);
		await end(5000);
		expect(clock.pending()).toBe(0);
		expect(runs()).toBe(1);
	});
});

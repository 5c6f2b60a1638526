import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createPacing, type Pacing} from '../../source/api/pacing.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const settle = async () => {
	for (let turn = 0; turn < 5; turn++) {
		await Promise.resolve();
	}
};

/** Asks once and notes the name when its turn has come. */
const ask = (pacing: Pacing, passed: string[], name: string, signal?: AbortSignal) =>
	pacing.take('stop-machine', 'a', signal).then(() => {
		passed.push(name);
	});

test('three calls pass at once, then one each second, in the order of asking', async () => {
	const clock = createManualClock();
	const pacing = createPacing(clock);
	const passed: string[] = [];
	for (const name of ['1', '2', '3', '4', '5']) {
		void ask(pacing, passed, name);
	}

	await settle();
	expect(passed).toEqual(['1', '2', '3']);
	clock.advance(999);
	await settle();
	expect(passed).toEqual(['1', '2', '3']);
	clock.advance(1);
	await settle();
	expect(passed).toEqual(['1', '2', '3', '4']);
	clock.advance(1000);
	await settle();
	expect(passed).toEqual(['1', '2', '3', '4', '5']);
	expect(clock.pending()).toBe(0);
});

test('getting a machine may be done ten times at once and then five times a second', async () => {
	const clock = createManualClock();
	const pacing = createPacing(clock);
	let passed = 0;
	for (let call = 0; call < 20; call++) {
		void pacing.take('get-machine', 'a').then(() => {
			passed++;
		});
	}

	await settle();
	expect(passed).toBe(10);
	clock.advance(1000);
	await settle();
	expect(passed).toBe(15);
});

test('another action and another machine have limits of their own', async () => {
	const pacing = createPacing(createManualClock());
	for (let call = 0; call < 3; call++) {
		await pacing.take('stop-machine', 'a');
	}

	await pacing.take('start-machine', 'a');
	await pacing.take('stop-machine', 'b');
	expect(pacing.bucketCount()).toBe(3);
});

test('a cancelled wait frees its place for the next in line', async () => {
	const clock = createManualClock();
	const pacing = createPacing(clock);
	const passed: string[] = [];
	for (const name of ['1', '2', '3']) {
		void ask(pacing, passed, name);
	}

	const controller = new AbortController();
	const cancelled = ask(pacing, passed, 'cancelled', controller.signal);
	void ask(pacing, passed, 'next');
	controller.abort(new Error('given up'));
	await expect(cancelled).rejects.toThrow('given up');
	clock.advance(1000);
	await settle();
	expect(passed).toEqual(['1', '2', '3', 'next']);
});

test('a wait that was cancelled before it began takes no place', async () => {
	const pacing = createPacing(createManualClock());
	await expect(pacing.take('stop-machine', 'a', AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up');
	expect(pacing.bucketCount()).toBe(0);
});

test('a cancelled wait leaves no timer behind', async () => {
	const clock = createManualClock();
	const pacing = createPacing(clock);
	const controller = new AbortController();
	const waits = ['1', '2', '3', '4'].map(name => ask(pacing, [], name, controller.signal));
	expect(clock.pending()).toBe(1);
	controller.abort();
	await Promise.allSettled(waits);
	expect(clock.pending()).toBe(0);
});

test('what has been idle long enough to be full again is forgotten', async () => {
	const clock = createManualClock();
	const pacing = createPacing(clock);
	for (let machine = 0; machine < 100; machine++) {
		await pacing.take('get-machine', `${machine}`);
	}

	expect(pacing.bucketCount()).toBe(100);
	clock.advance(60_000);
	await pacing.take('get-machine', 'another');
	expect(pacing.bucketCount()).toBe(1);
});

test('a clock that is set back delays nothing that was allowed', async () => {
	let nowMs = 10_000_000;
	const pacing = createPacing({...createManualClock(), now: () => nowMs});
	await pacing.take('stop-machine', 'a');
	nowMs = 0;
	await pacing.take('stop-machine', 'a');
	await pacing.take('stop-machine', 'a');
	expect(pacing.bucketCount()).toBe(1);
});

test('in any span of time no more calls pass than the limit allows, and all pass in the end', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.nat({max: 3000}), {minLength: 1, maxLength: 30}), async pauses => {
			const clock = createManualClock();
			const pacing = createPacing(clock);
			const passedAtMs: number[] = [];
			for (const pauseMs of pauses) {
				void pacing.take('stop-machine', 'a').then(() => {
					passedAtMs.push(clock.now());
				});
				await settle();
				for (let stepMs = 0; stepMs < pauseMs; stepMs += 100) {
					clock.advance(100);
					await settle();
				}
			}

			for (let second = 0; second < 30; second++) {
				clock.advance(1000);
				await settle();
			}

			expect(passedAtMs).toHaveLength(pauses.length);
			for (const [index, startMs] of passedAtMs.entries()) {
				for (const [ahead, endMs] of passedAtMs.slice(index).entries()) {
					expect(ahead + 1).toBeLessThanOrEqual(3 + (endMs - startMs) / 1000);
				}
			}
		}),
		{numRuns: 30},
	);
});

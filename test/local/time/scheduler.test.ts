import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createScheduler} from '../../../source/local/time/scheduler.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

test('everything is called back once, in order of time and then of asking, and what was cancelled is not', () => {
	const entries = fc.array(fc.record({delayMs: fc.nat({max: 20}), isCancelled: fc.boolean()}), {maxLength: 60});
	fc.assert(
		fc.property(entries, asked => {
			const clock = createManualClock();
			const scheduler = createScheduler(clock);
			const called: number[] = [];
			const cancels = asked.map(({delayMs}, index) => scheduler.after(delayMs, () => called.push(index)));
			for (const [index, {isCancelled}] of asked.entries()) {
				if (isCancelled) {
					cancels[index]?.();
				}
			}

			clock.advance(30);
			const expected = asked
				.map(({delayMs, isCancelled}, index) => ({delayMs, isCancelled, index}))
				.filter(({isCancelled}) => !isCancelled)
				.toSorted((left, right) => left.delayMs - right.delayMs || left.index - right.index);
			expect(called).toEqual(expected.map(({index}) => index));
		}),
	);
});

test('however much is to come, one timer of the clock is armed, and none when it was closed', () => {
	const clock = createManualClock();
	const scheduler = createScheduler(clock);
	for (let delayMs = 100; delayMs > 0; delayMs--) {
		scheduler.after(delayMs, () => {});
	}

	expect(clock.pending()).toBe(1);
	scheduler.close();
	expect(clock.pending()).toBe(0);
});

test('a callback may ask for another one', () => {
	const clock = createManualClock();
	const scheduler = createScheduler(clock);
	const times: number[] = [];
	const tick = (): void => {
		times.push(clock.now());
		if (times.length < 3) {
			scheduler.after(10, tick);
		}
	};

	const startMs = clock.now();
	scheduler.after(10, tick);
	clock.advance(100);
	expect(times).toEqual([startMs + 10, startMs + 20, startMs + 30]);
});

import {expect, test} from 'vitest';
import {systemClock} from '../../source/runtime/clock.ts';

const later = (delayMs: number): Promise<void> =>
	new Promise(resolve => {
		systemClock.after(delayMs, resolve);
	});

test('the real clock tells the time and calls back in order, once', async () => {
	const called: number[] = [];
	const startMs = systemClock.now();
	systemClock.after(20, () => called.push(20));
	systemClock.after(5, () => called.push(5));
	await later(40);
	expect(called).toEqual([5, 20]);
	expect(systemClock.now() - startMs).toBeGreaterThanOrEqual(39);
});

test('a cancelled callback never comes', async () => {
	let isCalled = false;
	const cancel = systemClock.after(1, () => {
		isCalled = true;
	});
	cancel();
	await later(20);
	expect(isCalled).toBe(false);
});

test('a delay of months does not wrap around to no delay at all', async () => {
	let isCalled = false;
	const cancel = systemClock.after(2 ** 31 + 1000, () => {
		isCalled = true;
	});
	await later(20);
	cancel();
	expect(isCalled).toBe(false);
});

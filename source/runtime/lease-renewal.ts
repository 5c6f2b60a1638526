import type {Clock} from '../domain/clock.ts';
import {pause} from './follow.ts';
import {createLoop} from './loop.ts';

/** How long a refresh that is under way is waited for before it is given up, in ms. */
const settleMs = 500;

/**
Refreshes a lease again and again: after `firstMs`, then after as long as `renew` answers, until that is undefined. `renew` must not throw. The
answer ends it, and resolves when no refresh is under way any more: one that reached the API after a release would take the lease anew.
*/
export const startRenewal = (
	clock: Clock,
	firstMs: number,
	renew: (signal: AbortSignal) => Promise<number | undefined>,
): (() => Promise<void>) => {
	const givenUp = new AbortController();
	let underWay: Promise<unknown> = Promise.resolve();
	const loop = createLoop(clock, () => {
		const turn = renew(givenUp.signal);
		underWay = turn;
		return turn;
	});
	const cancelFirst = clock.after(firstMs, loop.nudge);
	return async () => {
		cancelFirst();
		loop.stop();
		const settled = new AbortController();
		await Promise.race([underWay, pause(clock, settleMs, settled.signal)]);
		settled.abort();
		givenUp.abort();
	};
};

import {describe, expect, test} from 'vitest';
import {type Followed, followState, pause} from '../../source/runtime/follow.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, createHold, hangUp, inOrder, machinePath} from './harness.ts';

const waits = `GET ${machinePath}/wait`;
const reached = jsonAnswer({ok: true, state: 'stopped'});
const notYet = jsonAnswer({error: 'deadline_exceeded: machine failed to reach desired state, stopped, currently started'}, 408);
const gone = jsonAnswer({error: 'not_found: machine not found'}, 404);

const startFollowing = async (answer: StubAnswer, {limitMs = 120_000, state = 'stopped', lostAfterMs = 120_000} = {}) => {
	const harness = await createHarness({[waits]: answer});
	const {api, clock, requests, until, quiet} = harness;
	const giveUp = new AbortController();
	let outcome: Followed | undefined;
	const followed = followState(
		{api, clock},
		{app: 'web', id: '148e21ea046789'},
		{state, deadlineMs: clock.now() + limitMs, lostAfterMs},
		giveUp.signal,
	).then(result => {
		outcome = result;
		return result;
	});
	const asked = (count: number): Promise<void> => until(() => requests(waits).length === count);
	/** Waits until a failed call is followed by a pause. */
	const paused = async (count: number): Promise<void> => {
		await asked(count);
		await quiet();
		await until(() => clock.pending() === 1);
	};

	return {...harness, giveUp, followed, asked, paused, outcome: () => outcome, urls: () => requests(waits).map(({url}) => url)};
};

describe('following a machine to a state', () => {
	test('answers when the state has come', async () => {
		const {followed, urls, clock} = await startFollowing(reached);
		expect(await followed).toBe('reached');
		expect(urls()).toEqual([`${machinePath}/wait?state=stopped&timeout=15`]);
		expect(clock.pending()).toBe(0);
	});

	test('waits again after each 408, for no longer than what is left', async () => {
		const hold = createHold();
		const {clock, followed, asked, urls, until} = await startFollowing(hold.answer, {limitMs: 25_000});
		await until(() => hold.count() === 1);
		clock.advance(15_000);
		hold.letGo(notYet);
		await asked(2);
		clock.advance(9500);
		hold.letGo(notYet);
		await asked(3);
		hold.letGo(reached);
		expect(await followed).toBe('reached');
		expect(urls().map(url => url.replace(/^.*timeout=/, ''))).toEqual(['15', '10', '1']);
	});

	test('answers that the machine is gone', async () => {
		const {followed} = await startFollowing(gone);
		expect(await followed).toBe('gone');
	});

	test('takes a machine that is gone for destroyed', async () => {
		const {followed} = await startFollowing(gone, {state: 'destroyed'});
		expect(await followed).toBe('reached');
	});

	test('tries again 2 s after a failed read', async () => {
		const {clock, followed, paused, requests} = await startFollowing(inOrder(hangUp, jsonAnswer({error: 'internal'}, 500), reached));
		for (const count of [1, 2]) {
			await paused(count);
			clock.advance(1999);
			expect(requests(waits)).toHaveLength(count);
			clock.advance(1);
		}

		expect(await followed).toBe('reached');
	});

	test('waits as long as the API asks before it tries again', async () => {
		const limited = jsonAnswer({error: 'rate limit exceeded'}, 429, {'retry-after': '30'});
		const {clock, followed, paused, quiet, requests} = await startFollowing(inOrder(limited, reached));
		await paused(1);
		clock.advance(29_999);
		await quiet();
		expect(requests(waits)).toHaveLength(1);
		clock.advance(1);
		expect(await followed).toBe('reached');
	});

	test('ends at its deadline even while calls fail', async () => {
		const {clock, followed, outcome, paused} = await startFollowing(jsonAnswer({error: 'internal'}, 500), {limitMs: 10_000});
		for (const count of [1, 2, 3, 4, 5]) {
			await paused(count);
			expect(outcome()).toBeUndefined();
			clock.advance(2000);
		}

		expect(await followed).toBe('timed-out');
	});

	test('does not say at its deadline that the state did not come while the API cannot be reached', async () => {
		const {clock, followed, paused} = await startFollowing(inOrder(notYet, hangUp), {limitMs: 4000});
		for (const count of [2, 3]) {
			await paused(count);
			clock.advance(2000);
		}

		expect(await followed).toBe('unreachable');
	});

	test('ends before its deadline when the API cannot be reached for a while', async () => {
		const {clock, followed, outcome, paused} = await startFollowing(hangUp, {lostAfterMs: 6000});
		for (const count of [1, 2, 3]) {
			await paused(count);
			expect(outcome()).toBeUndefined();
			clock.advance(2000);
		}

		expect(await followed).toBe('unreachable');
	});

	test('ends within 40 s of the last answer when calls hang', async () => {
		const hold = createHold();
		const {clock, followed, outcome, quiet} = await startFollowing(hold.answer, {lostAfterMs: 30_000});
		const startedAtMs = clock.now();
		while (outcome() === undefined && clock.now() - startedAtMs < 40_000) {
			await quiet();
			clock.advance(1000);
		}

		expect(await followed).toBe('unreachable');
		expect(clock.now() - startedAtMs).toBeLessThanOrEqual(40_000);
	});

	test('an answer in between is a new beginning', async () => {
		const {clock, followed, paused} = await startFollowing(inOrder(hangUp, hangUp, notYet, hangUp, hangUp, reached), {lostAfterMs: 5000});
		for (const count of [1, 2, 4, 5]) {
			await paused(count);
			clock.advance(2000);
		}

		expect(await followed).toBe('reached');
	});

	test('asks for short waits while the API cannot be reached', async () => {
		const {clock, followed, paused, urls} = await startFollowing(inOrder(hangUp, reached));
		await paused(1);
		clock.advance(2000);
		expect(await followed).toBe('reached');
		expect(urls().map(url => url.replace(/^.*timeout=/, ''))).toEqual(['15', '5']);
	});

	test('ends at its deadline even when the API asked to wait longer', async () => {
		const limited = jsonAnswer({error: 'rate limit exceeded'}, 429, {'retry-after': '600'});
		const {clock, followed, paused} = await startFollowing(limited, {limitMs: 10_000});
		await paused(1);
		clock.advance(10_000);
		expect(await followed).toBe('timed-out');
	});

	test('asks nothing when the deadline is over already', async () => {
		const {followed, urls} = await startFollowing(reached, {limitMs: 0});
		expect(await followed).toBe('timed-out');
		expect(urls()).toEqual([]);
	});

	test('ends at once when nobody wants to know any more, during a wait', async () => {
		const hold = createHold();
		const {clock, followed, giveUp, until} = await startFollowing(hold.answer);
		await until(() => hold.count() === 1);
		giveUp.abort();
		expect(await followed).toBe('cancelled');
		expect(clock.pending()).toBe(0);
	});

	test('ends at once when nobody wants to know any more, between two waits', async () => {
		const {clock, followed, giveUp, paused} = await startFollowing(hangUp);
		await paused(1);
		giveUp.abort();
		expect(await followed).toBe('cancelled');
		expect(clock.pending()).toBe(0);
	});
});

describe('a pause', () => {
	test('is over at its time', async () => {
		const clock = createManualClock();
		const paused = pause(clock, 500, new AbortController().signal);
		clock.advance(500);
		await expect(paused).resolves.toBeUndefined();
	});

	test('is over at once when it is given up before it begins', async () => {
		const clock = createManualClock();
		await pause(clock, 500, AbortSignal.abort());
		expect(clock.pending()).toBe(0);
	});
});

import {describe, expect, test} from 'vitest';
import type {KeptLease} from '../../source/journal/lease-records.ts';
import {createLeaseKeeper} from '../../source/runtime/lease-keeper.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, createHold, hangUp, id, machinePath, targetIn} from './harness.ts';

const path = `${machinePath}/lease`;
const take = `POST ${path}`;
const giveBack = `DELETE ${path}`;
const target = targetIn('started');
const releasedAnswer = jsonAnswer({status: 'success', data: {ok: true}});

const granted =
	(nonce: string, expiresAtMs: number): StubAnswer =>
	(response, request) =>
		jsonAnswer(
			{status: 'success', data: {nonce, expires_at: expiresAtMs / 1000, owner: 'me@example.com', description: '', version: '01A'}},
			201,
		)(response, request);

const createKeeper = async () => {
	const harness = await createHarness();
	const {api, store, clock, answers} = harness;
	const refreshed: string[] = [];
	const kept = new Map<string, KeptLease>();
	const vault = {keep: (lease: KeptLease) => kept.set(lease.id, lease), forget: (machineId: string) => kept.delete(machineId)};
	const records: unknown[] = [];
	const record = (act: unknown) => records.push(act);
	const keeper = createLeaseKeeper({api, store, clock, vault, refresh: app => refreshed.push(app), record});
	const grant = (nonce: string, seconds: number): void => {
		answers[take] = granted(nonce, clock.now() + seconds * 1000);
	};
	const own = () => store.getState().ownLeases.get(id);
	return {...harness, keeper, records, refreshed, kept, grant, own};
};

const createHolder = async () => {
	const kept = await createKeeper();
	kept.grant('abc123', 120);
	await kept.keeper.acquire(target, {ttlSeconds: 120, isRenewed: false});
	return kept;
};

describe('the lease keeper', () => {
	test('takes a lease, keeps its nonce to itself and tells how long it lasts', async () => {
		const {keeper, own, notes, requests, store, clock} = await createHolder();
		expect(JSON.parse(requests(take)[0]?.body ?? '')).toEqual({ttl: 120, description: 'held in flydeck'});
		expect(keeper.nonceOf(id)).toBe('abc123');
		expect(keeper.nonceOf('another')).toBeUndefined();
		expect(own()).toEqual({owner: 'me@example.com', description: '', expiresAtMs: clock.now() + 120_000, isRenewed: false});
		expect(JSON.stringify([...store.getState().ownLeases])).not.toContain('abc123');
		expect(notes()).toEqual(['Lease on web-1 held for 2:00.']);
	});

	test('records what the person does with a lease, and how that ended', async () => {
		const {keeper, records} = await createHolder();
		await keeper.release(target);
		expect(records).toMatchObject([
			{what: 'take lease', target: {id}, result: 'ok', deed: {type: 'acquire-lease', ttlSeconds: 120}},
			{what: 'release lease', target: {id}, result: expect.stringContaining('404'), deed: {type: 'release-lease'}},
		]);
		expect(JSON.stringify(records)).not.toContain('abc123');
	});

	test('tells who holds a lease that it cannot have', async () => {
		const {keeper, answers, own, notes} = await createKeeper();
		answers[take] = jsonAnswer(
			{error: `aborted: machine ID ${id} lease currently held by ada@example.com, expires at 2027-08-14T09:57:35Z`},
			409,
		);
		await keeper.acquire(target, {ttlSeconds: 120, isRenewed: false});
		expect(own()).toBeUndefined();
		expect(notes()[0]).toMatch(/^web-1: could not take the lease: .*held by ada@example\.com/);
	});

	test('tells when a lease has run out, and no longer uses its nonce', async () => {
		const {keeper, clock, own, notes} = await createHolder();
		clock.advance(119_999);
		expect(own()).toBeDefined();
		clock.advance(1);
		expect(own()).toBeUndefined();
		expect(keeper.nonceOf(id)).toBeUndefined();
		expect(notes().at(-1)).toBe('The lease on web-1 has run out.');
	});

	test('refreshes with the nonce, and the old expiry is forgotten', async () => {
		const {keeper, clock, own, grant, requests, notes} = await createHolder();
		clock.advance(60_000);
		grant('abc123', 300);
		await keeper.refresh(target, 300);
		expect(requests(take)[1]?.headers['fly-machine-lease-nonce']).toBe('abc123');
		expect(JSON.parse(requests(take)[1]?.body ?? '')).toEqual({ttl: 300, description: 'held in flydeck'});
		expect(notes().at(-1)).toBe('Lease on web-1 held for 5:00.');
		clock.advance(299_999);
		expect(own()).toBeDefined();
		clock.advance(1);
		expect(own()).toBeUndefined();
		expect(notes().filter(text => text.includes('run out'))).toHaveLength(1);
	});

	test('goes on holding a lease whose refresh failed', async () => {
		const {keeper, answers, own, notes} = await createHolder();
		answers[take] = hangUp;
		await keeper.refresh(target, 300);
		expect(notes().at(-1)).toMatch(/^web-1: (could not refresh the lease|it is unknown whether flydeck could refresh the lease): /);
		expect(own()).toBeDefined();
		expect(keeper.nonceOf(id)).toBe('abc123');
	});

	test('gives a lease back with its nonce, and lets the table read what that changed', async () => {
		const {keeper, answers, own, clock, requests, notes, refreshed} = await createHolder();
		answers[giveBack] = releasedAnswer;
		await keeper.release(target);
		expect(requests(giveBack)[0]?.headers['fly-machine-lease-nonce']).toBe('abc123');
		expect(own()).toBeUndefined();
		expect(keeper.nonceOf(id)).toBeUndefined();
		expect(notes().at(-1)).toBe('Lease on web-1 released.');
		expect(clock.pending()).toBe(0);
		expect(refreshed).toContain('web');
	});

	test('takes a lease that the API does not know any more for released', async () => {
		const {keeper, answers, own, notes} = await createHolder();
		answers[giveBack] = jsonAnswer({error: 'lease not found'}, 404);
		await keeper.release(target);
		expect(own()).toBeUndefined();
		expect(notes().at(-1)).toBe('Lease on web-1 released.');
	});

	test('goes on holding a lease that could not be given back', async () => {
		const {keeper, answers, own, notes} = await createHolder();
		answers[giveBack] = jsonAnswer({error: 'internal'}, 500);
		await keeper.release(target);
		expect(own()).toBeDefined();
		expect(notes().at(-1)).toMatch(/^web-1: could not release the lease: /);
	});

	test('asks nothing for a lease that it does not hold', async () => {
		const {keeper, writes} = await createKeeper();
		await keeper.refresh(target, 120);
		await keeper.release(target);
		await keeper.releaseAll();
		expect(writes()).toEqual([]);
	});
});

describe('a lease with auto-renew', () => {
	const createRenewed = async () => {
		const kept = await createKeeper();
		kept.grant('abc123', 120);
		await kept.keeper.acquire(target, {ttlSeconds: 120, isRenewed: true});
		const refreshes = () => kept.requests(take).slice(1);
		return {...kept, refreshes};
	};

	test('is refreshed with its nonce when two thirds of it are over, again and again, without a word', async () => {
		const {clock, refreshes, own, notes, until} = await createRenewed();
		for (const count of [1, 2, 3]) {
			clock.advance(79_999);
			expect(refreshes()).toHaveLength(count - 1);
			clock.advance(1);
			await until(() => own()?.expiresAtMs === clock.now() + 120_000);
			expect(refreshes()).toHaveLength(count);
		}

		expect(refreshes().map(({headers, body}) => [headers['fly-machine-lease-nonce'], JSON.parse(body)])).toEqual(
			Array.from({length: 3}, () => ['abc123', {ttl: 120, description: 'held in flydeck'}]),
		);
		expect(notes()).toEqual(['Lease on web-1 held for 2:00, auto-renew on.']);
	});

	test('is tried again, sooner and sooner, while refreshing fails, and runs out when it never works', async () => {
		const {clock, answers, refreshes, own, notes, until, quiet} = await createRenewed();
		answers[take] = hangUp;
		for (const [index, waitMs] of [80_000, 13_333, 8889].entries()) {
			clock.advance(waitMs);
			await until(() => refreshes().length === index + 1);
			await quiet();
		}

		expect(own()).toBeDefined();
		clock.advance(40_000);
		expect(own()).toBeUndefined();
		expect(notes().at(-1)).toBe('The lease on web-1 has run out.');
	});

	test.each([
		[
			'somebody else holds it',
			jsonAnswer({error: `aborted: machine ID ${id} lease currently held by ada@example.com`}, 409),
			/is lost: .*held by ada@example\.com/,
		],
		['the machine is gone', jsonAnswer({error: 'not_found: machine not found'}, 404), /is lost: 404/],
	])('is ours no longer once %s', async (_why, answer, told) => {
		const {keeper, clock, answers, own, notes, until, kept} = await createRenewed();
		answers[take] = answer;
		clock.advance(80_000);
		await until(() => own() === undefined);
		expect(keeper.nonceOf(id)).toBeUndefined();
		expect(kept.size).toBe(0);
		expect(notes().at(-1)).toMatch(told);
	});

	test('that was broken meanwhile does not come back: what the refresh took anew is given back', async () => {
		const {clock, answers, grant, own, notes, until, requests} = await createRenewed();
		grant('fresh1', 120);
		answers[giveBack] = releasedAnswer;
		clock.advance(80_000);
		await until(() => own() === undefined);
		expect(requests(giveBack)[0]?.headers['fly-machine-lease-nonce']).toBe('fresh1');
		expect(notes().at(-1)).toBe('The lease on web-1 was taken away.');
	});

	test('runs out once that is turned off, and lives on once it is turned on', async () => {
		const {keeper, clock, own, refreshes, until} = await createRenewed();
		keeper.setRenewal(target, false);
		expect(own()?.isRenewed).toBe(false);
		clock.advance(100_000);
		expect(refreshes()).toHaveLength(0);
		keeper.setRenewal(target, true);
		clock.advance(13_333);
		await until(() => own()?.expiresAtMs === clock.now() + 120_000);
		expect(refreshes()).toHaveLength(1);
	});

	test('is not taken anew by a refresh that is under way while it is released', async () => {
		const {keeper, clock, answers, own, until, requests, refreshes} = await createRenewed();
		const hold = createHold();
		answers[take] = hold.answer;
		answers[giveBack] = releasedAnswer;
		clock.advance(80_000);
		await until(() => hold.count() === 1);
		const released = keeper.release(target);
		expect(requests(giveBack)).toHaveLength(0);
		hold.letGo(granted('abc123', clock.now() + 120_000));
		await released;
		expect(requests(giveBack)).toHaveLength(1);
		expect(refreshes()).toHaveLength(1);
		expect(own()).toBeUndefined();
		await until(() => clock.pending() === 0);
	});

	test('is released all the same when such a refresh never ends', async () => {
		const {keeper, clock, answers, own, until} = await createRenewed();
		const hold = createHold();
		answers[take] = hold.answer;
		answers[giveBack] = releasedAnswer;
		clock.advance(80_000);
		await until(() => hold.count() === 1);
		const released = keeper.release(target);
		clock.advance(500);
		await released;
		expect(own()).toBeUndefined();
	});
});

describe('the nonces that are kept for the case that flydeck is killed', () => {
	test('are those of leases that are held, from when they are granted until they are given back', async () => {
		const {keeper, answers, clock, grant, kept} = await createHolder();
		const lease = {app: 'web', id, name: 'web-1', nonce: 'abc123'};
		expect([...kept.values()]).toEqual([{...lease, ttlSeconds: 120, expiresAtMs: clock.now() + 120_000}]);
		grant('abc123', 300);
		await keeper.refresh(target, 300);
		expect([...kept.values()]).toEqual([{...lease, ttlSeconds: 300, expiresAtMs: clock.now() + 300_000}]);
		answers[giveBack] = jsonAnswer({error: 'internal'}, 500);
		await keeper.release(target);
		expect(kept.size).toBe(1);
		answers[giveBack] = releasedAnswer;
		await keeper.release(target);
		expect(kept.size).toBe(0);
	});

	test('go with a lease that runs out', async () => {
		const {clock, kept} = await createHolder();
		clock.advance(120_000);
		expect(kept.size).toBe(0);
	});

	test('hold those of short leases too', async () => {
		const {keeper, answers, grant, kept} = await createKeeper();
		grant('short1', 13);
		answers[giveBack] = releasedAnswer;
		const during = await keeper.during(target, 'stop', async nonce => [nonce, [...kept.values()].map(lease => lease.nonce)]);
		expect(during).toEqual(['short1', ['short1']]);
		expect(kept.size).toBe(0);
	});

	test('stay where a lease could not be given back at the end', async () => {
		const {keeper, answers, kept} = await createHolder();
		answers[giveBack] = hangUp;
		await keeper.releaseAll();
		expect(kept.size).toBe(1);
	});
});

describe('a short lease', () => {
	const during = async (work: (harness: Awaited<ReturnType<typeof createKeeper>>) => void) => {
		const harness = await createKeeper();
		harness.grant('abc123', 13);
		await harness.keeper.during(target, 'flydeck: stop', async () => work(harness));
		return harness.notes();
	};

	test('that cannot be given back is told, with when it ends by itself', async () => {
		const notes = await during(({answers, clock}) => {
			answers[giveBack] = hangUp;
			clock.advance(3000);
		});
		expect(notes).toEqual([expect.stringMatching(/^web-1: its lease may not have been given back, and ends by itself in 0:10: /)]);
	});

	test.each([
		['is given back', releasedAnswer, 0],
		['is known no more', jsonAnswer({error: 'not_found: no lease'}, 404), 0],
		['has ended by itself meanwhile', hangUp, 30_000],
	])('that %s needs no word', async (_, answer, passesMs) => {
		const notes = await during(({answers, clock}) => {
			answers[giveBack] = answer;
			answers[take] = hangUp;
			clock.advance(passesMs);
		});
		expect(notes).toEqual([]);
	});
});

describe('a refresh that comes too late would take a new lease, so that', () => {
	test('a short lease is not refreshed when its end is near, and never again', async () => {
		const harness = await createKeeper();
		const {keeper, answers, grant, clock, until, quiet, requests} = harness;
		grant('abc123', 13);
		answers[giveBack] = releasedAnswer;
		const done = Promise.withResolvers<void>();
		const during = keeper.during(target, 'flydeck: stop', () => done.promise);
		await until(() => requests(take).length === 1);
		await quiet();
		const hold = createHold();
		answers[take] = hold.answer;
		clock.advance(4000);
		await until(() => hold.count() === 1);
		// The network is dead: what was asked hangs until the lease is about to end, and nothing is asked after that.
		clock.advance(8000);
		await quiet();
		for (let turn = 0; turn < 5; turn++) {
			clock.advance(4000);
			await quiet();
		}

		expect(requests(take)).toHaveLength(2);
		done.resolve();
		await during;
	});

	test('one that a short lease took anew is given back at once', async () => {
		const {keeper, answers, grant, clock, until, requests, store} = await createKeeper();
		grant('abc123', 13);
		answers[giveBack] = releasedAnswer;
		const done = Promise.withResolvers<void>();
		const during = keeper.during(target, 'flydeck: stop', () => done.promise);
		await until(() => store.getState().ownLeases.size === 1);
		grant('fresh1', 13);
		clock.advance(4000);
		await until(() => requests(giveBack).length === 1);
		expect(requests(giveBack)[0]?.headers['fly-machine-lease-nonce']).toBe('fresh1');
		done.resolve();
		await during;
		expect(requests(giveBack).map(({headers}) => headers['fly-machine-lease-nonce'])).toEqual(['fresh1', 'abc123']);
	});

	test('a refresh by hand is not sent in the last second', async () => {
		const {keeper, clock, notes, requests} = await createHolder();
		clock.advance(119_500);
		await keeper.refresh(target, 300);
		expect(requests(take)).toHaveLength(1);
		expect(notes().at(-1)).toBe('web-1: could not refresh the lease: its end has come: it can be taken anew');
	});

	test('one by hand that took a new lease gives it back', async () => {
		const {keeper, answers, grant, requests, notes} = await createHolder();
		grant('fresh1', 300);
		answers[giveBack] = releasedAnswer;
		await keeper.refresh(target, 300);
		expect(requests(giveBack).map(({headers}) => headers['fly-machine-lease-nonce'])).toEqual(['fresh1']);
		expect(notes().at(-1)).toBe('web-1: could not refresh the lease: somebody else broke it meanwhile');
	});
});

describe('a lease that was left behind', () => {
	const left = {app: 'web', id, name: 'web-1', nonce: 'old123', ttlSeconds: 300, expiresAtMs: createManualClock().now() + 60_000};

	test('is resumed with its nonce, and renewed from then on', async () => {
		const {keeper, clock, grant, own, requests, notes, until} = await createKeeper();
		grant('old123', 300);
		await keeper.resume(left);
		expect(requests(take)[0]?.headers['fly-machine-lease-nonce']).toBe('old123');
		expect(own()).toMatchObject({expiresAtMs: clock.now() + 300_000, isRenewed: true});
		expect(notes()).toEqual(['Lease on web-1 held for 5:00, auto-renew on.']);
		clock.advance(200_000);
		await until(() => requests(take).length === 2);
	});

	test('is not taken anew when its end has come, and forgotten', async () => {
		const {keeper, clock, kept, writes, notes} = await createKeeper();
		kept.set(id, left);
		clock.advance(59_500);
		await keeper.resume(left);
		expect([writes(), kept.size]).toEqual([[], 0]);
		expect(notes()[0]).toBe('web-1: could not resume the lease: its end has come: it can be taken anew');
	});

	test('is forgotten when it is lost', async () => {
		const {keeper, answers, own, kept, notes} = await createKeeper();
		kept.set(id, left);
		answers[take] = jsonAnswer({error: `aborted: machine ID ${id} lease currently held by ada@example.com`}, 409);
		await keeper.resume(left);
		expect(own()).toBeUndefined();
		expect(kept.size).toBe(0);
		expect(notes()[0]).toMatch(/^web-1: could not resume the lease: .*ada@example\.com/);
	});
});

describe('at the end, the lease keeper', () => {
	const other = {...target, id: '148e21ea046790', name: 'web-2'};
	const otherPath = `/v1/apps/web/machines/${other.id}/lease`;

	test('gives back every lease, also when one of them cannot be', async () => {
		const {keeper, answers, clock, requests, store} = await createHolder();
		answers[`POST ${otherPath}`] = granted('def456', clock.now() + 60_000);
		await keeper.acquire(other, {ttlSeconds: 60, isRenewed: false});
		answers[giveBack] = hangUp;
		answers[`DELETE ${otherPath}`] = releasedAnswer;
		await keeper.releaseAll();
		expect(requests(giveBack)).toHaveLength(1);
		expect(requests(`DELETE ${otherPath}`)[0]?.headers['fly-machine-lease-nonce']).toBe('def456');
		expect(store.getState().ownLeases.size).toBe(0);
		expect(clock.pending()).toBe(0);
	});

	test('gives back a lease that was still on its way', async () => {
		const {keeper, answers, clock, requests, own, until} = await createKeeper();
		const hold = createHold();
		answers[take] = hold.answer;
		answers[giveBack] = releasedAnswer;
		const taken = keeper.acquire(target, {ttlSeconds: 120, isRenewed: false});
		await until(() => hold.count() === 1);
		const over = keeper.releaseAll();
		hold.letGo(granted('late01', clock.now() + 120_000));
		await Promise.all([taken, over]);
		expect(requests(giveBack)[0]?.headers['fly-machine-lease-nonce']).toBe('late01');
		expect(own()).toBeUndefined();
		expect(clock.pending()).toBe(0);
	});
});

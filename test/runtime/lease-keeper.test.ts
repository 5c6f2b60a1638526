import {describe, expect, test} from 'vitest';
import {createLeaseKeeper} from '../../source/runtime/lease-keeper.ts';
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
	const keeper = createLeaseKeeper({api, store, clock, refresh: app => refreshed.push(app)});
	const grant = (nonce: string, seconds: number): void => {
		answers[take] = granted(nonce, clock.now() + seconds * 1000);
	};
	const own = () => store.getState().ownLeases.get(id);
	return {...harness, keeper, refreshed, grant, own};
};

const createHolder = async () => {
	const kept = await createKeeper();
	kept.grant('abc123', 120);
	await kept.keeper.acquire(target, 120);
	return kept;
};

describe('the lease keeper', () => {
	test('takes a lease, keeps its nonce to itself and tells how long it lasts', async () => {
		const {keeper, own, notes, requests, store, clock} = await createHolder();
		expect(JSON.parse(requests(take)[0]?.body ?? '')).toEqual({ttl: 120, description: 'held in flydeck'});
		expect(keeper.nonceOf(id)).toBe('abc123');
		expect(keeper.nonceOf('another')).toBeUndefined();
		expect(own()).toEqual({owner: 'me@example.com', description: '', expiresAtMs: clock.now() + 120_000});
		expect(JSON.stringify([...store.getState().ownLeases])).not.toContain('abc123');
		expect(notes()).toEqual(['Lease on web-1 held for 2:00.']);
	});

	test('tells who holds a lease that it cannot have', async () => {
		const {keeper, answers, own, notes} = await createKeeper();
		answers[take] = jsonAnswer(
			{error: `aborted: machine ID ${id} lease currently held by ada@example.com, expires at 2027-08-14T09:57:35Z`},
			409,
		);
		await keeper.acquire(target, 120);
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
		expect(JSON.parse(requests(take)[1]?.body ?? '')).toMatchObject({ttl: 300});
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

describe('at the end, the lease keeper', () => {
	const other = {...target, id: '148e21ea046790', name: 'web-2'};
	const otherPath = `/v1/apps/web/machines/${other.id}/lease`;

	test('gives back every lease, also when one of them cannot be', async () => {
		const {keeper, answers, clock, requests, store} = await createHolder();
		answers[`POST ${otherPath}`] = granted('def456', clock.now() + 60_000);
		await keeper.acquire(other, 60);
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
		const taken = keeper.acquire(target, 120);
		await until(() => hold.count() === 1);
		const over = keeper.releaseAll();
		hold.letGo(granted('late01', clock.now() + 120_000));
		await Promise.all([taken, over]);
		expect(requests(giveBack)[0]?.headers['fly-machine-lease-nonce']).toBe('late01');
		expect(own()).toBeUndefined();
		expect(clock.pending()).toBe(0);
	});
});

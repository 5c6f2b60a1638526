import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {createLeaseKeeper} from '../../source/runtime/lease-keeper.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, createHold, hangUp, id, machinePath, receive, targetIn} from './harness.ts';

const path = `${machinePath}/lease`;
const take = `POST ${path}`;
const look = `GET ${path}`;
const target = targetIn('started');
const noLease = jsonAnswer({error: 'not_found: lease not found'}, 404);

const createHolder = async ({isRenewed = true} = {}) => {
	const harness = await createHarness();
	const {api, store, clock, answers} = harness;
	const forgotten: string[] = [];
	const vault = {keep: () => {}, forget: (machineId: string) => forgotten.push(machineId)};
	const keeper = createLeaseKeeper({api, store, clock, vault, refresh: () => {}});
	const lease = (given: JsonObject = {}): JsonObject => ({
		nonce: 'abc123',
		owner: 'me@example.com',
		description: 'held in flydeck',
		expires_at: Math.floor(clock.now() / 1000) + 120,
		...given,
	});
	const ours = lease();
	let requestId = 0;
	answers[take] = jsonAnswer({status: 'success', data: ours}, 201);
	answers[look] = jsonAnswer({status: 'success', data: ours});
	await keeper.acquire(target, {ttlSeconds: 120, isRenewed});
	const list = (told: JsonObject | undefined, isLater = true): void => {
		if (isLater) {
			clock.advance(1000);
		}

		receive(harness, [buildMachine(told === undefined ? {} : {lease: told})], ++requestId);
	};
	const own = () => store.getState().ownLeases.get(id);
	return {...harness, keeper, forgotten, lease, ours, list, own};
};

describe('a lease of ours that somebody else broke', () => {
	test('is given up at the first list without it, with one note', async () => {
		const {answers, list, own, until, notes, keeper, forgotten, clock, writes} = await createHolder();
		answers[look] = noLease;
		list(undefined);
		await until(() => own() === undefined);
		expect(keeper.nonceOf(id)).toBeUndefined();
		expect(forgotten).toEqual([id]);
		list(undefined);
		clock.advance(300_000);
		expect(writes()).toEqual([take]);
		expect(notes().slice(1)).toEqual(['web-1: our lease is gone: somebody else broke it']);
	});

	test.each([{owner: 'ada@example.com'}, {description: 'deploy'}, {expires_at: 1_900_000_000}])(
		'is given up at the first list with another one: %j',
		async given => {
			const {answers, lease, list, own, until, notes} = await createHolder();
			const other = lease({nonce: 'other1', owner: 'ada@example.com', ...given});
			answers[look] = jsonAnswer({status: 'success', data: other});
			list(other);
			await until(() => own() === undefined);
			expect(notes().at(-1)).toBe('web-1: our lease is gone: somebody else broke it (held by ada@example.com now)');
		},
	);

	test('is given up when a look at the lease does not find it, where lists do not tell of leases', async () => {
		const {answers, keeper, list, own, requests, until} = await createHolder();
		list(undefined);
		await until(() => requests(look).length === 1);
		answers[look] = noLease;
		keeper.seen(id, undefined);
		await until(() => own() === undefined);
	});

	test('is given up also where an earlier list was late to tell of it', async () => {
		const {answers, list, ours, own, requests, until, quiet} = await createHolder();
		list(undefined);
		await until(() => requests(look).length === 1);
		await quiet();
		list(ours);
		answers[look] = noLease;
		list(undefined);
		await until(() => own() === undefined);
	});

	test('is found out by the next list where the first check failed', async () => {
		const {answers, list, own, until, requests, quiet} = await createHolder();
		answers[look] = hangUp;
		list(undefined);
		await until(() => requests(look).length === 1);
		await quiet();
		expect(own()).toBeDefined();
		answers[look] = noLease;
		list(undefined);
		await until(() => own() === undefined);
	});
});

describe('a lease that is still ours', () => {
	test('is not asked for while the lists tell of it, nor for a list that was asked for before it was taken', async () => {
		const {list, own, ours, requests, quiet} = await createHolder();
		list(undefined, false);
		list(ours);
		list(ours);
		await quiet();
		expect(requests(look)).toEqual([]);
		expect(own()).toBeDefined();
	});

	test('is asked for once where lists do not tell of leases, and kept', async () => {
		const {list, own, requests, until, quiet} = await createHolder();
		list(undefined);
		await until(() => requests(look).length === 1);
		await quiet();
		list(undefined);
		list(undefined);
		await quiet();
		expect(requests(look)).toHaveLength(1);
		expect(own()).toBeDefined();
	});

	test('is kept when it was refreshed while the check was under way', async () => {
		const {answers, keeper, list, own, until, quiet} = await createHolder({isRenewed: false});
		const hold = createHold();
		answers[look] = hold.answer;
		list(undefined);
		await until(() => hold.count() === 1);
		await keeper.refresh(target, 120);
		hold.letGo(noLease);
		await quiet();
		expect(own()).toBeDefined();
	});

	test('is kept when a look that was late found none', async () => {
		const {keeper, own, requests, until, quiet} = await createHolder();
		keeper.seen(id, undefined);
		await until(() => requests(look).length === 1);
		await quiet();
		expect(own()).toBeDefined();
	});

	test('is not asked for while it is being given back', async () => {
		const {answers, keeper, list, requests, until, quiet} = await createHolder();
		const hold = createHold();
		answers[`DELETE ${path}`] = hold.answer;
		const released = keeper.release(target);
		await until(() => hold.count() === 1);
		list(undefined);
		keeper.seen(id, undefined);
		await quiet();
		expect(requests(look)).toEqual([]);
		hold.letGo(jsonAnswer({status: 'success', data: {ok: true}}));
		await released;
	});

	test('needs no word when it was given back while the check was under way', async () => {
		const {answers, keeper, list, notes, until, quiet} = await createHolder();
		const hold = createHold();
		answers[look] = hold.answer;
		answers[`DELETE ${path}`] = jsonAnswer({status: 'success', data: {ok: true}});
		list(undefined);
		await until(() => hold.count() === 1);
		await keeper.release(target);
		hold.letGo(noLease);
		await quiet();
		expect(notes().at(-1)).toBe('Lease on web-1 released.');
	});
});

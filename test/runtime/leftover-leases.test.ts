import {describe, expect, test} from 'vitest';
import type {KeptLease} from '../../source/journal/lease-records.ts';
import type {LeaseVault} from '../../source/journal/lease-vault.ts';
import {createLeases} from '../../source/runtime/leases.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {createHarness, id, machinePath} from './harness.ts';

const giveBack = `DELETE ${machinePath}/lease`;
const take = `POST ${machinePath}/lease`;
const released = jsonAnswer({status: 'success', data: {ok: true}});

/** The leases of a flydeck that was killed, offered at the start of this one. */
const start = async (change: Partial<LeaseVault> = {}) => {
	const harness = await createHarness();
	const {api, store, clock, answers} = harness;
	const kept: KeptLease = {app: 'web', id, name: 'web-1', nonce: '5ec4e7ab1234', ttlSeconds: 120, expiresAtMs: clock.now() + 60_000};
	const {nonce, ttlSeconds, ...lease} = kept;
	const leftover = {...lease, record: 'record'};
	const forgotten: string[] = [];
	const vault: LeaseVault = {
		keep() {},
		forget: machineId => forgotten.push(machineId),
		leftovers: () => [leftover],
		claim: () => [kept],
		...change,
	};
	const refreshed: string[] = [];
	const leases = createLeases({api, store, clock, openVault: () => vault, refresh: app => refreshed.push(app), record() {}});
	leases.start();
	answers[giveBack] = released;
	return {...harness, leases, leftover, forgotten, refreshed, nonce, ttlSeconds};
};

describe('the leases that a flydeck which was killed has left', () => {
	test('are offered at the start', async () => {
		const {store, leftover, nonce} = await start();
		expect(store.getState().view.mode).toEqual({kind: 'leftover-leases', leases: [leftover]});
		expect(JSON.stringify(store.getState().view)).not.toContain(nonce);
	});

	test('are not spoken of when there are none', async () => {
		const {store, notes} = await start({leftovers: () => []});
		expect(store.getState().view.mode.kind).toBe('browse');
		expect(notes()).toEqual([]);
	});

	test('are released with their nonces', async () => {
		const {leases, leftover, requests, notes, until, forgotten, refreshed, nonce} = await start();
		leases.perform({type: 'release-leftovers', leases: [leftover]});
		await until(() => forgotten.length === 1);
		expect(requests(giveBack)[0]?.headers['fly-machine-lease-nonce']).toBe(nonce);
		expect(notes()).toEqual(['Lease on web-1 released.']);
		expect(refreshed).toEqual(['web']);
	});

	test('that cannot be released are told and kept', async () => {
		const {leases, leftover, answers, notes, until, forgotten} = await start();
		answers[giveBack] = jsonAnswer({error: 'internal'}, 500);
		leases.perform({type: 'release-leftovers', leases: [leftover]});
		await until(() => notes().length === 1);
		expect(notes()[0]).toMatch(/^web-1: could not release the lease: 500/);
		expect(forgotten).toEqual([]);
	});

	test('are held again, renewed, when they are kept', async () => {
		const {leases, leftover, answers, store, clock, until, nonce, ttlSeconds} = await start();
		answers[take] = jsonAnswer(
			{status: 'success', data: {nonce, expires_at: clock.now() / 1000 + ttlSeconds, owner: 'me@example.com', description: ''}},
			201,
		);
		leases.perform({type: 'keep-leftovers', leases: [leftover]});
		await until(() => store.getState().ownLeases.has(id));
		expect(store.getState().ownLeases.get(id)).toMatchObject({isRenewed: true, expiresAtMs: clock.now() + 120_000});
		await leases.keeper.releaseAll();
	});

	test('that another flydeck took meanwhile are left to it', async () => {
		const {leases, leftover, notes, until, writes} = await start({claim: () => []});
		leases.perform({type: 'release-leftovers', leases: [leftover]});
		await until(() => notes().length === 1);
		expect(notes()).toEqual(['They have run out, or another flydeck has taken them.']);
		expect(writes()).toEqual([]);
	});
});

describe('a vault that does not work', () => {
	test('is told once, and leases are held all the same', async () => {
		const harness = await createHarness();
		const {api, store, clock, answers, notes} = harness;
		answers[take] = jsonAnswer(
			{status: 'success', data: {nonce: '5ec4e7ab1234', expires_at: clock.now() / 1000 + 120, owner: 'me@example.com', description: ''}},
			201,
		);
		const fail = (): never => {
			throw new Error('no space left on device');
		};
		const broken: LeaseVault = {keep: fail, forget: fail, leftovers: () => [], claim: () => []};
		const leases = createLeases({api, store, clock, openVault: () => broken, refresh() {}, record() {}});
		const target = {id, app: 'web', name: 'web-1', state: 'started', sinceMs: undefined};
		await leases.keeper.acquire(target, {ttlSeconds: 120, isRenewed: true});
		leases.keeper.setRenewal(target, false);
		expect(store.getState().ownLeases.has(id)).toBe(true);
		expect(notes()).toEqual([
			'Leases are not kept for the case that flydeck is killed: no space left on device',
			'Lease on web-1 held for 2:00, auto-renew on.',
		]);
		answers[giveBack] = released;
		await leases.keeper.releaseAll();
	});

	test('is told when it cannot be opened', async () => {
		const {api, store, clock, notes} = await createHarness();
		const leases = createLeases({
			api,
			store,
			clock,
			openVault() {
				throw new Error('/state/leases is a symbolic link');
			},
			refresh() {},
			record() {},
		});
		leases.start();
		expect(notes()).toEqual(['Leases are not kept for the case that flydeck is killed: /state/leases is a symbolic link']);
	});
});

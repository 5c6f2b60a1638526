import type {Api, HeldLease} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {LeaseVault} from '../journal/lease-vault.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {startRenewal} from './lease-renewal.ts';

export type ShortLeaseOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** Where the nonces are kept for the case that flydeck is killed; undefined when nowhere. */
	readonly vault: Pick<LeaseVault, 'keep' | 'forget'> | undefined;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
};

/** A lease around an act: short, so that a flydeck that was killed locks nobody out for long. */
const ttlSeconds = 13;
const refreshEveryMs = 4000;

/**
Does work under a short lease that is refreshed while the work lasts, and given back after it.

@throws ApiError when the lease cannot be had; the work has not begun then
*/
export const underShortLease = async <Answer>(
	{api, store, clock, vault, refresh}: ShortLeaseOptions,
	{app, id, name}: Target,
	description: string,
	work: (nonce: string) => Promise<Answer>,
): Promise<Answer> => {
	let nonce = '';
	const have = async (ask: Promise<HeldLease>): Promise<void> => {
		const expiresAtMs = clock.now() + ttlSeconds * 1000;
		const {nonce: given, ...lease} = await ask;
		nonce = given;
		vault?.keep({app, id, name, nonce, ttlSeconds, expiresAtMs});
		store.dispatch({type: 'lease-held', machineId: id, lease: {...lease, expiresAtMs, isRenewed: true}});
	};

	await have(api.acquireLease(app, id, {ttlSeconds, description}));
	// A refresh that fails is tried again: the lease outlives three of them.
	const endRenewal = startRenewal(clock, refreshEveryMs, async signal => {
		await have(api.refreshLease(app, id, {ttlSeconds, nonce}, {signal})).catch(() => {});
		return refreshEveryMs;
	});
	try {
		return await work(nonce);
	} finally {
		await endRenewal();
		// One that cannot be given back runs out by itself within seconds.
		await api.releaseLease(app, id, nonce).then(
			() => vault?.forget(id),
			() => {},
		);
		store.dispatch({type: 'lease-dropped', machineId: id}, {type: 'lease-seen', machineId: id, lease: undefined});
		refresh(app);
	}
};

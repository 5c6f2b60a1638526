import type {Api, HeldLease} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {Lease} from '../domain/machine.ts';
import {formatCountdown} from '../domain/time.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {causeInWords} from './failure.ts';
import {createLoop} from './loop.ts';

export type LeaseKeeper = {
	readonly acquire: (target: Target, ttlSeconds: number) => Promise<void>;
	readonly refresh: (target: Target, ttlSeconds: number) => Promise<void>;
	readonly release: (target: Target) => Promise<void>;
	/**
	Does work under a lease: ours where one is held already, else a short one of its own, refreshed while the work lasts and given back after it.

	@throws ApiError when the lease cannot be had; the work has not begun then
	*/
	readonly during: <Answer>(target: Target, description: string, work: (nonce: string) => Promise<Answer>) => Promise<Answer>;
	/** The nonce that makes a call pass a lease of ours; undefined when we hold none. */
	readonly nonceOf: (machineId: string) => string | undefined;
	/** Gives back every lease; answers when the API has heard of it, or could not be reached. */
	readonly releaseAll: () => Promise<void>;
};

export type LeaseKeeperOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
};

type Held = {readonly target: Target; readonly nonce: string; readonly cancelExpiry: () => void};

/** A lease around an act: short, so that a flydeck that was killed locks nobody out for long. */
const shortTtlSeconds = 13;
const refreshEveryMs = 4000;

const withoutNonce = ({nonce: _nonce, ...lease}: HeldLease): Lease => lease;

const labelOf = ({name, id}: Target): string => name || id;

/** Holds the leases that the person took. Nonces live here and nowhere else. */
export const createLeaseKeeper = ({api, store, clock, refresh}: LeaseKeeperOptions): LeaseKeeper => {
	const held = new Map<string, Held>();
	const underWay = new Set<Promise<void>>();
	let isOver = false;

	const note = (tone: 'ok' | 'warning' | 'error', text: string): void => {
		store.dispatch({type: 'noted', tone, text, atMs: clock.now()});
	};

	const drop = (machineId: string): void => {
		held.get(machineId)?.cancelExpiry();
		held.delete(machineId);
		store.dispatch({type: 'lease-dropped', machineId}, {type: 'lease-seen', machineId, lease: undefined});
	};

	const expire = (target: Target): void => {
		drop(target.id);
		note('warning', `The lease on ${labelOf(target)} has run out.`);
	};

	/** The end is counted from the asking by this computer's clock: the API's may be hours off, and then a fresh lease would look dead. */
	const hold = (target: Target, {nonce, ...granted}: HeldLease, endsAtMs: number): void => {
		const lease = {...granted, expiresAtMs: endsAtMs};
		held.get(target.id)?.cancelExpiry();
		const cancelExpiry = clock.after(Math.max(0, lease.expiresAtMs - clock.now()), () => expire(target));
		held.set(target.id, {target, nonce, cancelExpiry});
		store.dispatch({type: 'lease-held', machineId: target.id, lease});
		note('ok', `Lease on ${labelOf(target)} held for ${formatCountdown(lease.expiresAtMs - clock.now())}.`);
	};

	const attempt = async (target: Target, what: string, work: () => Promise<void>): Promise<void> => {
		try {
			await work();
		} catch (error) {
			const isUnknown = isApiError(error) && error.outcomeUnknown;
			const outcome = isUnknown ? `it is unknown whether flydeck could ${what} the lease` : `could not ${what} the lease`;
			note('error', `${labelOf(target)}: ${outcome}: ${causeInWords(error)}`);
		}
	};

	const take = async (target: Target, ttlSeconds: number): Promise<void> => {
		const endsAtMs = clock.now() + ttlSeconds * 1000;
		const lease = await api.acquireLease(target.app, target.id, {ttlSeconds, description: 'held in flydeck'});
		if (isOver) {
			await api.releaseLease(target.app, target.id, lease.nonce);
		} else {
			hold(target, lease, endsAtMs);
		}
	};

	/** Keeps a short lease alive until it is let go. A refresh that fails is tried again: the lease outlives three of them. */
	const keepAlive = (target: Target, nonce: string): (() => void) => {
		const refreshShort = async (signal: AbortSignal): Promise<void> => {
			const expiresAtMs = clock.now() + shortTtlSeconds * 1000;
			const lease = await api.refreshLease(target.app, target.id, {ttlSeconds: shortTtlSeconds, nonce}, {signal});
			store.dispatch({type: 'lease-held', machineId: target.id, lease: {...withoutNonce(lease), expiresAtMs}});
		};
		const loop = createLoop(clock, async signal => {
			await refreshShort(signal).catch(() => {});
			return refreshEveryMs;
		});
		const cancel = clock.after(refreshEveryMs, loop.nudge);
		return () => {
			cancel();
			loop.stop();
		};
	};

	const underShortLease: LeaseKeeper['during'] = async (target, description, work) => {
		const expiresAtMs = clock.now() + shortTtlSeconds * 1000;
		const lease = await api.acquireLease(target.app, target.id, {ttlSeconds: shortTtlSeconds, description});
		store.dispatch({type: 'lease-held', machineId: target.id, lease: {...withoutNonce(lease), expiresAtMs}});
		const letGo = keepAlive(target, lease.nonce);
		try {
			return await work(lease.nonce);
		} finally {
			letGo();
			// One that cannot be given back runs out by itself within seconds.
			await api.releaseLease(target.app, target.id, lease.nonce).catch(() => {});
			store.dispatch({type: 'lease-dropped', machineId: target.id}, {type: 'lease-seen', machineId: target.id, lease: undefined});
			refresh(target.app);
		}
	};

	return {
		during: (target, description, work) => {
			const nonce = held.get(target.id)?.nonce;
			return nonce === undefined ? underShortLease(target, description, work) : work(nonce);
		},
		async acquire(target, ttlSeconds) {
			const taking = attempt(target, 'take', () => take(target, ttlSeconds));
			underWay.add(taking);
			await taking;
			underWay.delete(taking);
		},
		refresh: (target, ttlSeconds) =>
			attempt(target, 'refresh', async () => {
				const nonce = held.get(target.id)?.nonce;
				if (nonce !== undefined) {
					const endsAtMs = clock.now() + ttlSeconds * 1000;
					hold(target, await api.refreshLease(target.app, target.id, {ttlSeconds, nonce}), endsAtMs);
				}
			}),
		release: target =>
			attempt(target, 'release', async () => {
				const nonce = held.get(target.id)?.nonce;
				if (nonce !== undefined) {
					await api.releaseLease(target.app, target.id, nonce);
					drop(target.id);
					note('ok', `Lease on ${labelOf(target)} released.`);
					// The last list still tells of the lease, as if somebody else held it.
					refresh(target.app);
				}
			}),
		nonceOf: machineId => held.get(machineId)?.nonce,
		async releaseAll() {
			isOver = true;
			const leases = [...held.values()];
			await Promise.allSettled([...leases.map(({target, nonce}) => api.releaseLease(target.app, target.id, nonce)), ...underWay]);
			for (const {target} of leases) {
				drop(target.id);
			}
		},
	};
};

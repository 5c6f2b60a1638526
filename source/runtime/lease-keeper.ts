import type {Api, HeldLease} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {formatCountdown} from '../domain/time.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {errorInWords} from './failure.ts';

export type LeaseKeeper = {
	readonly acquire: (target: Target, ttlSeconds: number) => Promise<void>;
	readonly refresh: (target: Target, ttlSeconds: number) => Promise<void>;
	readonly release: (target: Target) => Promise<void>;
	/** The nonce that makes a call pass a lease of ours; undefined when we hold none. */
	readonly nonceOf: (machineId: string) => string | undefined;
	/** Gives back every lease; answers when the API has heard of it, or could not be reached. */
	readonly releaseAll: () => Promise<void>;
};

type Held = {readonly target: Target; readonly nonce: string; readonly cancelExpiry: () => void};

const labelOf = ({name, id}: Target): string => name || id;

/** Holds the leases that the person took. Nonces live here and nowhere else. */
export const createLeaseKeeper = ({api, store, clock}: {readonly api: Api; readonly store: Store; readonly clock: Clock}): LeaseKeeper => {
	const held = new Map<string, Held>();

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

	const hold = (target: Target, {nonce, ...lease}: HeldLease): void => {
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
			note('error', `Could not ${what} the lease on ${labelOf(target)}: ${errorInWords(error)}`);
		}
	};

	return {
		acquire: (target, ttlSeconds) =>
			attempt(target, 'take', async () => {
				hold(target, await api.acquireLease(target.app, target.id, {ttlSeconds, description: 'held in flydeck'}));
			}),
		refresh: (target, ttlSeconds) =>
			attempt(target, 'refresh', async () => {
				const nonce = held.get(target.id)?.nonce;
				if (nonce !== undefined) {
					hold(target, await api.refreshLease(target.app, target.id, {ttlSeconds, nonce}));
				}
			}),
		release: target =>
			attempt(target, 'release', async () => {
				const nonce = held.get(target.id)?.nonce;
				if (nonce !== undefined) {
					await api.releaseLease(target.app, target.id, nonce);
					drop(target.id);
					note('ok', `Lease on ${labelOf(target)} released.`);
				}
			}),
		nonceOf: machineId => held.get(machineId)?.nonce,
		async releaseAll() {
			const leases = [...held.values()];
			await Promise.allSettled(leases.map(({target, nonce}) => api.releaseLease(target.app, target.id, nonce)));
			for (const {target} of leases) {
				drop(target.id);
			}
		},
	};
};

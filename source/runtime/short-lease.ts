import type {Api, HeldLease} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {formatCountdown} from '../domain/time.ts';
import type {LeaseVault} from '../journal/lease-vault.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {causeInWords} from './failure.ts';
import {isLost} from './held-leases.ts';
import {type LostLease, refreshLease} from './lease-refresh.ts';
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

/** Why there is no short lease, for a line that names the act and the machine already: where the answer was lost, it may stand all the same. */
export const leaseFailureInWords = (error: unknown): string =>
	isApiError(error) && error.outcomeUnknown
		? `it is unknown whether the lease for it was taken, which ends by itself within ${ttlSeconds} s: ${causeInWords(error)}`
		: causeInWords(error);

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
	/** Until when it is ours for sure. */
	let endsAtMs = 0;
	/** When it ends at the latest by itself: a refresh whose answer is lost may have happened. */
	let endsLastMs = 0;
	const have = async <Answer extends HeldLease | LostLease>(ask: Promise<Answer>): Promise<Answer> => {
		const expiresAtMs = clock.now() + ttlSeconds * 1000;
		const answer = await ask.catch((error: unknown) => {
			if (isApiError(error) && error.outcomeUnknown) {
				endsLastMs = expiresAtMs;
			}

			throw error;
		});
		if (typeof answer === 'object') {
			const {nonce: given, ...lease}: HeldLease = answer;
			nonce = given;
			endsAtMs = expiresAtMs;
			endsLastMs = expiresAtMs;
			vault?.keep({app, id, name, nonce, ttlSeconds, expiresAtMs});
			store.dispatch({type: 'lease-held', machineId: id, lease: {...lease, expiresAtMs, isRenewed: true}});
		}

		return answer;
	};

	const tellKept = (error: unknown): void => {
		const leftMs = endsLastMs - clock.now();
		if (leftMs > 0 && !isLost(error)) {
			const text = `${name || id}: its lease may not have been given back, and ends by itself in ${formatCountdown(leftMs)}: ${causeInWords(error)}`;
			store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
		}
	};

	await have(api.acquireLease(app, id, {ttlSeconds, description}));
	// A refresh that fails is tried again: the lease outlives three of them.
	const endRenewal = startRenewal(clock, refreshEveryMs, async signal => {
		const wish = {nonce, description, ttlSeconds, endsAtMs};
		const answer = await have(refreshLease({api, clock}, {app, id}, wish, [signal])).catch(() => undefined);
		return typeof answer === 'string' ? undefined : refreshEveryMs;
	});
	try {
		return await work(nonce);
	} finally {
		await endRenewal();
		await api.releaseLease(app, id, nonce).then(() => vault?.forget(id), tellKept);
		store.dispatch({type: 'lease-dropped', machineId: id}, {type: 'lease-seen', machineId: id, lease: undefined});
		refresh(app);
	}
};

import type {HeldLease} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Lease} from '../domain/machine.ts';
import {formatCountdown} from '../domain/time.ts';
import type {KeptLease} from '../journal/lease-records.ts';
import type {Deed} from '../store/copying.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {ActionRecorder} from './action-recorder.ts';
import {causeInWords} from './failure.ts';
import {createHeldLeases, type Held, type Holding, heldDescription, isLost, type LeaseWish, labelOf} from './held-leases.ts';
import {type LostLease, lostInWords, refreshLease} from './lease-refresh.ts';
import {watchHeldLeases} from './lease-watch.ts';
import {type ShortLeaseOptions, underShortLease} from './short-lease.ts';

export type LeaseKeeper = {
	readonly acquire: (target: Target, wish: LeaseWish) => Promise<void>;
	readonly refresh: (target: Target, ttlSeconds: number) => Promise<void>;
	/** Makes a lease that is held be renewed, or run out. */
	readonly setRenewal: (target: Target, isRenewed: boolean) => void;
	readonly release: (target: Target) => Promise<void>;
	/** Goes on with a lease that another flydeck of this user has held. */
	readonly resume: (lease: KeptLease) => Promise<void>;
	/** Goes on with the lease that a machine was made with, until it runs out. */
	readonly adopt: (target: Target, lease: {readonly nonce: string; readonly ttlSeconds: number}) => Promise<void>;
	/**
	Does work under a lease: ours where one is held already, else a short one of its own, refreshed while the work lasts and given back after it.

	@throws ApiError when the lease cannot be had; the work has not begun then
	*/
	readonly during: <Answer>(target: Target, description: string, work: (nonce: string) => Promise<Answer>) => Promise<Answer>;
	/** Takes what the API answered about the lease of a machine: one of ours that is gone is given up. */
	readonly seen: (machineId: string, lease: Lease | undefined) => void;
	/** The nonce that makes a call pass a lease of ours; undefined when we hold none. */
	readonly nonceOf: (machineId: string) => string | undefined;
	/** Gives back every lease; answers when the API has heard of it, or could not be reached. */
	readonly releaseAll: () => Promise<void>;
};

export type LeaseKeeperOptions = ShortLeaseOptions & {
	/** Is told of what the person did with a lease. */
	readonly record?: ActionRecorder['recordAct'];
};

/** Holds the leases that the person took. Their nonces live in this room and in the vault, and nowhere else. */
export const createLeaseKeeper = (options: LeaseKeeperOptions): LeaseKeeper => {
	const {api, store, clock, vault, record} = options;
	const held = createHeldLeases(options);
	const watch = watchHeldLeases(options, held);
	const underWay = new Set<Promise<void>>();
	let isOver = false;

	const note = (tone: NoteTone, text: string): void => store.dispatch({type: 'noted', tone, text, atMs: clock.now()});

	/** Keeps what the API grants, unless flydeck is ending. The end is counted from the asking by this computer's clock: the API's may be hours off. */
	const take = async (holding: Holding, wish: LeaseWish, ask: () => Promise<HeldLease | LostLease>): Promise<void> => {
		const endsAtMs = clock.now() + wish.ttlSeconds * 1000;
		const granted = await ask();
		if (typeof granted === 'string') {
			throw new Error(lostInWords[granted]);
		}

		if (isOver) {
			await api.releaseLease(holding.app, holding.id, granted.nonce);
			return;
		}

		held.arm({holding, granted, endsAtMs, ttlSeconds: wish.ttlSeconds, isRenewed: wish.isRenewed});
		const left = formatCountdown(endsAtMs - clock.now());
		note('ok', `Lease on ${labelOf(holding)} held for ${left}${wish.isRenewed ? ', auto-renew on' : ''}.`);
	};

	/** Tries something with a lease, tells when it fails, and records it where it is the person's doing. */
	const attempt = async (holding: Holding, what: string, work: () => Promise<void>, deed?: Deed): Promise<void> => {
		const startedAtMs = clock.now();
		const fail = (error: unknown): string => {
			const isUnknown = isApiError(error) && error.outcomeUnknown;
			const outcome = isUnknown ? `it is unknown whether flydeck could ${what} the lease` : `could not ${what} the lease`;
			const text = `${labelOf(holding)}: ${outcome}: ${causeInWords(error)}`;
			note('error', text);
			return text;
		};
		const trying = work()
			.then(() => 'ok', fail)
			.then(result => {
				const atMs = clock.now();
				if (deed !== undefined) {
					record?.({what: `${what} lease`, target: holding, atMs, tookMs: atMs - startedAtMs, result, deed});
				}
			});
		underWay.add(trying);
		await trying;
		underWay.delete(trying);
	};

	/** Does something with a lease of ours while nothing else refreshes it; where that fails, it is held as before. */
	const withHeld = async (target: Holding, what: string, deed: Deed, work: (mine: Held) => Promise<void>): Promise<void> => {
		const mine = held.of(target.id);
		if (mine === undefined) {
			note('warning', `${labelOf(target)}: there is no lease to ${what} that you took.`);
			return;
		}

		const carryOut = async (): Promise<void> => {
			await held.disarm(mine);
			await work(mine).catch((error: unknown) => {
				if (!isOver) {
					held.arm(mine);
				}

				throw error;
			});
		};
		await attempt(target, what, carryOut, deed);
	};

	const giveBack = async ({holding: {app, id}, granted}: Held): Promise<void> => {
		await api.releaseLease(app, id, granted.nonce);
		vault?.forget(id);
	};

	return {
		during: (target, description, work) => {
			const mine = held.of(target.id);
			return mine === undefined ? underShortLease(options, target, description, work) : work(mine.granted.nonce);
		},
		acquire: ({app, id, name}, wish) =>
			attempt(
				{app, id, name},
				'take',
				() => take({app, id, name}, wish, () => api.acquireLease(app, id, {ttlSeconds: wish.ttlSeconds, description: heldDescription})),
				{type: 'acquire-lease', target: {app, id}, ttlSeconds: wish.ttlSeconds},
			),
		refresh: (target, ttlSeconds) =>
			withHeld(target, 'refresh', {type: 'refresh-lease', target, ttlSeconds}, ({holding, granted: {nonce}, endsAtMs, isRenewed}) =>
				take(holding, {ttlSeconds, isRenewed}, () =>
					refreshLease({api, clock}, holding, {nonce, description: heldDescription, ttlSeconds, endsAtMs}),
				),
			),
		setRenewal({id}, isRenewed) {
			const mine = held.of(id);
			if (mine !== undefined) {
				held.arm({...mine, isRenewed});
			}
		},
		release: target =>
			withHeld(target, 'release', {type: 'release-lease', target}, async mine => {
				await giveBack(mine);
				held.lose(mine.holding, 'ok', `Lease on ${labelOf(mine.holding)} released.`);
			}),
		resume: ({app, id, name, nonce, ttlSeconds, expiresAtMs: endsAtMs}) =>
			attempt({app, id, name}, 'resume', () =>
				take({app, id, name}, {ttlSeconds, isRenewed: true}, () =>
					refreshLease({api, clock}, {app, id}, {nonce, description: heldDescription, ttlSeconds, endsAtMs}),
				).catch((error: unknown) => {
					if (isLost(error) || !isApiError(error)) {
						vault?.forget(id);
					}

					throw error;
				}),
			),
		adopt: ({app, id, name}, {nonce, ttlSeconds}) =>
			attempt({app, id, name}, 'keep', () =>
				take({app, id, name}, {ttlSeconds, isRenewed: false}, () =>
					refreshLease(
						{api, clock},
						{app, id},
						{nonce, description: heldDescription, ttlSeconds, endsAtMs: clock.now() + ttlSeconds * 1000},
					),
				),
			),
		seen: watch.seen,
		nonceOf: machineId => held.of(machineId)?.granted.nonce,
		async releaseAll() {
			isOver = true;
			watch.stop();
			const mine = held.all();
			const given = mine.map(async each => {
				await held.disarm(each);
				await giveBack(each);
			});
			await Promise.allSettled([...given, ...underWay]);
			for (const {holding} of mine) {
				held.drop(holding.id);
			}
		},
	};
};

import type {Api} from '../api/api.ts';
import type {Effect} from '../commands/command.ts';
import type {Clock} from '../domain/clock.ts';
import type {LeaseVault} from '../journal/lease-vault.ts';
import type {Store} from '../store/store.ts';
import type {ActionRecorder} from './action-recorder.ts';
import {carefulVault} from './careful-vault.ts';
import {createLeaseBreaker} from './lease-breaker.ts';
import {createLeaseKeeper, type LeaseKeeper} from './lease-keeper.ts';
import {createLeftoverLeases} from './leftover-leases.ts';

/** What a person can ask about leases. */
export type LeaseEffect = Extract<
	Effect,
	{
		readonly type:
			| 'acquire-lease'
			| 'refresh-lease'
			| 'renew-lease'
			| 'release-lease'
			| 'break-lease'
			| 'release-leftovers'
			| 'keep-leftovers';
	}
>;

export type LeasesOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** Opens what keeps the nonces for the case that flydeck is killed; undefined when nothing is to be kept. */
	readonly openVault: (() => LeaseVault) | undefined;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
	readonly record: ActionRecorder['recordAct'];
};

export type Leases = {
	readonly keeper: LeaseKeeper;
	/** Offers what a flydeck that was killed has left. */
	readonly start: () => void;
	/** Answers when it is done. */
	readonly perform: (effect: LeaseEffect) => Promise<unknown>;
};

/** Everything about leases, wired together. */
export const createLeases = ({api, store, clock, openVault, refresh, record}: LeasesOptions): Leases => {
	const tell = (text: string): void => store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
	const vault = openVault === undefined ? undefined : carefulVault(openVault, tell);
	const keeper = createLeaseKeeper({api, store, clock, vault, refresh, record});
	const breakLease = createLeaseBreaker({api, store, clock, refresh, record});
	const leftovers = createLeftoverLeases({api, store, clock, vault, leases: keeper, refresh});

	return {
		keeper,
		start: leftovers.offer,
		async perform(effect) {
			switch (effect.type) {
				case 'acquire-lease':
					return keeper.acquire(effect.target, effect);
				case 'refresh-lease':
					return keeper.refresh(effect.target, effect.ttlSeconds);
				case 'renew-lease':
					return keeper.setRenewal(effect.target, effect.isRenewed);
				case 'release-lease':
					return keeper.release(effect.target);
				case 'break-lease':
					return breakLease(effect.target, effect.owner);
				case 'release-leftovers':
					return leftovers.release(effect.leases);
				case 'keep-leftovers':
					return leftovers.keep(effect.leases);
			}
		},
	};
};

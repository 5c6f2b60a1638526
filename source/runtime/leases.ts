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
	readonly perform: (effect: LeaseEffect) => void;
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
		perform(effect) {
			switch (effect.type) {
				case 'acquire-lease':
					void keeper.acquire(effect.target, effect);
					break;
				case 'refresh-lease':
					void keeper.refresh(effect.target, effect.ttlSeconds);
					break;
				case 'renew-lease':
					keeper.setRenewal(effect.target, effect.isRenewed);
					break;
				case 'release-lease':
					void keeper.release(effect.target);
					break;
				case 'break-lease':
					void breakLease(effect.target, effect.owner);
					break;
				case 'release-leftovers':
					void leftovers.release(effect.leases);
					break;
				case 'keep-leftovers':
					void leftovers.keep(effect.leases);
					break;
			}
		},
	};
};

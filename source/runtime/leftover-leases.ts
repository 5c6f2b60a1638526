import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {LeftoverLease} from '../domain/leftover-lease.ts';
import type {KeptLease} from '../journal/lease-records.ts';
import type {LeaseVault} from '../journal/lease-vault.ts';
import type {NoteTone} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {causeInWords} from './failure.ts';
import type {LeaseKeeper} from './lease-keeper.ts';

export type LeftoverLeasesOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly vault: LeaseVault | undefined;
	readonly leases: Pick<LeaseKeeper, 'resume'>;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
};

export type LeftoverLeases = {
	/** Looks for them, and offers those that there are. */
	readonly offer: () => void;
	readonly release: (leases: readonly LeftoverLease[]) => Promise<void>;
	readonly keep: (leases: readonly LeftoverLease[]) => Promise<void>;
};

/** Sees to the leases that a flydeck held which was killed. */
export const createLeftoverLeases = ({api, store, clock, vault, leases: keeper, refresh}: LeftoverLeasesOptions): LeftoverLeases => {
	const note = (tone: NoteTone, text: string): void => store.dispatch({type: 'noted', tone, text, atMs: clock.now()});

	/** Those of them that no other flydeck took meanwhile. */
	const claim = (leases: readonly LeftoverLease[]): readonly KeptLease[] => {
		const claimed = [...new Set(leases.map(({record}) => record))].flatMap(record => vault?.claim(record) ?? []);
		const live = claimed.filter(({expiresAtMs}) => expiresAtMs > clock.now());
		if (live.length === 0) {
			note('info', 'They have run out, or another flydeck has taken them.');
		}

		return live;
	};

	const releaseOne = async ({app, id, name, nonce}: KeptLease): Promise<void> => {
		try {
			await api.releaseLease(app, id, nonce);
			vault?.forget(id);
			note('ok', `Lease on ${name || id} released.`);
			refresh(app);
		} catch (error) {
			note('error', `${name || id}: could not release the lease: ${causeInWords(error)}`);
		}
	};

	return {
		offer() {
			const leases = vault?.leftovers(clock.now()) ?? [];
			if (leases.length > 0) {
				store.dispatch({type: 'leases-left-behind', leases});
			}
		},
		async release(leases) {
			await Promise.all(claim(leases).map(releaseOne));
		},
		async keep(leases) {
			await Promise.all(claim(leases).map(keeper.resume));
		},
	};
};

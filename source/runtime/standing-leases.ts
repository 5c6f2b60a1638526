import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import type {StandingVault} from '../journal/standing-vault.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {createCareful} from './careful.ts';
import {errorInWords} from './failure.ts';
import {isLost} from './held-leases.ts';
import type {LeaseKeeper} from './lease-keeper.ts';
import {refreshLease} from './lease-refresh.ts';

export type StandingLeasesOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** All machines that were read. */
	readonly machines: readonly Machine[];
	/** Opens what keeps the nonces; undefined when nothing is to be kept. */
	readonly openStanding: (() => StandingVault) | undefined;
	readonly leases: Pick<LeaseKeeper, 'during'>;
	readonly tell: (sentence: string) => void;
};

/** Leases that outlive the flydeck that takes them, as those of `flydeck lease acquire` do. */
export type StandingLeases = {
	/** Whether a machine's lease is one that a flydeck of this user took to stay. */
	readonly has: (machineId: string) => boolean;
	/**
	Takes the lease to stay, or makes it last anew where it is ours already.

	@throws ApiError when the lease cannot be had
	*/
	readonly acquire: (target: Target, wish: {readonly ttlSeconds: number; readonly description: string}) => Promise<Lease>;
	/** @throws ApiError when the lease cannot be given back */
	readonly release: (target: Target) => Promise<void>;
	/** What was broken or given back in another way is of no use any more. */
	readonly forget: (machineId: string) => void;
	/** Works under the lease that stays where there is one, else under a short one. */
	readonly during: LeaseKeeper['during'];
};

/** The leases that stay, as far as the machines that were read still have one: those count as ours from the beginning. */
export const createStandingLeases = (options: StandingLeasesOptions): StandingLeases => {
	const {api, store, clock, machines, openStanding, leases, tell} = options;
	const careful = createCareful(error =>
		tell(`Leases that stay are not kept: what is taken now ends by itself, or has to be broken: ${errorInWords(error)}`),
	);
	const vault = openStanding === undefined ? undefined : careful<StandingVault | undefined>(openStanding, undefined);
	const kept = careful(() => vault?.all(clock.now()) ?? [], []);
	const leased = new Map(machines.flatMap(({id, lease}) => (lease === undefined || lease.expiresAtMs <= clock.now() ? [] : [[id, lease]])));
	/** What proves that they are ours, and until when, by machine id. */
	const ours = new Map(kept.flatMap(({id, nonce, expiresAtMs}) => (leased.has(id) ? [[id, {nonce, expiresAtMs}]] : [])));
	for (const id of ours.keys()) {
		const lease = leased.get(id);
		if (lease !== undefined) {
			store.dispatch({type: 'lease-held', machineId: id, lease});
		}
	}

	const forget = (machineId: string): void => {
		ours.delete(machineId);
		careful(() => vault?.forget(machineId), undefined);
	};

	/** Waits for what was asked by a nonce, which is of no use any more where the API says that the lease is lost. */
	const orForget = <Answer>(machineId: string, asked: Promise<Answer>): Promise<Answer> =>
		asked.catch((error: unknown) => {
			if (isLost(error)) {
				forget(machineId);
			}

			throw error;
		});

	return {
		has: machineId => ours.has(machineId),
		async acquire({app, id, name}, wish) {
			const {ttlSeconds} = wish;
			const expiresAtMs = clock.now() + ttlSeconds * 1000;
			const mine = ours.get(id);
			const again = mine && (await orForget(id, refreshLease({api, clock}, {app, id}, {...mine, ...wish, endsAtMs: mine.expiresAtMs})));
			const {nonce, ...lease} = typeof again === 'object' ? again : await api.acquireLease(app, id, wish);
			ours.set(id, {nonce, expiresAtMs});
			careful(() => vault?.keep({app, id, name, nonce, ttlSeconds, expiresAtMs}), undefined);
			return lease;
		},
		async release({app, id}) {
			const mine = ours.get(id);
			if (mine !== undefined) {
				await orForget(id, api.releaseLease(app, id, mine.nonce));
				forget(id);
			}
		},
		forget,
		during(target, description, work) {
			const mine = ours.get(target.id);
			return mine === undefined ? leases.during(target, description, work) : work(mine.nonce);
		},
	};
};

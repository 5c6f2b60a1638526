import type {Lease} from '../domain/machine.ts';
import type {State} from '../store/state.ts';
import {type Held, type HeldLeases, labelOf} from './held-leases.ts';
import type {ShortLeaseOptions} from './short-lease.ts';

export type LeaseWatch = {
	/** Takes what the API answered about the lease of a machine; undefined: it says that there is none. */
	readonly seen: (machineId: string, lease: Lease | undefined) => void;
	readonly stop: () => void;
};

/** What was told of a machine's lease when it was checked. */
type Checked = {
	/** When the list that gave the reason was asked for, in ms. */
	readonly answeredAtMs: number;
	/** What the list told; undefined when the check failed. */
	readonly told: string | undefined;
};

const isLike = (mine: Lease, told: Lease | undefined): boolean =>
	told !== undefined && told.owner === mine.owner && told.description === mine.description && told.expiresAtMs === mine.expiresAtMs;

/** What a list that was asked for since the lease is held tells, where that is not the lease itself. */
const doubtOf = ({fleet, feeds}: State, {holding: {app, id}, granted, sinceMs}: Held): Checked | undefined => {
	const machine = fleet.get(id);
	const answeredAtMs = feeds.get(app)?.answeredAtMs;
	return machine === undefined || answeredAtMs === undefined || answeredAtMs <= sinceMs || isLike(granted, machine.lease)
		? undefined
		: {answeredAtMs, told: JSON.stringify([machine.lease])};
};

/**
Gives up the leases that somebody else broke. A list is a reason for doubt alone: not every API tells of leases in lists, and one may be late.
Where it does not tell of ours, the API is asked once for the lease, and the nonce says whose it is.
*/
export const watchHeldLeases = ({api, store}: Pick<ShortLeaseOptions, 'api' | 'store'>, held: HeldLeases): LeaseWatch => {
	const checks = new WeakMap<Held, Checked>();
	const ended = new AbortController();

	const check = async (mine: Held): Promise<void> => {
		const {holding, granted} = mine;
		const {isOurs, owner} = await api.checkLease(holding.app, holding.id, granted.nonce, {signal: ended.signal});
		if (!isOurs && held.of(holding.id) === mine) {
			const now = owner === undefined ? '' : ` (held by ${owner} now)`;
			held.lose(holding, 'error', `${labelOf(holding)}: our lease is gone: somebody else broke it${now}`);
		}
	};

	const unsubscribe = store.subscribe(() => {
		const state = store.getState();
		for (const mine of held.all()) {
			const doubt = doubtOf(state, mine);
			const last = checks.get(mine);
			if (doubt === undefined) {
				checks.delete(mine);
			} else if (doubt.answeredAtMs !== last?.answeredAtMs && doubt.told !== last?.told) {
				checks.set(mine, doubt);
				// The next list asks again; that the API fails is told by whoever reads it.
				check(mine).catch(() => checks.set(mine, {...doubt, told: undefined}));
			}
		}
	});

	return {
		stop() {
			unsubscribe();
			ended.abort();
		},
		seen(machineId, lease) {
			const mine = held.of(machineId);
			if (mine !== undefined && Number.isFinite(mine.sinceMs) && !isLike(mine.granted, lease)) {
				// The next look asks again.
				check(mine).catch(() => {});
			}
		},
	};
};

import type {HeldLease} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {NoteTone, Target} from '../store/state.ts';
import {causeInWords} from './failure.ts';
import {refreshLease} from './lease-refresh.ts';
import {startRenewal} from './lease-renewal.ts';
import type {ShortLeaseOptions} from './short-lease.ts';

/** What the API tells everybody of a lease that the person took. */
export const heldDescription = 'held in flydeck';

/** What a lease is taken with. With `isRenewed` it is refreshed before it ends, for as long as flydeck runs. */
export type LeaseWish = {readonly ttlSeconds: number; readonly isRenewed: boolean};

/** A machine, as far as a lease on it needs to know. */
export type Holding = Pick<Target, 'app' | 'id' | 'name'>;

export type Held = LeaseWish & {
	readonly holding: Holding;
	readonly granted: HeldLease;
	/** By the clock of this computer. */
	readonly endsAtMs: number;
	/** Since when every answer about the machine has to tell of it; infinite while it is being changed or given back. */
	readonly sinceMs: number;
	/** Takes its timers away; resolves when no refresh is under way any more. */
	readonly disarm: () => Promise<void>;
};

export type HeldLeases = {
	readonly of: (machineId: string) => Held | undefined;
	readonly all: () => readonly Held[];
	/** Keeps a lease that was granted, with its end and its renewal, in the place of an older one on the same machine. */
	readonly arm: (lease: Omit<Held, 'disarm' | 'sinceMs'>) => void;
	/** Takes the timers of a lease away and goes on holding it; resolves when nothing refreshes it any more. */
	readonly disarm: (lease: Held) => Promise<void>;
	/** A lease that is ours no longer. */
	readonly drop: (machineId: string) => void;
	/** The same, told and gone from the vault. */
	readonly lose: (holding: Holding, tone: NoteTone, text: string) => void;
};

const leastRetryMs = 1000;

export const labelOf = ({name, id}: Holding): string => name || id;

/** Whether a refusal means that the lease is not ours any more, so that asking again is of no use. */
export const isLost = (error: unknown): boolean => isApiError(error) && (error.kind === 'lease-held' || error.kind === 'not-found');

/** The leases that the person took, each with the timers of its end and its renewal. */
export const createHeldLeases = ({api, store, clock, vault, refresh}: ShortLeaseOptions): HeldLeases => {
	const held = new Map<string, Held>();

	const drop = (machineId: string): void => {
		void held.get(machineId)?.disarm();
		held.delete(machineId);
		store.dispatch({type: 'lease-dropped', machineId}, {type: 'lease-seen', machineId, lease: undefined});
	};

	const lose = (holding: Holding, tone: NoteTone, text: string): void => {
		drop(holding.id);
		vault?.forget(holding.id);
		store.dispatch({type: 'noted', tone, text, atMs: clock.now()});
		// The last list still tells of the lease, as if somebody else held it.
		refresh(holding.app);
	};

	const arm: HeldLeases['arm'] = ({holding, granted, endsAtMs, ttlSeconds, isRenewed}) => {
		void held.get(holding.id)?.disarm();
		const leftMs = Math.max(0, endsAtMs - clock.now());
		const cancelExpiry = clock.after(leftMs, () => lose(holding, 'warning', `The lease on ${labelOf(holding)} has run out.`));
		const endRenewal = isRenewed ? startRenewal(clock, Math.floor((leftMs * 2) / 3), signal => renew(holding.id, signal)) : undefined;
		const disarm = async (): Promise<void> => {
			cancelExpiry();
			await endRenewal?.();
		};
		const {nonce, ...lease} = granted;
		held.set(holding.id, {holding, granted, endsAtMs, sinceMs: clock.now(), ttlSeconds, isRenewed, disarm});
		vault?.keep({...holding, nonce, ttlSeconds, expiresAtMs: endsAtMs});
		store.dispatch({type: 'lease-held', machineId: holding.id, lease: {...lease, expiresAtMs: endsAtMs, isRenewed}});
	};

	/** One refresh by itself; answers after how long to try again, or undefined when there is nothing more to do. */
	const renew = async (machineId: string, signal: AbortSignal): Promise<number | undefined> => {
		const before = held.get(machineId);
		if (before === undefined) {
			return undefined;
		}

		const {holding, ttlSeconds, granted} = before;
		const {id} = holding;
		const endsAtMs = clock.now() + ttlSeconds * 1000;
		try {
			const wish = {nonce: granted.nonce, description: heldDescription, ttlSeconds, endsAtMs: before.endsAtMs};
			const again = await refreshLease({api, clock}, holding, wish, [signal]);
			if (held.get(id) !== before || again === 'ending') {
				return undefined;
			}

			if (again === 'broken') {
				lose(holding, 'error', `The lease on ${labelOf(holding)} was taken away.`);
			} else {
				arm({...before, granted: again, endsAtMs});
			}

			return undefined;
		} catch (error) {
			if (held.get(id) !== before) {
				return undefined;
			}

			if (isLost(error)) {
				lose(holding, 'error', `The lease on ${labelOf(holding)} is lost: ${causeInWords(error)}`);
				return undefined;
			}

			return Math.max(leastRetryMs, Math.floor((before.endsAtMs - clock.now()) / 3));
		}
	};

	return {
		of: machineId => held.get(machineId),
		all: () => [...held.values()],
		arm,
		async disarm(lease) {
			held.set(lease.holding.id, {...lease, sinceMs: Number.POSITIVE_INFINITY, disarm: async () => {}});
			await lease.disarm();
		},
		drop,
		lose,
	};
};

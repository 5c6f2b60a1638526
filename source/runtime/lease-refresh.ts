import type {Api, HeldLease} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Target} from '../store/state.ts';

/** A lease of ours, as far as a refresh needs to know. */
export type Refreshable = {
	readonly nonce: string;
	/** What it is held for, as the API tells everybody. */
	readonly description: string;
	/** How long it is to last from now on, in s. */
	readonly ttlSeconds: number;
	/** When it ends for sure unless it is refreshed, by the clock of this computer. */
	readonly endsAtMs: number;
};

/** How long before its end a lease is left alone, in ms: a refresh takes its time to arrive. */
const spareMs = 1000;

/** Why a lease was not refreshed, without an error: its end has come, or somebody broke it. */
export type LostLease = 'ending' | 'broken';

export const lostInWords: Readonly<Record<LostLease, string>> = {
	ending: 'its end has come: it can be taken anew',
	broken: 'somebody else broke it meanwhile',
};

/**
Makes a lease of ours last longer. To the API, the refresh of a lease that is over is the wish for a new one (reference of the Machines API,
section 5): so none is sent or waited for when its end is near, and what was taken anew all the same is given back.

@throws ApiError when it was not refreshed, or nobody knows
*/
export const refreshLease = async (
	{api, clock}: {readonly api: Api; readonly clock: Clock},
	{app, id}: Pick<Target, 'app' | 'id'>,
	{nonce, description, ttlSeconds, endsAtMs}: Refreshable,
	signals: readonly AbortSignal[] = [],
): Promise<HeldLease | LostLease> => {
	const leftMs = endsAtMs - spareMs - clock.now();
	if (leftMs <= 0) {
		return 'ending';
	}

	const ending = new AbortController();
	const cancel = clock.after(leftMs, () => ending.abort());
	try {
		const again = await api.refreshLease(app, id, {ttlSeconds, description, nonce}, {signal: AbortSignal.any([...signals, ending.signal])});
		if (again.nonce === nonce) {
			return again;
		}

		// Who broke it did not mean it to come back.
		await api.releaseLease(app, id, again.nonce).catch(() => {});
		return 'broken';
	} finally {
		cancel();
	}
};

import type {Clock} from '../domain/clock.ts';

/** The API's rate limits: so many calls a second, and so many at once. They count per action and per app or machine. */
type Limit = {readonly intervalMs: number; readonly burst: number};

const everyAction: Limit = {intervalMs: 1000, burst: 3};
const limits: Readonly<Record<string, Limit>> = {
	'get-machine': {intervalMs: 200, burst: 10},
	// Logs have no limit in writing; the platform's own command line asks eight times a second.
	'get-logs': {intervalMs: 200, burst: 10},
};

const sweepEveryMs = 10_000;

type Waiter = {readonly proceed: () => void};

type Bucket = {
	readonly limit: Limit;
	/** Time saved up, in ms; a call costs `limit.intervalMs` of it. */
	savedMs: number;
	updatedAtMs: number;
	readonly waiting: Waiter[];
	cancelTimer: (() => void) | undefined;
};

export type Pacing = {
	/**
	Resolves when one more call of this action on this app, machine or organization keeps to the API's limits, in the order of asking.

	@throws the signal's reason when it is aborted before that; the place in the queue is free again then.
	*/
	readonly take: (action: string, scope: string, signal?: AbortSignal) => Promise<void>;
	/** How many actions and scopes are remembered; idle ones are dropped. */
	readonly bucketCount: () => number;
};

/** The one place for the rate limits of the Machines API. */
export const createPacing = (clock: Clock): Pacing => {
	const buckets = new Map<string, Bucket>();
	let sweptAtMs = clock.now();

	const refill = (bucket: Bucket, nowMs: number): void => {
		const passedMs = Math.max(0, nowMs - bucket.updatedAtMs);
		bucket.savedMs = Math.min(bucket.limit.burst * bucket.limit.intervalMs, bucket.savedMs + passedMs);
		bucket.updatedAtMs = nowMs;
	};

	const sweep = (nowMs: number): void => {
		// A clock that was set back must not keep the sweep away.
		if (Math.abs(nowMs - sweptAtMs) < sweepEveryMs) {
			return;
		}

		sweptAtMs = nowMs;
		for (const [key, bucket] of buckets) {
			refill(bucket, nowMs);
			if (bucket.waiting.length === 0 && bucket.savedMs === bucket.limit.burst * bucket.limit.intervalMs) {
				buckets.delete(key);
			}
		}
	};

	const bucketOf = (action: string, scope: string, nowMs: number): Bucket => {
		const key = `${action} ${scope}`;
		const known = buckets.get(key);
		if (known !== undefined) {
			return known;
		}

		const limit = limits[action] ?? everyAction;
		const bucket: Bucket = {
			limit,
			savedMs: limit.burst * limit.intervalMs,
			updatedAtMs: nowMs,
			waiting: [],
			cancelTimer: undefined,
		};
		buckets.set(key, bucket);
		return bucket;
	};

	const drain = (bucket: Bucket): void => {
		bucket.cancelTimer?.();
		bucket.cancelTimer = undefined;
		refill(bucket, clock.now());
		while (bucket.waiting.length > 0 && bucket.savedMs >= bucket.limit.intervalMs) {
			bucket.savedMs -= bucket.limit.intervalMs;
			bucket.waiting.shift()?.proceed();
		}

		if (bucket.waiting.length > 0) {
			bucket.cancelTimer = clock.after(bucket.limit.intervalMs - bucket.savedMs, () => drain(bucket));
		}
	};

	const leave = (bucket: Bucket, waiter: Waiter): void => {
		const place = bucket.waiting.indexOf(waiter);
		if (place !== -1) {
			bucket.waiting.splice(place, 1);
		}

		drain(bucket);
	};

	const take = async (action: string, scope: string, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		const nowMs = clock.now();
		sweep(nowMs);
		const bucket = bucketOf(action, scope, nowMs);
		await new Promise<void>((resolve, reject) => {
			const onAbort = (): void => {
				leave(bucket, waiter);
				reject(signal?.reason);
			};
			const waiter: Waiter = {
				proceed() {
					signal?.removeEventListener('abort', onAbort);
					resolve();
				},
			};
			signal?.addEventListener('abort', onAbort, {once: true});
			bucket.waiting.push(waiter);
			drain(bucket);
		});
	};

	return {take, bucketCount: () => buckets.size};
};

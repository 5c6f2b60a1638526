import type {Limit} from './route.ts';

type Rate = {readonly perSecond: number; readonly burst: number};

const usual: Rate = {perSecond: 1, burst: 3};

/** The actions that may be called more often than others. */
const rates: Readonly<Record<string, Rate>> = {
	'get-machine': {perSecond: 5, burst: 10},
	'delete-app': {perSecond: 100 / 60, burst: 100},
};

type Bucket = {readonly rate: Rate; tokens: number; filledAtMs: number};

/** After so many ms without a look, buckets that have filled up again are dropped: a full one and none are the same. */
const sweepEveryMs = 10_000;

/** Counts calls, each action by itself in each scope: an app, a machine or an organisation. */
export type RateLimits = {
	/** True when a call may be made now; it is then counted. */
	readonly take: (limit: Limit, scope: string) => boolean;
	/** How many buckets there are. */
	readonly size: () => number;
};

export const createRateLimits = (now: () => number): RateLimits => {
	const buckets = new Map<string, Bucket>();
	let sweptAtMs = now();

	const tokensOf = ({rate, tokens, filledAtMs}: Bucket, nowMs: number): number =>
		Math.min(rate.burst, tokens + (Math.max(0, nowMs - filledAtMs) / 1000) * rate.perSecond);

	const sweep = (nowMs: number): void => {
		if (nowMs - sweptAtMs < sweepEveryMs) {
			return;
		}

		sweptAtMs = nowMs;
		for (const [key, bucket] of buckets) {
			if (tokensOf(bucket, nowMs) >= bucket.rate.burst) {
				buckets.delete(key);
			}
		}
	};

	return {
		take(limit, scope) {
			if (limit === 'none') {
				return true;
			}

			const nowMs = now();
			sweep(nowMs);
			const key = `${limit.action} ${scope}`;
			const rate = rates[limit.action] ?? usual;
			const bucket = buckets.get(key) ?? {rate, tokens: rate.burst, filledAtMs: nowMs};
			buckets.set(key, bucket);
			bucket.tokens = tokensOf(bucket, nowMs);
			bucket.filledAtMs = nowMs;
			if (bucket.tokens < 1) {
				return false;
			}

			bucket.tokens--;
			return true;
		},
		size: () => buckets.size,
	};
};

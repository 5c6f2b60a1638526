import type {Failure, Outage} from './state.ts';

/** An outage goes on with one more failure, or begins with it, after an answer that was asked for at a time. */
export const withFailure = (outage: Outage | undefined, failure: Failure, answeredAtMs: number | undefined): Outage => ({
	...failure,
	sinceMs: outage?.sinceMs ?? answeredAtMs ?? failure.failedAtMs,
	kinds: [...(outage?.kinds.filter(kind => kind !== failure.kind) ?? []), failure.kind],
});

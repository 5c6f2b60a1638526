import type {Failure, Outage} from './state.ts';

/** An outage goes on with one more failure, or begins with it. */
export const withFailure = (outage: Outage | undefined, failure: Failure): Outage => ({
	...failure,
	sinceMs: outage?.sinceMs ?? failure.failedAtMs,
	kinds: [...(outage?.kinds.filter(kind => kind !== failure.kind) ?? []), failure.kind],
});

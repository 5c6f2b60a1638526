import {type Beginning, type Beginnings, noBeginnings, seenIn} from '../domain/diagnosis/beginnings.ts';
import {isPause} from '../domain/history/watch.ts';
import type {Machine} from '../domain/machine.ts';
import type {StoreEvent} from './events.ts';
import {withEntry} from './maps.ts';
import {isNewest} from './reduce-feeds.ts';
import type {State} from './state.ts';

type List = StoreEvent & {readonly type: 'machines-received'};

/** Whether the answers of an app followed each other up to this one. */
const isWatched = (state: State, {app, requestedAtMs, readAgainMs}: List): boolean => {
	const beforeMs = state.feeds.get(app)?.answeredAtMs;
	return beforeMs !== undefined && !isPause(beforeMs, requestedAtMs, readAgainMs);
};

/** Whether a lease was over while nobody watched: that of the same holder is then another one. */
const isLeaseOver = ({fleet}: State, {id}: Machine, nowMs: number): boolean => (fleet.get(id)?.lease?.expiresAtMs ?? nowMs) < nowMs;

const isSame = (left: Beginnings, right: Beginnings): boolean =>
	left.size === right.size && [...right].every(([key, beginning]) => left.get(key) === beginning);

/** Since when each app shows what the API tells no time of. What an app shows in its first answer may be older than that. */
export const reduceSightings = (state: State, event: StoreEvent): State['sightings'] => {
	if (event.type !== 'machines-received' || !isNewest(state, event.app, event.requestId)) {
		return state.sightings;
	}

	const {app, machines, requestedAtMs: sinceMs} = event;
	if (state.listed.get(app) === machines) {
		return state.sightings;
	}

	const before = state.sightings.get(app) ?? noBeginnings;
	const isOlder = !isWatched(state, event);
	const seen = new Map<string, Beginning>();
	for (const machine of machines) {
		for (const {kind, key} of seenIn(machine)) {
			const isOther = kind === 'LEASE' && isOlder && isLeaseOver(state, machine, sinceMs);
			seen.set(key, (isOther ? undefined : before.get(key)) ?? {sinceMs, isOlder});
		}
	}

	return isSame(before, seen) ? state.sightings : withEntry(state.sightings, app, seen);
};

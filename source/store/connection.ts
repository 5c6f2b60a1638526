import {formatAge} from '../domain/time.ts';
import type {Failure, State} from './state.ts';

/** How the reading goes, over all apps, for the header. */
export type Connection = {
	readonly kind: 'loading' | 'live' | 'stale' | 'offline' | 'unauthorized' | 'paused';
	/** The age of the oldest app's data, in ms; undefined before the first answer. */
	readonly ageMs: number | undefined;
	readonly failure: Failure | undefined;
};

const staleAfterMs = 15_000;

const failuresOf = (state: State): readonly Failure[] =>
	[state.appsFailure, ...[...state.feeds.values()].map(feed => feed.failure)].filter(failure => failure !== undefined);

const ageOf = (state: State): number | undefined => {
	const answered = [...state.feeds.values()].map(feed => feed.answeredAtMs);
	const known = answered.filter(answeredAtMs => answeredAtMs !== undefined);
	return known.length === 0 ? undefined : Math.max(0, state.nowMs - Math.min(...known));
};

const kindOf = (state: State, failure: Failure | undefined, ageMs: number | undefined): Connection['kind'] => {
	if (failure?.isUnauthorized === true) {
		return 'unauthorized';
	}

	if (failure !== undefined) {
		return 'offline';
	}

	if (state.view.isPaused) {
		return 'paused';
	}

	if (ageMs === undefined) {
		return state.appsKnown && state.feeds.size === 0 ? 'live' : 'loading';
	}

	return ageMs > staleAfterMs ? 'stale' : 'live';
};

export const selectConnection = (state: State): Connection => {
	const failures = failuresOf(state);
	const failure = failures.find(({isUnauthorized}) => isUnauthorized) ?? failures[0];
	const ageMs = ageOf(state);
	return {kind: kindOf(state, failure, ageMs), ageMs, failure};
};

/** The connection in the few words of the header: `live 2s`, `OFFLINE 14s, retry in 3s`. */
export const connectionInWords = ({kind, ageMs, failure}: Connection, nowMs: number): string => {
	const age = ageMs === undefined ? 'no data' : formatAge(ageMs);
	switch (kind) {
		case 'loading':
			return 'loading';
		case 'live':
			return `live ${ageMs === undefined ? '' : age}`.trim();
		case 'stale':
			return `STALE ${age}`;
		case 'paused':
			return `PAUSED ${age}`;
		case 'unauthorized':
			return `TOKEN REFUSED ${age}`;
		case 'offline': {
			const {retryAtMs} = failure ?? {};
			return retryAtMs === undefined || retryAtMs <= nowMs ? `OFFLINE ${age}` : `OFFLINE ${age}, retry ${formatAge(retryAtMs - nowMs)}`;
		}
	}
};

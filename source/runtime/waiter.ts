import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {formatDuration} from '../domain/time.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {type Followed, followState} from './follow.ts';

const longestWaitMs = 30 * 60_000;

const resultOf = (
	followed: Followed,
	label: string,
	wanted: string,
	took: string,
): {readonly tone: NoteTone; readonly text: string} | undefined => {
	switch (followed) {
		case 'reached':
			return {tone: 'ok', text: `${label} is ${wanted} after ${took}`};
		case 'gone':
			return {tone: 'warning', text: `${label} no longer exists: it will never be ${wanted}.`};
		case 'timed-out':
			return {tone: 'warning', text: `${label} was not ${wanted} in ${took}: no longer waiting.`};
		case 'cancelled':
			return undefined;
	}
};

export type Waiter = {readonly wait: (target: Target, wanted: string) => Promise<void>; readonly stop: () => void};

/** Waits for states that the person asked for, half an hour at most, and tells how it went. */
export const createWaiter = ({api, store, clock}: {readonly api: Api; readonly store: Store; readonly clock: Clock}): Waiter => {
	const stopping = new AbortController();
	return {
		async wait(target, wanted) {
			const startedAtMs = clock.now();
			if (store.getState().waits.some(wait => wait.target.id === target.id && wait.wanted === wanted)) {
				store.dispatch({
					type: 'noted',
					tone: 'info',
					text: `Already waiting for ${target.name || target.id} to be ${wanted}.`,
					atMs: startedAtMs,
				});
				return;
			}

			store.dispatch({type: 'wait-started', target, wanted, startedAtMs});
			const followed = await followState({api, clock}, target, {state: wanted, deadlineMs: startedAtMs + longestWaitMs}, stopping.signal);
			const atMs = clock.now();
			store.dispatch({type: 'wait-ended', machineId: target.id, wanted});
			const result = resultOf(followed, target.name || target.id, wanted, formatDuration(atMs - startedAtMs));
			if (result !== undefined) {
				store.dispatch({type: 'noted', ...result, atMs});
			}
		},
		stop() {
			stopping.abort();
		},
	};
};

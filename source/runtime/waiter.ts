import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {formatDuration} from '../domain/time.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {type Followed, followState} from './follow.ts';
import type {MachineReader} from './machine-reader.ts';
import {isWorthARing} from './ring.ts';

const longestWaitMs = 30 * 60_000;

const resultOf = (
	followed: Exclude<Followed, 'cancelled'>,
	label: string,
	wanted: string,
	took: string,
): {readonly tone: NoteTone; readonly text: string} => {
	switch (followed) {
		case 'reached':
			return {tone: 'ok', text: `${label} is ${wanted} after ${took}`};
		case 'gone':
			return {tone: 'warning', text: `${label} no longer exists: it will never be ${wanted}.`};
		case 'timed-out':
			return {tone: 'warning', text: `${label} was not ${wanted} in ${took}: no longer waiting.`};
	}
};

export type Waiter = {readonly wait: (target: Target, wanted: string) => Promise<void>; readonly stop: () => void};

export type WaiterOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	/** Calls the person back to the screen. */
	readonly ring: () => void;
};

/** Waits for states that the person asked for, half an hour at most, tells how it went, and rings when it took a while. */
export const createWaiter = ({api, store, clock, reader, ring}: WaiterOptions): Waiter => {
	const stopping = new AbortController();

	/** What was reached, in a word: of `settled` only the machine itself tells which state that is. */
	const reachedState = async (target: Target, wanted: string): Promise<string> => {
		const machine = wanted === 'settled' ? await reader.readOrKnown(target, stopping.signal) : undefined;
		return machine === undefined ? wanted : `${wanted}, ${machine.state},`;
	};

	return {
		async wait(target, wanted) {
			const label = target.name || target.id;
			const startedAtMs = clock.now();
			if (store.getState().waits.some(wait => wait.target.id === target.id && wait.wanted === wanted)) {
				store.dispatch({type: 'noted', tone: 'info', text: `Already waiting for ${label} to be ${wanted}.`, atMs: startedAtMs});
				return;
			}

			store.dispatch({type: 'wait-started', target, wanted, startedAtMs});
			const followed = await followState({api, clock}, target, {state: wanted, deadlineMs: startedAtMs + longestWaitMs}, stopping.signal);
			const reached = followed === 'reached' ? await reachedState(target, wanted) : wanted;
			const atMs = clock.now();
			store.dispatch({type: 'wait-ended', machineId: target.id, wanted});
			if (followed === 'cancelled') {
				return;
			}

			store.dispatch({type: 'noted', ...resultOf(followed, label, reached, formatDuration(atMs - startedAtMs)), atMs});
			if (isWorthARing(startedAtMs, atMs)) {
				ring();
			}
		},
		stop() {
			stopping.abort();
		},
	};
};

import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {formatDuration} from '../domain/time.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {type Followed, followState} from './follow.ts';
import type {MachineReader} from './machine-reader.ts';
import {isWorthARing} from './ring.ts';

const longestWaitMs = 30 * 60_000;

const labelOf = ({name, id}: Target): string => name || id;

/** How the wait for one machine ended. */
type Ended = {readonly target: Target; readonly followed: Exclude<Followed, 'cancelled'>};

type Told = {readonly tone: NoteTone; readonly text: string};

const oneInWords = ({target, followed}: Ended, wanted: string, took: string): Told => {
	const label = labelOf(target);
	switch (followed) {
		case 'reached':
			return {tone: 'ok', text: `${label} is ${wanted} after ${took}`};
		case 'gone':
			return {tone: 'warning', text: `${label} no longer exists: it will never be ${wanted}.`};
		case 'unreachable':
			return {tone: 'warning', text: `${label}: it is unknown whether it is ${wanted}: the API cannot be reached. No longer waiting.`};
		case 'timed-out':
			return {tone: 'warning', text: `${label} was not ${wanted} in ${took}: no longer waiting.`};
	}
};

const manyInWords = (ended: readonly Ended[], wanted: string, took: string): Told => {
	const named = (how: Followed, words: string): readonly string[] => {
		const labels = ended.filter(({followed}) => followed === how).map(({target}) => labelOf(target));
		return labels.length === 0 ? [] : [`${words}: ${labels.join(', ')}`];
	};
	const others = [...named('gone', 'no longer there'), ...named('timed-out', 'not in time'), ...named('unreachable', 'not known')];
	const reached = ended.filter(({followed}) => followed === 'reached').length;
	return others.length === 0
		? {tone: 'ok', text: `all ${ended.length} are ${wanted} after ${took}`}
		: {tone: 'warning', text: `${reached} of ${ended.length} are ${wanted} after ${took}; ${others.join('; ')}.`};
};

export type Waiter = {readonly wait: (targets: readonly Target[], wanted: string) => Promise<void>; readonly stop: () => void};

export type WaiterOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	/** Calls the person back to the screen, and says why. */
	readonly ring: (text: string) => void;
};

/** Waits for states that the person asked for, half an hour at most, tells how it went, and rings when it took a while. */
export const createWaiter = ({api, store, clock, reader, ring}: WaiterOptions): Waiter => {
	const stopping = new AbortController();
	let lastWaitId = 0;

	/** What was reached, in a word: of `settled` only the machine itself tells which state that is. */
	const reachedState = async ({target, followed}: Ended, wanted: string): Promise<string> => {
		const isTold = wanted === 'settled' && followed === 'reached';
		const machine = isTold ? await reader.readOrKnown(target, stopping.signal) : undefined;
		return machine === undefined ? wanted : `${wanted}, ${machine.state},`;
	};

	const isWaitedFor = (target: Target, wanted: string): boolean =>
		store.getState().waits.some(wait => wait.wanted === wanted && wait.targets.some(({id}) => id === target.id));

	return {
		async wait(targets, wanted) {
			const startedAtMs = clock.now();
			if (targets.every(target => isWaitedFor(target, wanted))) {
				const what = targets.map(labelOf).join(', ');
				store.dispatch({type: 'noted', tone: 'info', text: `Already waiting for ${what} to be ${wanted}.`, atMs: startedAtMs});
				return;
			}

			const waitId = ++lastWaitId;
			const deadlineMs = startedAtMs + longestWaitMs;
			const waitForOne = async (target: Target): Promise<readonly Ended[]> => {
				const followed = await followState({api, clock}, target, {state: wanted, deadlineMs}, stopping.signal);
				if (followed === 'reached') {
					store.dispatch({type: 'wait-advanced', waitId});
				}

				return followed === 'cancelled' ? [] : [{target, followed}];
			};

			store.dispatch({type: 'wait-started', wait: {id: waitId, targets, wanted, reached: 0, startedAtMs}});
			const ended = (await Promise.all(targets.map(waitForOne))).flat();
			const [only, ...others] = ended;
			const reached = only !== undefined && others.length === 0 ? await reachedState(only, wanted) : wanted;
			const atMs = clock.now();
			store.dispatch({type: 'wait-ended', waitId});
			if (only === undefined || stopping.signal.aborted) {
				return;
			}

			const took = formatDuration(atMs - startedAtMs);
			const told = others.length === 0 ? oneInWords(only, reached, took) : manyInWords(ended, wanted, took);
			store.dispatch({type: 'noted', ...told, atMs});
			if (isWorthARing(startedAtMs, atMs)) {
				ring(told.text);
			}
		},
		stop() {
			stopping.abort();
		},
	};
};

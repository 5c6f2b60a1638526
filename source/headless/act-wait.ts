import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {isTerminal} from '../domain/lifecycle.ts';
import {formatDuration} from '../domain/time.ts';
import {type Followed, followState} from '../runtime/follow.ts';
import {createEachErrand, type Went} from './each.ts';
import type {Errand} from './errand.ts';

const gone = 'destroyed';

const went = (followed: Followed, label: string, wanted: string, tookMs: number): Went => {
	const took = formatDuration(tookMs);
	switch (followed) {
		case 'reached':
			return {isOk: true, text: `${label} is ${wanted} after ${took}`};
		case 'gone':
			return {isOk: wanted === gone, text: `${label} no longer exists, after ${took}`};
		case 'unreachable':
			return {isOk: false, text: `${label}: it is unknown whether it is ${wanted}: the API cannot be reached, after ${took}`};
		case 'timed-out':
			return {isOk: false, text: `${label} was not ${wanted} in ${took}`};
		case 'cancelled':
			return {isOk: false, text: `${label}: no longer waited for, after ${took}`};
	}
};

/** A wait for machines to be in a state, for all of them at once: it only reads. */
export const createWaitErrand = (
	{api, clock, tell}: {readonly api: Api; readonly clock: Clock; readonly tell: (line: string) => void},
	wanted: string,
	timeoutSeconds: number,
): Errand =>
	createEachErrand({
		title: `wait for ${wanted}`,
		clock,
		tell,
		parallel: Number.POSITIVE_INFINITY,
		doing: `waiting for ${wanted}`,
		goesOn: true,
		refusalOf: ({name, id, state}) => (isTerminal(state) ? `${name || id} is ${state}` : undefined),
		isThere: ({state}) => state === wanted,
		askFor: () => undefined,
		async act(target, signal) {
			const startedAtMs = clock.now();
			const wish = {state: wanted, deadlineMs: startedAtMs + timeoutSeconds * 1000};
			const followed = await followState({api, clock}, target, wish, signal);
			return went(followed, target.name || target.id, wanted, clock.now() - startedAtMs);
		},
	});

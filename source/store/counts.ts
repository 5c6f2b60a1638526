import {stateRow, type Tone} from '../domain/lifecycle.ts';
import type {Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {isStuck} from '../domain/status.ts';
import {isCrashLooping, isTrouble, stateSinceMs} from '../domain/why.ts';
import {memoizeLast} from './memoize.ts';
import {aboutNow} from './selectors.ts';
import type {State} from './state.ts';

export type Count = {readonly label: string; readonly count: number; readonly tone: Tone};

const words: ReadonlyMap<string, string> = new Map([
	['started', 'up'],
	['stopped', 'stop'],
	['suspended', 'susp'],
	['created', 'new'],
]);

const countBy = (machines: Iterable<Machine>): ReadonlyMap<string, number> => {
	const counts = new Map<string, number>();
	for (const {state} of machines) {
		counts.set(state, (counts.get(state) ?? 0) + 1);
	}

	return counts;
};

const countsOf = memoizeLast((fleet: Fleet, aboutNowMs: number): readonly Count[] => {
	const machines = [...fleet.values()];
	const byState = [...countBy(machines)].sort(([, left], [, right]) => right - left);
	const crashing = machines.filter(machine => isCrashLooping(machine, aboutNowMs)).length;
	const stuck = machines.filter(machine => isStuck(machine, stateSinceMs(machine), aboutNowMs)).length;
	const troubled = machines.filter(machine => isTrouble(machine, aboutNowMs)).length;
	const troubles: readonly Count[] = [
		{label: 'CRASH', count: crashing, tone: 'bad'},
		{label: 'STUCK', count: stuck, tone: 'bad'},
		{label: 'BAD', count: troubled - crashing, tone: 'bad'},
	];
	return [
		...troubles.filter(({count}) => count > 0),
		...byState.map(([state, count]): Count => ({label: words.get(state) ?? state, count, tone: stateRow(state).tone})),
	];
});

/** How many machines are in trouble and how, then how many are in each state, most first. */
export const selectCounts = (state: State): readonly Count[] => countsOf(state.fleet, aboutNow(state));

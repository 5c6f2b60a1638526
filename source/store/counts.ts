import {stateRow, type Tone} from '../domain/lifecycle.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {type Trouble, troubleOf} from '../domain/trouble.ts';
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

const troubles: readonly Trouble[] = ['CRASH', 'STUCK', 'BAD'];

const add = <Key>(counts: Map<Key, number>, key: Key): void => {
	counts.set(key, (counts.get(key) ?? 0) + 1);
};

const countsOf = memoizeLast((fleet: Fleet, aboutNowMs: number): readonly Count[] => {
	const byTrouble = new Map<Trouble, number>();
	const byState = new Map<string, number>();
	for (const machine of fleet.values()) {
		const trouble = troubleOf(machine, aboutNowMs);
		if (trouble === undefined) {
			add(byState, machine.state);
		} else {
			add(byTrouble, trouble);
		}
	}

	const states = [...byState].sort(([, left], [, right]) => right - left);
	return [
		...troubles.map((label): Count => ({label, count: byTrouble.get(label) ?? 0, tone: 'bad'})).filter(({count}) => count > 0),
		...states.map(([state, count]): Count => ({label: words.get(state) ?? state, count, tone: stateRow(state).tone})),
	];
});

/**
How many machines are in trouble and how, then how many of the others are in each state, most first. Every machine is counted once: the sum
is the size of the fleet.
*/
export const selectCounts = (state: State): readonly Count[] => countsOf(state.fleet, aboutNow(state));

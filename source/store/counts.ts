import {type Diagnosis, worstOf} from '../domain/diagnosis/diagnosis.ts';
import {stateRow, type Tone} from '../domain/lifecycle.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {type TroubleKind, toneOfTrouble, troubleKinds} from '../domain/trouble.ts';
import {selectDiagnosis} from './diagnosis.ts';
import {memoizeLast} from './memoize.ts';
import type {State} from './state.ts';

export type Count = {readonly label: string; readonly count: number; readonly tone: Tone};

const words: ReadonlyMap<string, string> = new Map([
	['started', 'up'],
	['stopped', 'stop'],
	['suspended', 'susp'],
	['created', 'new'],
]);

const add = <Key>(counts: Map<Key, number>, key: Key): void => {
	counts.set(key, (counts.get(key) ?? 0) + 1);
};

const countsOf = memoizeLast((fleet: Fleet, diagnosis: Diagnosis): readonly Count[] => {
	const byTrouble = new Map<TroubleKind, number>();
	const byState = new Map<string, number>();
	for (const machine of fleet.values()) {
		const trouble = worstOf(diagnosis, machine);
		if (trouble === undefined) {
			add(byState, machine.state);
		} else {
			add(byTrouble, trouble.kind);
		}
	}

	const states = [...byState].sort(([, left], [, right]) => right - left);
	return [
		...troubleKinds
			.map(({kind, severity}): Count => ({label: kind, count: byTrouble.get(kind) ?? 0, tone: toneOfTrouble(severity)}))
			.filter(({count}) => count > 0),
		...states.map(([state, count]): Count => ({label: words.get(state) ?? state, count, tone: stateRow(state).tone})),
	];
});

/**
How many machines are in which trouble, by the worst of each, then how many of the others are in each state, most first. Every machine is
counted once: the sum is the size of the fleet.
*/
export const selectCounts = (state: State): readonly Count[] => countsOf(state.fleet, selectDiagnosis(state));

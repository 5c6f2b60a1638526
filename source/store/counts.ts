import {type Diagnosis, worstOf} from '../domain/diagnosis/diagnosis.ts';
import {diagnosisDelta} from '../domain/fleet-delta.ts';
import {stateRow, type Tone} from '../domain/lifecycle.ts';
import type {Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {type TroubleKind, toneOfTrouble, troubleKinds} from '../domain/trouble.ts';
import {selectDiagnosis} from './diagnosis.ts';
import {deltaOf} from './fleet-delta.ts';
import {memoizeFrom, memoizeLast} from './memoize.ts';
import type {State} from './state.ts';

export type Count = {readonly label: string; readonly count: number; readonly tone: Tone};

const words: ReadonlyMap<string, string> = new Map([
	['started', 'up'],
	['stopped', 'stop'],
	['suspended', 'susp'],
	['created', 'new'],
]);

/** How many machines are counted by which trouble, and how many of the others by which state. */
type Tally = {
	readonly fleet: Fleet;
	readonly diagnosis: Diagnosis;
	readonly byTrouble: ReadonlyMap<TroubleKind, number>;
	readonly byState: ReadonlyMap<string, number>;
};

const noTally: Tally = {fleet: new Map(), diagnosis: new Map(), byTrouble: new Map(), byState: new Map()};

const add = <Key>(counts: Map<Key, number>, key: Key, by: number): void => {
	counts.set(key, (counts.get(key) ?? 0) + by);
};

/** Counts those machines anew that changed, or with which something else is wrong. */
const tallyOf = memoizeFrom(noTally, (before, fleet: Fleet, diagnosis: Diagnosis): Tally => {
	const {changed, gone} = deltaOf(before.fleet, fleet);
	const byTrouble = new Map(before.byTrouble);
	const byState = new Map(before.byState);
	const count = (machine: Machine | undefined, told: Diagnosis, by: number): void => {
		const trouble = machine === undefined ? undefined : worstOf(told, machine);
		if (trouble !== undefined) {
			add(byTrouble, trouble.kind, by);
		} else if (machine !== undefined) {
			add(byState, machine.state, by);
		}
	};

	const others = [...changed, ...gone].map(({id}) => id);
	for (const id of new Set([...others, ...diagnosisDelta(before.diagnosis, diagnosis)])) {
		count(before.fleet.get(id), before.diagnosis, -1);
		count(fleet.get(id), diagnosis, 1);
	}

	return {fleet, diagnosis, byTrouble, byState};
});

const countsOf = memoizeLast(({byTrouble, byState}: Tally): readonly Count[] => {
	const states = [...byState]
		.filter(([, count]) => count > 0)
		.sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || (left < right ? -1 : 1));
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
export const selectCounts = (state: State): readonly Count[] => countsOf(tallyOf(state.fleet, selectDiagnosis(state)));

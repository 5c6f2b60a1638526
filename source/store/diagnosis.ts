import {type Beginnings, beginningKey} from '../domain/diagnosis/beginnings.ts';
import {type Diagnosis, diagnosisAt, type Findings, findIn, keepDiagnosis, noFindings} from '../domain/diagnosis/diagnosis.ts';
import type {Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import type {Trouble} from '../domain/trouble.ts';
import {aboutNow} from './about-now.ts';
import {memoizeFrom, memoizeLast} from './memoize.ts';
import type {State} from './state.ts';

const findingsOf = memoizeFrom(
	noFindings,
	(before, fleet: Fleet, beginnings: Beginnings): Findings => findIn([...fleet.values()], before, beginnings),
);

const noDiagnosis: Diagnosis = new Map();

/** What stays the same keeps its objects, so that nothing is worked out anew because of it. */
const diagnosisOf = memoizeFrom(
	noDiagnosis,
	(before, findings: Findings, nowMs: number, ownLeases: State['ownLeases']): Diagnosis =>
		keepDiagnosis(before, diagnosisAt(findings, nowMs, ownLeases)),
);

/** What is wrong with which machine, to the last ten seconds: the one place from which the screen knows it. */
export const selectDiagnosis = (state: State): Diagnosis =>
	diagnosisOf(findingsOf(state.fleet, state.beginnings), aboutNow(state), state.ownLeases);

/** The troubles of which the API need not tell since when they have been there, and what each is known by. */
export type Doubtful = {
	readonly troubles: readonly {readonly machine: Machine; readonly trouble: Trouble}[];
	readonly keys: readonly string[];
};

const doubtfulIn = memoizeLast((diagnosis: Diagnosis, fleet: Fleet): Doubtful => {
	const found = [...diagnosis].flatMap(([id, troubles]) => {
		const machine = fleet.get(id);
		return machine === undefined
			? []
			: troubles.flatMap(trouble => {
					const key = beginningKey(machine, trouble);
					return key === undefined ? [] : [{key, machine, trouble}];
				});
	});
	return {troubles: found, keys: found.map(({key}) => key)};
});

export const selectDoubtful = (state: State): Doubtful => doubtfulIn(selectDiagnosis(state), state.fleet);

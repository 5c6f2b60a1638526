import {type Diagnosis, diagnosisAt, type Findings, findIn, keepDiagnosis, noFindings} from '../domain/diagnosis/diagnosis.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {aboutNow} from './about-now.ts';
import {memoizeFrom} from './memoize.ts';
import type {State} from './state.ts';

const findingsOf = memoizeFrom(noFindings, (before, fleet: Fleet): Findings => findIn([...fleet.values()], before));

const noDiagnosis: Diagnosis = new Map();

/** What stays the same keeps its objects, so that nothing is worked out anew because of it. */
const diagnosisOf = memoizeFrom(
	noDiagnosis,
	(before, findings: Findings, nowMs: number, ownLeases: State['ownLeases']): Diagnosis =>
		keepDiagnosis(before, diagnosisAt(findings, nowMs, ownLeases)),
);

/** What is wrong with which machine, to the last ten seconds: the one place from which the screen knows it. */
export const selectDiagnosis = (state: State): Diagnosis => diagnosisOf(findingsOf(state.fleet), aboutNow(state), state.ownLeases);

import {type Diagnosis, diagnosisAt, type Findings, findIn, noFindings} from '../domain/diagnosis/diagnosis.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {aboutNow} from './about-now.ts';
import {memoizeFrom, memoizeLast} from './memoize.ts';
import type {State} from './state.ts';

const findingsOf = memoizeFrom(noFindings, (before, fleet: Fleet): Findings => findIn([...fleet.values()], before));

const diagnosisOf = memoizeLast(diagnosisAt);

/** What is wrong with which machine, to the last ten seconds: the one place from which the screen knows it. */
export const selectDiagnosis = (state: State): Diagnosis => diagnosisOf(findingsOf(state.fleet), aboutNow(state), state.ownLeases);

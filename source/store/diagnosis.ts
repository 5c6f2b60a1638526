import {type Beginnings, beginningKey, isDoubtful, type KnownBeginnings} from '../domain/diagnosis/beginnings.ts';
import {type Diagnosis, diagnosisAt, type Findings, findIn, keepDiagnosis, noFindings} from '../domain/diagnosis/diagnosis.ts';
import {ownTroubles} from '../domain/diagnosis/own-troubles.ts';
import type {Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import type {Trouble} from '../domain/trouble.ts';
import {aboutNow} from './about-now.ts';
import {memoizeFrom, memoizeLast} from './memoize.ts';
import type {State} from './state.ts';

const findingsOf = memoizeFrom(
	noFindings,
	(before, fleet: Fleet, seen: KnownBeginnings['seen'], remembered: Beginnings): Findings =>
		findIn([...fleet.values()], before, {seen, remembered}),
);

const noDiagnosis: Diagnosis = new Map();

/** What stays the same keeps its objects, so that nothing is worked out anew because of it. */
const diagnosisOf = memoizeFrom(
	noDiagnosis,
	(before, findings: Findings, nowMs: number, ownLeases: State['ownLeases']): Diagnosis =>
		keepDiagnosis(before, diagnosisAt(findings, nowMs, ownLeases)),
);

const selectFindings = ({fleet, sightings, beginnings}: State): Findings => findingsOf(fleet, sightings, beginnings);

/** What is wrong with which machine, to the last ten seconds: the one place from which the screen knows it. */
export const selectDiagnosis = (state: State): Diagnosis => diagnosisOf(selectFindings(state), aboutNow(state), state.ownLeases);

/** What is, or may by its beginning be, trouble as the API tells it, which need not tell since when; and what each is known by. */
export type Doubtful = {
	readonly troubles: readonly {readonly key: string; readonly machine: Machine; readonly trouble: Trouble}[];
	readonly keys: readonly string[];
};

const doubtfulIn = memoizeLast(({byId}: Findings, fleet: Fleet, seen: KnownBeginnings['seen']): Doubtful => {
	const found = [...byId.keys()].flatMap(id => {
		const machine = fleet.get(id);
		return machine === undefined
			? []
			: ownTroubles(machine).flatMap(trouble => {
					const key = beginningKey(machine, trouble);
					return key !== undefined && isDoubtful(machine, key, seen) ? [{key, machine, trouble}] : [];
				});
	});
	return {troubles: found, keys: found.map(({key}) => key)};
});

export const selectDoubtful = (state: State): Doubtful => doubtfulIn(selectFindings(state), state.fleet, state.sightings);

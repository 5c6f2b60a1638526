import {type Beginnings, beginningKey, isDoubtful, type KnownBeginnings} from '../domain/diagnosis/beginnings.ts';
import {type Diagnosis, diagnosisAt, type Findings, findAgain, findIn, keepDiagnosis, noFindings} from '../domain/diagnosis/diagnosis.ts';
import {ownTroubles} from '../domain/diagnosis/own-troubles.ts';
import type {Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import type {Trouble} from '../domain/trouble.ts';
import {aboutNow} from './about-now.ts';
import {deltaOf} from './fleet-delta.ts';
import {memoizeFrom, memoizeLast} from './memoize.ts';
import type {State} from './state.ts';

type Found = KnownBeginnings & {readonly fleet: Fleet; readonly findings: Findings};

const findingsOf = memoizeFrom<readonly [Fleet, KnownBeginnings['seen'], Beginnings, ReadonlySet<string>], Found | undefined>(
	undefined,
	(before, fleet, seen, remembered, unread) => {
		const isWhole = (app: string): boolean => !unread.has(app);
		const isAgain = before?.seen === seen && before.remembered === remembered;
		const findings = isAgain
			? findAgain(fleet, deltaOf(before.fleet, fleet), before.findings, {seen, remembered}, isWhole)
			: findIn([...fleet.values()], before?.findings, {seen, remembered}, isWhole);
		return {fleet, seen, remembered, findings};
	},
);

const noApps: ReadonlySet<string> = new Set();

/** The apps of which no list was read to its end yet. */
const unreadApps = memoizeFrom(noApps, (before, feeds: State['feeds']): ReadonlySet<string> => {
	const unread = new Set([...feeds.values()].filter(({answeredAtMs}) => answeredAtMs === undefined).map(({app}) => app));
	return unread.size === before.size && [...unread].every(app => before.has(app)) ? before : unread;
});

const noDiagnosis: Diagnosis = new Map();

/** What stays the same keeps its objects, so that nothing is worked out anew because of it. */
const diagnosisOf = memoizeFrom(
	noDiagnosis,
	(before, findings: Findings, nowMs: number, ownLeases: State['ownLeases']): Diagnosis =>
		keepDiagnosis(before, diagnosisAt(findings, nowMs, ownLeases)),
);

const selectFindings = ({fleet, sightings, beginnings, feeds}: State): Findings =>
	findingsOf(fleet, sightings, beginnings, unreadApps(feeds))?.findings ?? noFindings;

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

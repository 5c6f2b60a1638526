import {isEqual} from 'es-toolkit';
import type {Machine} from '../machine.ts';
import {compareKinds, isTroubleAt, type Trouble} from '../trouble.ts';
import {type KnownBeginnings, noKnownBeginnings, withBeginnings} from './beginnings.ts';
import {carryOn} from './crash-loop.ts';
import {type Groups, groupFleet, noGroups} from './groups.ts';
import {ownTroubles} from './own-troubles.ts';

/** What is wrong at a moment, by machine id, the worst first. A machine that is not among them is well. */
export type Diagnosis = ReadonlyMap<string, readonly [Trouble, ...Trouble[]]>;

/** What is, or may with time become, wrong in a fleet, by machine id: worked out once for an answer of the API. */
export type Findings = {readonly groups: Groups; readonly byId: ReadonlyMap<string, readonly Trouble[]>};

export const noFindings: Findings = {groups: noGroups, byId: new Map()};

const groupTroublesOf = (groups: Groups): ReadonlyMap<string, readonly Trouble[]> =>
	new Map([...groups.values()].flatMap(({troubles}) => [...troubles]));

/** Looks through a fleet. Machines that did not change, and groups in which none did, are not looked at again. */
export const findIn = (
	machines: readonly Machine[],
	before: Findings = noFindings,
	beginnings: KnownBeginnings = noKnownBeginnings,
): Findings => {
	const groups = groupFleet(machines, before.groups);
	const ofGroups = groupTroublesOf(groups);
	const byId = new Map<string, readonly Trouble[]>();
	for (const machine of machines) {
		const own = carryOn(withBeginnings(ownTroubles(machine), machine, beginnings), before.byId.get(machine.id));
		const shared = machine.hostStatus === 'ok' ? ofGroups.get(machine.id) : undefined;
		const troubles = shared === undefined ? own : [...own, ...shared].sort(compareKinds);
		if (troubles.length > 0) {
			byId.set(machine.id, troubles);
		}
	}

	return {groups, byId};
};

/** What of the findings is trouble at a moment. A lease that is our own is none. */
export const diagnosisAt = ({byId}: Findings, nowMs: number, ownLeases: Pick<ReadonlySet<string>, 'has'> = new Set()): Diagnosis => {
	const diagnosis = new Map<string, readonly [Trouble, ...Trouble[]]>();
	for (const [id, troubles] of byId) {
		const [worst, ...others] = troubles.filter(trouble => isTroubleAt(trouble, nowMs) && !(trouble.kind === 'LEASE' && ownLeases.has(id)));
		if (worst !== undefined) {
			diagnosis.set(id, [worst, ...others]);
		}
	}

	return diagnosis;
};

/** A diagnosis with all that is as it was before in the same objects, and that itself where nothing is otherwise. */
export const keepDiagnosis = (before: Diagnosis, next: Diagnosis): Diagnosis => {
	const kept = new Map(next);
	let isSame = before.size === next.size;
	for (const [id, troubles] of next) {
		const known = before.get(id);
		if (known !== undefined && isEqual(known, troubles)) {
			kept.set(id, known);
		} else {
			isSame = false;
		}
	}

	return isSame ? before : kept;
};

/** What is wrong with machines at a moment, each looked at beside the others. */
export const diagnose = (machines: readonly Machine[], nowMs: number): Diagnosis => diagnosisAt(findIn(machines), nowMs);

/** The worst that is wrong with a machine. */
export const worstOf = (diagnosis: Diagnosis, {id}: Pick<Machine, 'id'>): Trouble | undefined => diagnosis.get(id)?.[0];

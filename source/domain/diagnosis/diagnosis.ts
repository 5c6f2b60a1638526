import {isEqual} from 'es-toolkit';
import type {FleetDelta} from '../fleet-delta.ts';
import type {Machine} from '../machine.ts';
import type {Fleet} from '../merge-fleet.ts';
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

const troublesIn = (groups: Groups, before: Findings, beginnings: KnownBeginnings): ((machine: Machine) => readonly Trouble[]) => {
	const ofGroups = groupTroublesOf(groups);
	return machine => {
		const own = carryOn(withBeginnings(ownTroubles(machine), machine, beginnings), before.byId.get(machine.id));
		const shared = machine.hostStatus === 'ok' ? ofGroups.get(machine.id) : undefined;
		return shared === undefined ? own : [...own, ...shared].sort(compareKinds);
	};
};

/** Looks through a fleet, of which some apps may not be known as a whole. Machines that did not change, and groups in which none did, are not looked at again. */
export const findIn = (
	machines: readonly Machine[],
	before: Findings = noFindings,
	beginnings: KnownBeginnings = noKnownBeginnings,
	isWhole: (app: string) => boolean = () => true,
): Findings => {
	const groups = groupFleet(machines, before.groups, isWhole);
	const troublesOf = troublesIn(groups, before, beginnings);
	const byId = new Map<string, readonly Trouble[]>();
	for (const machine of machines) {
		const troubles = troublesOf(machine);
		if (troubles.length > 0) {
			byId.set(machine.id, troubles);
		}
	}

	return {groups, byId};
};

/** The machines whose groups are not wrong in the same way as before, or may not be. */
const idsBeside = (before: Groups, groups: Groups): readonly string[] =>
	before === groups
		? []
		: [...new Set([...before.keys(), ...groups.keys()])].flatMap(key => {
				const [known, group] = [before.get(key), groups.get(key)];
				return known === group ? [] : [...(known?.troubles.keys() ?? []), ...(group?.troubles.keys() ?? [])];
			});

/**
Looks through a fleet again of which the same is known as before, but for what changed in it, and which apps are whole: only at the machines that changed,
came or went, and at those beside them in groups that are not what they were.
*/
export const findAgain = (
	fleet: Fleet,
	{changed, gone}: FleetDelta,
	before: Findings,
	beginnings: KnownBeginnings,
	isWhole: (app: string) => boolean,
): Findings => {
	const groups = groupFleet([...fleet.values()], before.groups, isWhole);
	const troublesOf = troublesIn(groups, before, beginnings);
	const byId = new Map(before.byId);
	const besides = idsBeside(before.groups, groups).flatMap(id => fleet.get(id) ?? []);
	for (const machine of new Set([...changed, ...besides])) {
		const troubles = troublesOf(machine);
		if (troubles.length > 0) {
			byId.set(machine.id, troubles);
		} else {
			byId.delete(machine.id);
		}
	}

	for (const {id} of gone) {
		byId.delete(id);
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

const isAlike = (left: readonly Trouble[], right: readonly Trouble[]): boolean =>
	left.length === right.length && left.every((trouble, index) => trouble === right[index] || isEqual(trouble, right[index]));

/** A diagnosis with all that is as it was before in the same objects, and that itself where nothing is otherwise. */
export const keepDiagnosis = (before: Diagnosis, next: Diagnosis): Diagnosis => {
	const kept = new Map(next);
	let isSame = before.size === next.size;
	for (const [id, troubles] of next) {
		const known = before.get(id);
		if (known !== undefined && isAlike(known, troubles)) {
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

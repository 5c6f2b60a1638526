import {isEqual} from 'es-toolkit';
import type {Machine} from './machine.ts';

/** Machines by id. */
export type Fleet = ReadonlyMap<string, Machine>;

/** What became of a list of machines: those that are not what they were in the list before, where that had the same ones in the same places. */
export type ListChanges = {readonly since: readonly Machine[] | undefined; readonly machines: readonly Machine[]};

/**
The fleet after some machines became others, or came. Only where it holds the list that they were in before to the letter, and they are in their places in the
next one, this is what `mergeFleet` makes of the whole of that.
*/
export const mergeChanges = (fleet: Fleet, machines: readonly Machine[]): Fleet => {
	const changed = machines.filter(machine => {
		const known = fleet.get(machine.id);
		return known === undefined || !isEqual(known, machine);
	});
	if (changed.length === 0) {
		return fleet;
	}

	const merged = new Map(fleet);
	for (const machine of changed) {
		merged.set(machine.id, machine);
	}

	return merged;
};

/** Whether these are all machines of an app, and the same objects: a list that came in parts is here when it is read to its end. */
const isHeld = (fleet: Fleet, app: string, machines: readonly Machine[]): boolean => {
	if (!machines.every(machine => fleet.get(machine.id) === machine)) {
		return false;
	}

	let known = 0;
	for (const machine of fleet.values()) {
		known += machine.app === app ? 1 : 0;
	}

	return known === machines.length;
};

/**
The fleet after an answer that lists every machine of one app: machines of that app that are not in the answer are gone, others stay.

A machine that did not change keeps its object, and a fleet in which nothing changed is returned as it is, so that only what changed renders.
*/
export const mergeFleet = (fleet: Fleet, app: string, machines: readonly Machine[]): Fleet => {
	if (isHeld(fleet, app, machines)) {
		return fleet;
	}

	const merged = new Map<string, Machine>();
	const arrived = new Map(machines.map(machine => [machine.id, machine]));
	let isChanged = false;
	for (const [id, known] of fleet) {
		if (known.app !== app && !arrived.has(id)) {
			merged.set(id, known);
			continue;
		}

		const next = arrived.get(id);
		arrived.delete(id);
		if (next === undefined) {
			isChanged = true;
			continue;
		}

		const isSame = known === next || isEqual(known, next);
		isChanged ||= !isSame;
		merged.set(id, isSame ? known : next);
	}

	for (const [id, machine] of arrived) {
		isChanged = true;
		merged.set(id, machine);
	}

	return isChanged ? merged : fleet;
};

/** The fleet after an answer about one machine (undefined: it is gone). */
export const mergeMachine = (fleet: Fleet, id: string, machine: Machine | undefined): Fleet => {
	const known = fleet.get(id);
	if (machine === undefined ? known === undefined : isEqual(known, machine)) {
		return fleet;
	}

	const merged = new Map(fleet);
	if (machine === undefined) {
		merged.delete(id);
	} else {
		merged.set(id, machine);
	}

	return merged;
};

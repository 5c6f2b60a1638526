import type {Diagnosis} from './diagnosis/diagnosis.ts';
import type {Machine} from './machine.ts';
import type {Fleet} from './merge-fleet.ts';

/** What became of a fleet: the machines that are others than before, or new, and those that are gone. */
export type FleetDelta = {readonly changed: readonly Machine[]; readonly gone: readonly Machine[]};

export const fleetDelta = (before: Fleet, after: Fleet): FleetDelta => {
	const changed: Machine[] = [];
	let known = 0;
	for (const [id, machine] of after) {
		const last = before.get(id);
		known += last === undefined ? 0 : 1;
		if (last !== machine) {
			changed.push(machine);
		}
	}

	return {changed, gone: known === before.size ? [] : [...before.values()].filter(({id}) => !after.has(id))};
};

/** The machines with which something else is wrong than before, by id. Troubles that stay the same have to be the same objects. */
export const diagnosisDelta = (before: Diagnosis, after: Diagnosis): ReadonlySet<string> => {
	const ids = new Set<string>();
	for (const [id, troubles] of after) {
		if (before.get(id) !== troubles) {
			ids.add(id);
		}
	}

	for (const id of before.keys()) {
		if (!after.has(id)) {
			ids.add(id);
		}
	}

	return ids;
};

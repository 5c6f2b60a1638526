import type {Json} from '../../domain/json.ts';
import type {Machine} from '../../domain/machine.ts';
import type {DecodeIssue} from '../../domain/resources/listed.ts';
import type {MachineList} from '../api.ts';
import {type DecodedMachine, decodeMachine} from './machine.ts';

const isOlder = (a: Machine, b: Machine): boolean => (a.updatedAtMs ?? 0) < (b.updatedAtMs ?? 0);

/**
The machines of an app, and an issue for each one that could not be read. Of two with the same id the one updated last stays, the later
one in the list when they are equal.
*/
export const gatherMachines = (items: readonly DecodedMachine[], app: string): MachineList => {
	const machines = new Map<string, Machine>();
	const issues: DecodeIssue[] = [];
	for (const [index, decoded] of items.entries()) {
		if (!decoded.ok) {
			const which = decoded.id ?? `number ${index + 1}`;
			issues.push({where: `machine ${which} of app ${app}`, problem: decoded.problem});
			continue;
		}

		const {machine} = decoded;
		const earlier = machines.get(machine.id);
		if (earlier !== undefined) {
			issues.push({where: `machine ${machine.id} of app ${app}`, problem: 'came more than once; the newest is shown'});
		}

		if (earlier === undefined || !isOlder(machine, earlier)) {
			machines.set(machine.id, machine);
		}
	}

	return {machines: [...machines.values()], issues};
};

/** The machines of an app as `gatherMachines` has them. Null is an empty list, as Go writes it; undefined stands for a body that is no list. */
export const decodeMachineList = (body: Json, app: string): MachineList | undefined => {
	if (body !== null && !Array.isArray(body)) {
		return undefined;
	}

	const items: readonly Json[] = body ?? [];
	return gatherMachines(
		items.map(item => decodeMachine(item, app)),
		app,
	);
};

import {isJsonObject} from '../json.ts';
import {objectAt, textAt} from '../json-reader.ts';
import {isTransient, stateRow} from '../lifecycle.ts';
import type {Machine} from '../machine.ts';
import {stateSinceMs} from '../since.ts';
import type {Trouble} from '../trouble.ts';
import {onceForConfig} from './once-for-config.ts';

const minimumOf = onceForConfig(({services}) => Math.max(0, ...services.map(({minMachinesRunning}) => minMachinesRunning ?? 0)), 0);

const primaryRegionOf = onceForConfig(
	({raw}) => (isJsonObject(raw) ? textAt(objectAt(raw, 'env'), 'PRIMARY_REGION') : undefined),
	undefined,
);

/** Whether the minimum counts in the region of a machine: the proxy keeps it in the primary region, where the app has told one. */
const isCounted = (machine: Machine): boolean => {
	const primary = primaryRegionOf(machine);
	return primary === undefined || primary === machine.region;
};

const goesDown: ReadonlySet<string> = new Set(['stopping', 'suspending', 'destroying']);

/** Started, or on its way there. */
const isUp = ({state}: Machine): boolean =>
	state === 'started' || (isTransient(state) && stateRow(state).tone === 'busy' && !goesDown.has(state));

/** The machines of a group in one region of which fewer are started than their services ask for: those that are not started, by id, else all. */
export const belowMinimum = (group: string, region: string, machines: readonly Machine[]): ReadonlyMap<string, Trouble> => {
	const counted = machines.filter(isCounted);
	const minimum = counted.reduce((most, machine) => Math.max(most, minimumOf(machine)), 0);
	const up = machines.filter(isUp);
	if (up.length >= minimum) {
		return new Map();
	}

	const down = machines.filter(machine => !isUp(machine));
	const concerned = down.length > 0 ? down : up;
	const sinceMs = down.reduce((newest, machine) => Math.max(newest, stateSinceMs(machine) ?? 0), 0);
	const trouble: Trouble = {
		kind: 'MIN',
		sinceMs: sinceMs > 0 ? sinceMs : undefined,
		short: `MIN ${up.length} of ${minimum} started`,
		sentence: `Only ${up.length} of ${group} ${up.length === 1 ? 'is' : 'are'} started in ${region}; min_machines_running is ${minimum}.`,
		next: down.length > 0 ? 's starts it.' : 'e lowers min_machines_running; there is no other machine to start.',
	};
	return new Map(concerned.map(({id}) => [id, trouble]));
};

import type {MachineRecord} from '../fleet/machine-record.ts';
import {type MachineView, machineOnWire, summaryOnWire} from '../fleet/wire.ts';
import type {World} from '../host/world.ts';
import {isOn} from './query.ts';
import type {Call} from './route.ts';

/** The texts of machines that did not change since they were last written: a list of ten thousand is asked for every few seconds. */
const written = new WeakMap<MachineRecord, string>();

/** How a request wants machines to be shown. */
export const viewOf = ({scheduler}: World, {id}: MachineRecord, {query, isUnreachable}: Call): MachineView => ({
	includeLeases: isOn(query, 'include_leases'),
	nowMs: scheduler.now(),
	isHostUnreachable: isUnreachable(id),
});

/** A machine as JSON text. */
export const machineText = (world: World, machine: MachineRecord, call: Call): string => {
	const view = viewOf(world, machine, call);
	if (view.isHostUnreachable || (view.includeLeases && machine.lease !== undefined)) {
		return JSON.stringify(machineOnWire(machine, view));
	}

	const text = written.get(machine) ?? JSON.stringify(machineOnWire(machine, view));
	written.set(machine, text);
	return text;
};

/** A machine as JSON text in a list of summaries. */
export const summaryText = (world: World, machine: MachineRecord, call: Call): string =>
	JSON.stringify(summaryOnWire(machine, viewOf(world, machine, call)));

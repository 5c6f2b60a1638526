import type {MachineRecord} from '../fleet/machine-record.ts';
import {machineOnWire} from '../fleet/wire.ts';

/** The text of machines that did not change since they were last written: a list of ten thousand is asked for every few seconds. */
const written = new WeakMap<MachineRecord, string>();

/** A machine as JSON text, with its lease when that is asked for. */
export const machineText = (machine: MachineRecord, lease: {readonly includeLeases: boolean; readonly nowMs: number}): string => {
	if (lease.includeLeases && machine.lease !== undefined) {
		return JSON.stringify(machineOnWire(machine, lease));
	}

	const text = written.get(machine) ?? JSON.stringify(machineOnWire(machine, lease));
	written.set(machine, text);
	return text;
};

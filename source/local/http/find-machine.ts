import {refusal} from '../fleet/fault.ts';
import {requireLease} from '../fleet/lease.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import {requireMachine, type World} from '../host/world.ts';
import type {Call} from './route.ts';

/** The header in which the holder of a lease shows its nonce. */
export const nonceHeader = 'fly-machine-lease-nonce';

/** The path of one machine, to which the paths of its calls are added. */
export const machinePath = '/v1/apps/:app/machines/:machine';

/** The machine that a request is about. Throws a 400 or 404 Fault when there is none. */
export const machineOf = (world: World, call: Call): MachineRecord => requireMachine(world, call.word('app'), call.word('machine'));

/** A machine that still is, not one that was destroyed and is only shown for a while. Throws the Faults above. */
export const liveMachineOf = (world: World, call: Call): MachineRecord => {
	const machine = machineOf(world, call);
	if (machine.state === 'destroyed') {
		throw refusal('not_found', 'machine not found');
	}

	return machine;
};

/** A machine that the caller may change now. Throws a 409 Fault when somebody else holds it, beside the Faults above. */
export const writableMachineOf = (world: World, call: Call): MachineRecord => {
	const machine = liveMachineOf(world, call);
	requireLease(machine, call.header(nonceHeader), world.scheduler.now());
	return machine;
};

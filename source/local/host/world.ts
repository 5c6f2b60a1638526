import {refusal} from '../fleet/fault.ts';
import type {Ids} from '../fleet/ids.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import type {Scheduler} from '../time/scheduler.ts';
import type {Driver} from './driver.ts';
import type {Store} from './store.ts';

/** What the routes and the scenarios work on. */
export type World = {
	readonly store: Store;
	readonly driver: Driver;
	readonly scheduler: Scheduler;
	readonly ids: Ids;
	/** Divides every delay that is simulated; time stamps, leases and waits keep their time. */
	readonly speed: number;
};

/** How long the API still answers for a destroyed machine, in ms, at speed 1. */
const rememberDestroyedMs = 8000;

const machineId = /^[0-9a-f]{14}$/;

/** A machine was destroyed so long ago that the API no longer knows it; lists can still include it. */
export const isForgotten = ({scheduler, speed}: World, machine: MachineRecord): boolean =>
	machine.state === 'destroyed' && scheduler.now() - machine.updatedAtMs > rememberDestroyedMs / speed;

/** A machine of an app, even a forgotten one. Throws a 400 Fault for an id of the wrong form, a 404 Fault for one that never was. */
export const requireKnownMachine = ({store}: World, appName: string, id: string): MachineRecord => {
	const app = store.app(appName);
	if (!machineId.test(id)) {
		throw refusal('invalid_argument', `invalid machine ID, '${id}'`);
	}

	const machine = store.findMachine(id);
	if (machine === undefined || machine.app !== app.name) {
		throw refusal('not_found', 'machine not found');
	}

	return machine;
};

/** A machine that the API answers for. Throws a 404 Fault for one that was destroyed some time ago, beside the Faults above. */
export const requireMachine = (world: World, appName: string, id: string): MachineRecord => {
	const machine = requireKnownMachine(world, appName, id);
	if (isForgotten(world, machine)) {
		throw refusal('not_found', 'machine not found');
	}

	return machine;
};

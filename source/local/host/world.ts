import {createFaults, type Faults} from '../faults/faults.ts';
import {refusal} from '../fleet/fault.ts';
import type {Ids} from '../fleet/ids.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import type {Logs} from '../logs/logs.ts';
import type {StartProcess} from '../process/machine-process.ts';
import type {Resources} from '../resources/resources.ts';
import type {State} from '../state/collection.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {boundDestroyedMachines} from './destroyed-machines.ts';
import {createDriver, type Driver} from './driver.ts';
import {type GivenSecrets, keepGivenSecrets} from './given-secrets.ts';
import {createHosts, type Hosts} from './hosts.ts';
import type {Realism} from './realism.ts';
import {keepSchedules} from './schedules.ts';
import {keepStandbys} from './standbys.ts';
import {createStore, type Store} from './store.ts';
import {keepVersions, type Versions} from './versions.ts';

/** What the routes and the scenarios work on. */
export type World = {
	/** What must be there after a restart; apps and machines are read and written through the store. */
	readonly state: State;
	readonly store: Store;
	readonly driver: Driver;
	readonly scheduler: Scheduler;
	readonly ids: Ids;
	/** Divides every delay that is simulated; time stamps, leases and waits keep their time. */
	readonly speed: number;
	readonly random: () => number;
	readonly realism: Realism;
	readonly hosts: Hosts;
	readonly faults: Faults;
	readonly versions: Versions;
	readonly givenSecrets: GivenSecrets;
	/** All that apps have beside machines. */
	readonly resources: Resources;
	readonly logs: Logs;
};

export type WorldParts = Omit<World, 'store' | 'driver' | 'hosts' | 'faults' | 'versions' | 'givenSecrets'> & {
	readonly startProcess: StartProcess;
};

/** A world over a state. Whatever apps and machines the state holds are in it, and go on once the driver is told to recover them. */
export const createWorld = ({startProcess, ...parts}: WorldParts): World => {
	const {state, scheduler, ids, speed} = parts;
	const store = createStore(state);
	for (const {id, name, instanceId, events} of store.machines()) {
		ids.reserve(id);
		ids.reserve(name);
		ids.follow(events[0]?.id ?? instanceId);
	}

	const driver = createDriver({...parts, store, startProcess});
	const hosts = createHosts();
	const faults = createFaults(hosts.setUnreachable);
	const versions = keepVersions(state, store);
	const givenSecrets = keepGivenSecrets(state, store, parts.resources.secrets.valuesOf);
	boundDestroyedMachines(store);
	keepSchedules({store, driver, scheduler, speed});
	keepStandbys({store, driver, hosts});
	return {...parts, store, driver, hosts, faults, versions, givenSecrets};
};

const machineId = /^[0-9a-f]{14}$/;

/** A machine was destroyed so long ago that the API no longer knows it; lists can still include it. */
export const isForgotten = ({scheduler, speed, realism}: World, machine: MachineRecord): boolean =>
	machine.state === 'destroyed' && scheduler.now() - machine.updatedAtMs >= realism.rememberedMs / speed;

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

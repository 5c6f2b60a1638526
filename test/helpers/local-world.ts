import type {JsonObject} from '../../source/domain/json.ts';
import {createIds} from '../../source/local/fleet/ids.ts';
import type {MachineRecord} from '../../source/local/fleet/machine-record.ts';
import {createDriver} from '../../source/local/host/driver.ts';
import {createStore} from '../../source/local/host/store.ts';
import type {World} from '../../source/local/host/world.ts';
import {startSimulatedProcess} from '../../source/local/process/simulated-process.ts';
import {createRandom} from '../../source/local/random.ts';
import {createScheduler} from '../../source/local/time/scheduler.ts';
import {createManualClock, type ManualClock} from './manual-clock.ts';

export type TestWorld = World & {
	readonly clock: ManualClock;
	/** A simulated machine in the app `web`, just created. */
	readonly create: (config?: JsonObject, options?: {readonly willRun?: boolean}) => string;
	/** The machine as it is now. Throws when there is none. */
	readonly machine: (id: string) => MachineRecord;
};

/** A fleet without a server, whose processes are all simulated, on a clock that the test moves. */
export const createTestWorld = (seed = 1): TestWorld => {
	const clock = createManualClock();
	const store = createStore();
	const scheduler = createScheduler(clock);
	const ids = createIds(createRandom(seed));
	const speed = 1;
	const driver = createDriver({
		store,
		scheduler,
		ids,
		speed,
		startProcess: (machine, onExit) => startSimulatedProcess(machine, {scheduler, speed}, onExit),
	});
	store.addApp({id: ids.appId(), name: 'web', organization: 'personal', network: 'default', createdAtMs: clock.now()});
	return {
		clock,
		store,
		scheduler,
		ids,
		speed,
		driver,
		create: (config = {}, {willRun = true} = {}) =>
			driver.create({
				id: ids.machineId(),
				app: 'web',
				name: ids.machineName(),
				region: 'fra',
				privateIp: ids.privateIp(),
				config: {image: 'nginx', ...config},
				willRun,
			}).id,
		machine(id) {
			const machine = store.findMachine(id);
			if (machine === undefined) {
				throw new Error(`no machine ${id}`);
			}

			return machine;
		},
	};
};

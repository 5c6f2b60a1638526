import type {JsonObject} from '../../source/domain/json.ts';
import {createIds} from '../../source/local/fleet/ids.ts';
import type {MachineRecord} from '../../source/local/fleet/machine-record.ts';
import {type RealismLevel, realisms} from '../../source/local/host/realism.ts';
import {createWorld, type World} from '../../source/local/host/world.ts';
import {createLogs} from '../../source/local/logs/logs.ts';
import {startSimulatedProcess} from '../../source/local/process/simulated-process.ts';
import {createRandom} from '../../source/local/random.ts';
import {createResources} from '../../source/local/resources/resources.ts';
import {createMemoryState, type State} from '../../source/local/state/collection.ts';
import {createScheduler} from '../../source/local/time/scheduler.ts';
import {createManualClock, type ManualClock} from './manual-clock.ts';

export type TestWorld = World & {
	readonly clock: ManualClock;
	/** A simulated machine in the app `web`, just created. */
	readonly create: (config?: JsonObject, options?: {readonly willRun?: boolean}) => string;
	/** The machine as it is now. Throws when there is none. */
	readonly machine: (id: string) => MachineRecord;
};

/** A fleet without a server, whose processes are all simulated, on a clock that the test moves, with what the state holds. */
export const createTestWorld = (
	seed = 1,
	realism: RealismLevel = 'none',
	{state = createMemoryState(), clock = createManualClock()}: {readonly state?: State; readonly clock?: ManualClock} = {},
): TestWorld => {
	const random = createRandom(seed);
	const scheduler = createScheduler(clock);
	const ids = createIds(random);
	const speed = 1;
	const resources = createResources({
		state,
		now: clock.now,
		speed,
		randomBytes: size => new Uint8Array(size),
		volumesDirectory() {
			throw new Error('no volumes in this test');
		},
		token: 'secret',
	});
	const world = createWorld({
		state,
		scheduler,
		ids,
		speed,
		random,
		realism: realisms[realism],
		resources,
		logs: createLogs(clock.now),
		startProcess: (machine, onExit) => startSimulatedProcess(machine, {scheduler, speed}, onExit),
	});
	const {store, driver} = world;
	if (store.findApp('web') === undefined) {
		store.addApp({id: ids.appId(), name: 'web', organization: 'personal', network: 'default', createdAtMs: clock.now()});
	}

	return {
		...world,
		clock,
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

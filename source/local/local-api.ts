import {randomBytes} from 'node:crypto';
import {tmpdir} from 'node:os';
import type {Clock} from '../domain/clock.ts';
import type {Json} from '../domain/json.ts';
import {createCheckKeeper} from './checks/check-keeper.ts';
import {createChecks} from './checks/checks.ts';
import {requireFaultPlan} from './faults/fault-plan.ts';
import {createIds} from './fleet/ids.ts';
import {type RealismLevel, realisms} from './host/realism.ts';
import {createWorld} from './host/world.ts';
import {isLoopback} from './http/guard.ts';
import {createHttpApp} from './http/http-app.ts';
import {listen} from './http/listen.ts';
import {routesOf} from './http/routes.ts';
import {createLogs} from './logs/logs.ts';
import {runnerLines} from './logs/runner-lines.ts';
import type {Environment} from './process/environment.ts';
import {createRunner} from './process/runner.ts';
import {openDirectory} from './real-directory.ts';
import {createResources} from './resources/resources.ts';
import {loadScenario, type Scenario} from './scenario/load-scenario.ts';
import {createMemoryState, type State} from './state/collection.ts';
import {createFailureWatch, type FailureWatch} from './state/state-failure.ts';
import {createTemporaryDirectory} from './temporary-directory.ts';
import {createScheduler} from './time/scheduler.ts';

export type LocalApiOptions = {
	readonly clock: Clock;
	readonly random: () => number;
	/** 0, the default, takes any free port. */
	readonly port?: number;
	/** The address to listen on, 127.0.0.1 by default. On any other, whoever reaches it and knows the token can run commands here. */
	readonly address?: string;
	readonly token: string;
	readonly scenario: Scenario['scenario'];
	/** How many simulated machines to put into one more app, `fleet`. */
	readonly fleet?: number;
	/** Divides every delay that is simulated. Time stamps, leases, waits and real processes keep their time. */
	readonly speed?: number;
	/** Gets a line for each request. */
	readonly log?: (line: string) => void;
	/** Where PATH, HOME, LANG and TMPDIR of real processes come from; nothing else is taken from it. */
	readonly environment?: Environment;
	/** What the server begins with and keeps; without it, memory that ends with the server. It is closed with the server. */
	readonly state?: State;
	/** Where the contents of volumes are kept; without it, in a temporary directory that ends with the server. */
	readonly volumesDirectory?: string;
	/** Which races of the API there are: none, the default, those that are usual, or all. */
	readonly realism?: RealismLevel;
	/** False switches the rate limits off. */
	readonly limits?: boolean;
	/** The plan of faults to begin with, as a file holds it: it is checked here. */
	readonly faults?: Json;
};

export type LocalApi = {
	readonly url: string;
	readonly port: number;
	/** That the state could not be kept when something happened by itself, with a sentence: what the server says from then on is not to be trusted. */
	readonly failure: FailureWatch['failure'];
	/** Ends the server, its open requests and every process of a machine. */
	readonly close: () => Promise<void>;
	/** Kills every process of a machine before it returns: for the moment in which this program exits. */
	readonly killProcesses: () => void;
};

/**
Starts a Machines API, with whatever apps and machines the state holds.

@throws Error whose message is one or more sentences when the port or the directory of volumes cannot be had, or the plan of faults is wrong
*/
export const startLocalApi = async ({
	clock,
	random,
	port = 0,
	address = '127.0.0.1',
	token,
	scenario,
	fleet = 0,
	speed = 1,
	log = () => {},
	environment = {},
	state = createMemoryState(),
	volumesDirectory,
	realism = 'none',
	limits = true,
	faults = {rules: []},
}: LocalApiOptions): Promise<LocalApi> => {
	const {failure, guard} = createFailureWatch();
	// What falls due at the same moment is kept as one: one write to the disk instead of one for each machine.
	const scheduler = createScheduler({
		...clock,
		after: (delayMs, callback) => clock.after(delayMs, () => guard(() => state.together(callback))),
	});
	const temporaryDirectory = environment.TMPDIR ?? tmpdir();
	const volumes = createTemporaryDirectory(temporaryDirectory, 'flydeck-volumes-');
	const keptVolumes = volumesDirectory === undefined ? undefined : openDirectory(volumesDirectory);
	const resources = createResources({
		state,
		now: clock.now,
		speed,
		randomBytes,
		volumesDirectory: () => keptVolumes ?? volumes.path(),
		token,
	});
	const logs = createLogs(clock.now);
	const runner = createRunner({
		scheduler,
		speed,
		environment,
		temporaryDirectory,
		secretsOf: machine => world.givenSecrets.of(machine),
		volumeDirectory: resources.volumes.directoryOf,
		log: logs.append,
	});
	const world = createWorld({
		state,
		scheduler,
		ids: createIds(random),
		speed,
		random,
		realism: realisms[realism],
		resources,
		logs,
		startProcess: (machine, onExit) => runner.start(machine, outcome => guard(() => onExit(outcome))),
	});
	const startChecks = createChecks(scheduler);
	const checkKeeper = createCheckKeeper((config, report) => startChecks(config, check => guard(() => report(check))), {
		find: world.store.findMachine,
		put: world.store.put,
	});
	world.store.onChange((after, before) => {
		checkKeeper.onChange(after, before);
		if (after === undefined || after.state === 'destroyed') {
			runner.forget(after?.id ?? before?.id ?? '');
		}

		for (const line of after === undefined ? [] : runnerLines(after, before)) {
			logs.append(line);
		}
	});

	const routes = routesOf(world);
	const faultyRoutes = routes.filter(({isControl}) => !isControl);
	world.faults.replace(requireFaultPlan(faults, faultyRoutes));
	const listening = await listen(createHttpApp(world, routes, {loopbackOnly: isLoopback(address), log, limits}), address, port);
	state.together(world.driver.recover);
	loadScenario(world, {scenario, fleet});

	const killProcesses = (): void => {
		world.driver.close();
		runner.killAll();
		volumes.remove();
	};

	return {
		url: `http://${address.includes(':') ? `[${address}]` : address}:${listening.port}`,
		port: listening.port,
		failure,
		killProcesses,
		async close() {
			scheduler.close();
			killProcesses();
			await listening.close();
			state.close();
		},
	};
};

import {tmpdir} from 'node:os';
import type {Clock} from '../domain/clock.ts';
import {createIds} from './fleet/ids.ts';
import {createDriver} from './host/driver.ts';
import {createStore} from './host/store.ts';
import type {World} from './host/world.ts';
import {createHttpApp} from './http/http-app.ts';
import {listen} from './http/listen.ts';
import type {Environment} from './process/real-process.ts';
import {createRunner} from './process/runner.ts';
import {loadDemo} from './scenario/demo.ts';
import {loadFleet} from './scenario/fleet.ts';
import {createScheduler} from './time/scheduler.ts';

export type LocalApiOptions = {
	readonly clock: Clock;
	readonly random: () => number;
	/** 0, the default, takes any free port. */
	readonly port?: number;
	readonly token: string;
	readonly scenario: 'demo' | 'empty';
	/** How many simulated machines to put into one more app, `fleet`. */
	readonly fleet?: number;
	/** Divides every delay that is simulated. Time stamps, leases, waits and real processes keep their time. */
	readonly speed?: number;
	/** Gets a line for each request. */
	readonly log?: (line: string) => void;
	/** Where PATH, HOME, LANG and TMPDIR of real processes come from; nothing else is taken from it. */
	readonly environment?: Environment;
};

export type LocalApi = {
	readonly url: string;
	readonly port: number;
	/** Ends the server, its open requests and every process of a machine. */
	readonly close: () => Promise<void>;
	/** Kills every process of a machine before it returns: for the moment in which this program exits. */
	readonly killProcesses: () => void;
};

/** Starts a Machines API on 127.0.0.1. Rejects with an Error whose message is a sentence when the port cannot be had. */
export const startLocalApi = async ({
	clock,
	random,
	port = 0,
	token,
	scenario,
	fleet = 0,
	speed = 1,
	log = () => {},
	environment = {},
}: LocalApiOptions): Promise<LocalApi> => {
	const store = createStore();
	const scheduler = createScheduler(clock);
	const ids = createIds(random);
	const runner = createRunner({scheduler, speed, environment, temporaryDirectory: environment.TMPDIR ?? tmpdir()});
	const driver = createDriver({store, scheduler, ids, speed, startProcess: runner.start});
	const world: World = {store, driver, scheduler, ids, speed};
	const listening = await listen(createHttpApp(world, {token, log}), port);
	if (scenario === 'demo') {
		loadDemo(world, random);
	}

	if (fleet > 0) {
		loadFleet(world, random, fleet);
	}

	return {
		url: `http://127.0.0.1:${listening.port}`,
		port: listening.port,
		killProcesses: runner.killAll,
		async close() {
			scheduler.close();
			runner.killAll();
			await listening.close();
		},
	};
};

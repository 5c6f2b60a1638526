import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isTransient, states} from '../../../source/domain/lifecycle.ts';
import {Fault} from '../../../source/local/fleet/fault.ts';
import {stopRuleOf} from '../../../source/local/fleet/machine-config.ts';
import type {MachineRecord} from '../../../source/local/fleet/machine-record.ts';
import {createMemoryState, type State} from '../../../source/local/state/collection.ts';
import {createTestWorld, type TestWorld} from '../../helpers/local-world.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

type Move = (world: TestWorld, machine: MachineRecord) => void;

const moves: Readonly<Record<string, Move>> = {
	start: ({driver}, machine) => driver.start(machine, 'user'),
	stop: ({driver}, machine) => driver.stop(machine, stopRuleOf(machine.config, {}), 'user'),
	restart: ({driver}, machine) => driver.restart(machine, stopRuleOf(machine.config, {})),
	suspend: ({driver}, machine) => driver.suspend(machine, 'user'),
	update: ({driver}, machine) => driver.update(machine, {config: machine.config, skipLaunch: false}),
	delete: ({driver}, machine) => driver.destroy(machine, {force: true}),
	create: world => world.create(machineConfig),
};

const machineConfig = {restart: {policy: 'always'}, metadata: {simulate_exit_after_seconds: '20', simulate_exit_code: '1'}};

const config = fc.record({
	metadata: fc.record({simulate_exit_after_seconds: fc.constantFrom('1', '30'), simulate_exit_code: fc.constantFrom('0', '1')}),
	auto_destroy: fc.boolean(),
	init: fc.constantFrom({}, {exec: ['sleep', '600']}),
	restart: fc.record({policy: fc.constantFrom('no', 'always', 'on-failure'), max_retries: fc.constantFrom(1, 3)}),
});

const step = fc.record({move: fc.constantFrom(...Object.keys(moves)), waitMs: fc.constantFrom(0, 1, 300, 900, 1500, 6000)});

/** What a server does until it is killed, and how long it then is not there. The clock may have been set back. */
const life = fc.record({steps: fc.array(step, {maxLength: 10}), downMs: fc.constantFrom(0, 1, 5000, 400_000, -60_000)});

const attempt = (world: TestWorld, id: string, name: string): void => {
	try {
		moves[name]?.(world, world.machine(id));
	} catch (error) {
		if (!(error instanceof Fault)) {
			throw error;
		}
	}
};

/** What is there of a state when it is read from a disk. */
const reread = (state: State): State => {
	const copy = createMemoryState();
	for (const name of ['app', 'machine']) {
		for (const value of state.collection<{readonly id: string; readonly name: string}>(name).values()) {
			copy.collection(name).put(name === 'app' ? value.name : value.id, JSON.parse(JSON.stringify(value)));
		}
	}

	return copy;
};

/** Ends a world as SIGKILL does, and starts one over what is left. */
const crash = (world: TestWorld, downMs: number): TestWorld => {
	world.scheduler.close();
	world.driver.close();
	const after = createTestWorld(1, 'none', {state: reread(world.state), clock: createManualClock(world.clock.now() + downMs)});
	after.driver.recover();
	return after;
};

const requireTruth = (before: readonly MachineRecord[], world: TestWorld): void => {
	for (const {id, state, events, lease} of before) {
		const after = world.machine(id);
		const ids = after.events.map(event => event.id);
		expect(states.some(row => row.state === after.state)).toBe(true);
		expect(ids).toEqual(ids.toSorted().toReversed());
		expect(new Set(ids).size).toBe(ids.length);
		expect(after.lease).toEqual(lease);
		const added = after.events.filter(event => !events.some(known => known.id === event.id));
		expect(added.map(event => event.type)).toEqual(added.length === 0 ? [] : ['exit']);
		expect(state !== 'started' || added.length === 1).toBe(true);
		expect(after.state).not.toBe('started');
	}
};

test('whatever was going on when the server was killed: the next one says how it ended, in documented states, with ids in order', () => {
	fc.assert(
		fc.property(config, fc.array(life, {minLength: 1, maxLength: 4}), (asked, lives) => {
			let world = createTestWorld();
			const id = world.create(asked);
			for (const {steps, downMs} of lives) {
				for (const {move, waitMs} of steps) {
					attempt(world, id, move);
					world.clock.advance(waitMs);
				}

				const before = [...world.store.machines()];
				world = crash(world, downMs);
				expect([...world.store.machines()].map(machine => machine.id)).toEqual(before.map(machine => machine.id));
				requireTruth(before, world);
			}
		}),
	);
});

test('what was under way when the server was killed comes to an end', () => {
	fc.assert(
		fc.property(config, life, (asked, {steps, downMs}) => {
			const first = createTestWorld();
			const id = first.create(asked);
			for (const {move, waitMs} of steps) {
				attempt(first, id, move);
				first.clock.advance(waitMs);
			}

			const world = crash(first, downMs);
			let waitedMs = 0;
			while (isTransient(world.machine(id).state)) {
				world.clock.advance(100);
				waitedMs += 100;
				expect(waitedMs).toBeLessThan(10_000);
			}
		}),
	);
});

test('machines that are made after a restart have ids and names of their own', () => {
	const first = createTestWorld();
	const made = [first.create(), first.create()];
	const world = crash(first, 1000);
	made.push(world.create(), world.create());
	expect(new Set(made).size).toBe(4);
	expect(new Set([...world.store.machines()].map(({name}) => name)).size).toBe(4);
});

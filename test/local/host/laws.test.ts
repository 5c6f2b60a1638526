import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isTransient, states} from '../../../source/domain/lifecycle.ts';
import {Fault} from '../../../source/local/fleet/fault.ts';
import {stopRuleOf} from '../../../source/local/fleet/machine-config.ts';
import type {MachineRecord} from '../../../source/local/fleet/machine-record.ts';
import {createTestWorld, type TestWorld} from '../../helpers/local-world.ts';
import {expectTrueEvents} from '../../helpers/runs-by-events.ts';

type Move = (world: TestWorld, machine: MachineRecord) => void;

const moves: Readonly<Record<string, Move>> = {
	start: ({driver}, machine) => driver.start(machine, 'user'),
	stop: ({driver}, machine) => driver.stop(machine, stopRuleOf(machine.config, {}), 'user'),
	update: ({driver}, machine) => driver.update(machine, {config: machine.config, skipLaunch: false}),
	updateOnly: ({driver}, machine) => driver.update(machine, {config: machine.config, skipLaunch: true}),
	restart: ({driver}, machine) => driver.restart(machine, stopRuleOf(machine.config, {})),
	suspend: ({driver}, machine) => driver.suspend(machine, 'user'),
	hangup: ({driver}, machine) => driver.processOf(machine).signal('SIGHUP'),
	kill: ({driver}, machine) => driver.processOf(machine).signal('SIGKILL'),
	delete: ({driver}, machine) => driver.destroy(machine, {force: false}),
	forceDelete: ({driver}, machine) => driver.destroy(machine, {force: true}),
};

const metadata = fc.record(
	{
		simulate_exit_after_seconds: fc.constantFrom('0', '1', '30'),
		simulate_exit_code: fc.constantFrom('0', '1'),
		simulate_ignore_signal: fc.constant('true'),
		simulate_oom: fc.constant('true'),
	},
	{requiredKeys: []},
);

const config = fc.record({
	metadata,
	auto_destroy: fc.boolean(),
	restart: fc.record({policy: fc.constantFrom('no', 'always', 'on-failure'), max_retries: fc.constantFrom(1, 3)}),
});

const step = fc.record({move: fc.constantFrom(...Object.keys(moves)), waitMs: fc.constantFrom(0, 1, 300, 900, 1500, 6000)});

const attempt = (world: TestWorld, id: string, name: string): void => {
	try {
		moves[name]?.(world, world.machine(id));
	} catch (error) {
		if (!(error instanceof Fault)) {
			throw error;
		}
	}
};

const requireDocumented = ({state, events}: MachineRecord): void => {
	expect(states.some(row => row.state === state)).toBe(true);
	expect(events.length).toBeLessThanOrEqual(50);
	const ids = events.map(event => event.id);
	expect(ids.toSorted().toReversed()).toEqual(ids);
};

test('whatever is called, and whenever: states are documented, events are at most 50 and newest first', () => {
	fc.assert(
		fc.property(config, fc.array(step, {maxLength: 25}), fc.boolean(), (asked, steps, willRun) => {
			const world = createTestWorld();
			const id = world.create(asked, {willRun});
			for (const {move, waitMs} of steps) {
				attempt(world, id, move);
				requireDocumented(world.machine(id));
				world.clock.advance(waitMs);
				requireDocumented(world.machine(id));
			}
		}),
	);
});

test('events tell the truth: what starts ends before it starts again, what ends by itself ran, and what is started is what started last', () => {
	fc.assert(
		fc.property(config, fc.array(step, {maxLength: 25}), (asked, steps) => {
			const world = createTestWorld();
			const id = world.create(asked);
			for (const {move, waitMs} of steps) {
				attempt(world, id, move);
				world.clock.advance(waitMs);
				const {state, events} = world.machine(id);
				expectTrueEvents(state, events);
			}
		}),
	);
});

test('transient states end by themselves', () => {
	fc.assert(
		fc.property(config, fc.array(step, {maxLength: 25}), (asked, steps) => {
			const world = createTestWorld();
			const id = world.create(asked);
			for (const {move, waitMs} of steps) {
				attempt(world, id, move);
				world.clock.advance(waitMs);
			}

			let waitedMs = 0;
			while (isTransient(world.machine(id).state)) {
				world.clock.advance(100);
				waitedMs += 100;
				expect(waitedMs).toBeLessThan(10_000);
			}
		}),
		{numRuns: 500},
	);
});

test('a destroyed machine never changes again', () => {
	fc.assert(
		fc.property(fc.array(step, {maxLength: 10}), steps => {
			const world = createTestWorld();
			const id = world.create({metadata: {simulate_exit_after_seconds: '1', simulate_exit_code: '1'}});
			world.clock.advance(1900);
			attempt(world, id, 'forceDelete');
			world.clock.advance(1000);
			const destroyed = world.machine(id);
			expect(destroyed.state).toBe('destroyed');
			for (const {move, waitMs} of steps) {
				attempt(world, id, move);
				world.clock.advance(waitMs);
			}

			expect(world.machine(id)).toBe(destroyed);
		}),
	);
});

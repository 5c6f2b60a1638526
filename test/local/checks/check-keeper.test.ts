import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {createCheckKeeper} from '../../../source/local/checks/check-keeper.ts';
import type {CheckRecord} from '../../../source/local/fleet/machine-record.ts';
import {createTestWorld} from '../../helpers/local-world.ts';

type Running = {readonly config: JsonObject; readonly report: (check: CheckRecord) => void};

/** A world in which nobody is really connected to: the test says what came out. */
const createCheckedWorld = () => {
	const world = createTestWorld();
	const running = new Set<Running>();
	const keeper = createCheckKeeper(
		(config, report) => {
			const one = {config, report};
			running.add(one);
			return {stop: () => void running.delete(one)};
		},
		{find: world.store.findMachine, put: world.store.put},
	);
	world.store.onChange(keeper.onChange);
	return {world, running};
};

const checks = {alive: {type: 'tcp', port: 80}, deep: {type: 'http', port: 80}};
const real = {init: {exec: ['server']}, checks};

describe('the checks of a machine with a command', () => {
	test('run while it is started, wait for their first result, and then show it', () => {
		const {world, running} = createCheckedWorld();
		const id = world.create(real);
		expect(running.size).toBe(0);
		world.clock.advance(60_000);
		expect(running.size).toBe(1);
		expect(world.machine(id).checks).toMatchObject([
			{name: 'alive', status: 'warning', output: 'waiting for status update'},
			{name: 'deep', status: 'warning', output: 'waiting for status update'},
		]);
		const [one] = running;
		one?.report({name: 'deep', status: 'critical', output: 'no', updatedAtMs: 7});
		expect(world.machine(id).checks).toMatchObject([{status: 'warning'}, {name: 'deep', status: 'critical', output: 'no', updatedAtMs: 7}]);
		expect(running.size).toBe(1);
	});

	test.each([
		['is stopped', 'stopped'],
		['is suspended', 'suspended'],
		['is destroyed', 'destroyed'],
	])('end when it %s', (_, state) => {
		const {world, running} = createCheckedWorld();
		const id = world.create(real);
		world.clock.advance(60_000);
		const machine = world.machine(id);
		const acts: Readonly<Record<string, () => void>> = {
			stopped: () => world.driver.stop(machine, {signal: 'SIGINT', timeoutMs: 5000}, 'user'),
			suspended: () => world.driver.suspend(machine, 'user'),
			destroyed: () => world.driver.destroy(machine, {force: true}),
		};
		acts[state]?.();
		expect(running.size).toBe(0);
		world.clock.advance(60_000);
		expect(world.machine(id).state).toBe(state);
		expect(world.machine(id).checks.map(({status}) => status)).toEqual(['warning', 'warning']);
	});

	test('are those of the new version after an update', () => {
		const {world, running} = createCheckedWorld();
		const id = world.create(real);
		world.clock.advance(60_000);
		world.driver.update(world.machine(id), {
			config: {image: 'nginx', ...real, checks: {other: {type: 'tcp', port: 81}}},
			skipLaunch: false,
		});
		world.clock.advance(60_000);
		expect([...running].map(({config}) => config.checks)).toEqual([{other: {type: 'tcp', port: 81}}]);
	});

	test('end when its app is removed', () => {
		const {world, running} = createCheckedWorld();
		world.create(real);
		world.clock.advance(60_000);
		world.store.removeApp('web');
		expect(running.size).toBe(0);
	});
});

test('a simulated machine has results without being looked at, and one without checks is left alone', () => {
	const {world, running} = createCheckedWorld();
	const id = world.create({checks, metadata: {simulate_failing_checks: 'deep'}});
	world.create({init: {exec: ['server']}});
	world.clock.advance(60_000);
	expect(running.size).toBe(0);
	expect(world.machine(id).checks).toMatchObject([{status: 'passing'}, {status: 'critical'}]);
});

import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {recordStartFailure} from '../../../source/local/fleet/exits.ts';
import {stopRuleOf} from '../../../source/local/fleet/machine-config.ts';
import {outcomeOfExit} from '../../../source/local/fleet/outcomes.ts';
import {runnerLines} from '../../../source/local/logs/runner-lines.ts';
import {createTestWorld} from '../../helpers/local-world.ts';

/** A machine of which every word of the platform is heard. */
const listenTo = (config: JsonObject = {}) => {
	const world = createTestWorld();
	const said: string[] = [];
	world.store.onChange((after, before) => {
		for (const {message, provider} of after === undefined ? [] : runnerLines(after, before)) {
			said.push(message);
			expect(provider).toBe('runner');
		}
	});
	const id = world.create(config);
	const runFor = (ms: number): readonly string[] => {
		world.clock.advance(ms);
		return said.splice(0);
	};

	return {world, id, runFor};
};

describe('the platform says in the log', () => {
	test('that an image is pulled and how long the start took', () => {
		const {runFor} = listenTo();
		expect(runFor(60_000)).toEqual(['Pulling container image nginx', expect.stringMatching(/^Machine started in \d\.\ds$/)]);
	});

	test.each([
		[{simulate_exit_code: '3'}, ['Main child exited normally with code: 3']],
		[{simulate_exit_code: '0'}, ['Main child exited normally with code: 0']],
		[
			{simulate_oom: 'true'},
			['Out of memory: Killed process', "Main child exited with signal (with signal 'SIGKILL', core dumped? false)"],
		],
	])('how a process with %j ended', (metadata, expected) => {
		const {runFor} = listenTo({restart: {policy: 'no'}, metadata: {simulate_exit_after_seconds: '100', ...metadata}});
		runFor(60_000);
		expect(runFor(60_000)).toEqual(expected);
	});

	test('that restarts are given up', () => {
		const config = {restart: {policy: 'on-failure', max_retries: 1}, metadata: {simulate_exit_after_seconds: '1', simulate_exit_code: '1'}};
		const said = listenTo(config).runFor(60_000);
		expect(said.filter(message => message.startsWith('Machine started'))).toHaveLength(2);
		expect(said.at(-1)).toBe('machine has reached its max restart count of 1');
	});

	test('why a machine could not be started', () => {
		const {world, id, runFor} = listenTo();
		runFor(60_000);
		const failure = {outcome: outcomeOfExit(127, 'ENOENT: no such command, "x"'), isOfHost: false};
		world.store.put(recordStartFailure(world.machine(id), failure, world.clock.now(), world.ids));
		expect(runFor(0)).toEqual(['machine failed to start: ENOENT: no such command, "x"']);
	});

	test('nothing of restarts when the end was asked for', () => {
		const {world, id, runFor} = listenTo();
		runFor(60_000);
		const machine = world.machine(id);
		world.driver.stop(machine, stopRuleOf(machine.config, {}), 'user');
		expect(runFor(60_000)).toEqual(['Main child exited normally with code: 0']);
	});

	test('that a machine was suspended, and that one that was down stays down after an update', () => {
		const {world, id, runFor} = listenTo();
		runFor(60_000);
		world.driver.suspend(world.machine(id), 'user');
		expect(runFor(60_000)).toEqual(['Virtual machine has been suspended']);
		world.driver.update(world.machine(id), {config: {image: 'redis'}, skipLaunch: false});
		expect(runFor(60_000)).toEqual([
			'Pulling container image redis',
			"Main child exited with signal (with signal 'SIGKILL', core dumped? false)",
			'machine was in a non-started state prior to the update so leaving the new version stopped',
		]);
		world.driver.migrate(world.machine(id));
		expect(runFor(60_000)).toEqual([]);
	});
});

test('a machine that comes with a story has nothing said about it', () => {
	const {world, id, runFor} = listenTo();
	runFor(60_000);
	expect(runnerLines(world.machine(id), undefined)).toEqual([]);
});

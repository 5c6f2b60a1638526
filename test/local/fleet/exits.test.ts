import {expect, test} from 'vitest';
import {recordExit, recordStartFailure} from '../../../source/local/fleet/exits.ts';
import type {MachineState} from '../../../source/local/fleet/machine-record.ts';
import {outcomeOfExit} from '../../../source/local/fleet/outcomes.ts';
import {inState} from '../../../source/local/fleet/transitions.ts';
import {createTestWorld} from '../../helpers/local-world.ts';

test.each<readonly [state: MachineState, next: MachineState, requestedStop: boolean, restarting: boolean]>([
	['started', 'stopped', false, true],
	['stopping', 'stopped', true, false],
	['restarting', 'restarting', true, true],
	['suspending', 'stopped', false, false],
	['suspended', 'stopped', false, false],
	['replacing', 'replacing', true, false],
	['destroying', 'destroying', true, false],
])('a process that ends in %s leaves the machine %s; requested: %s, restarting: %s', (state, next, requestedStop, restarting) => {
	const world = createTestWorld();
	const machine = inState(world.machine(world.create()), state, world.clock.now());
	const ended = recordExit(machine, outcomeOfExit(3), world.clock.now(), world.ids);
	expect(ended.state).toBe(next);
	expect(ended.events[0]).toMatchObject({
		type: 'exit',
		status: 'stopped',
		source: 'flyd',
		request: {exit_event: {exit_code: 3, requested_stop: requestedStop, restarting}},
	});
});

test.each<readonly [ran: 'never ran' | 'has run', whose: 'its host' | 'its command', state: MachineState]>([
	['never ran', 'its host', 'launch_failed'],
	['never ran', 'its command', 'failed'],
	['has run', 'its host', 'failed'],
	['has run', 'its command', 'failed'],
])('a machine that %s and cannot be started because of %s is %s, and is not to run', (ran, whose, state) => {
	const world = createTestWorld();
	const id = world.create({restart: {policy: 'always'}});
	world.clock.advance(ran === 'has run' ? 10_000 : 0);
	const failure = {outcome: outcomeOfExit(127, 'no such command'), isOfHost: whose === 'its host'};
	const failed = recordStartFailure(world.machine(id), failure, world.clock.now(), world.ids);
	expect(failed).toMatchObject({state, willRun: false});
	expect(failed.events[0]).toMatchObject({
		type: 'exit',
		status: state,
		source: 'flyd',
		request: {exit_event: {exit_code: 127, error: 'no such command', requested_stop: false, restarting: false}, restart_count: 0},
	});
});

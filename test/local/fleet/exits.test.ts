import {expect, test} from 'vitest';
import {recordExit} from '../../../source/local/fleet/exits.ts';
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

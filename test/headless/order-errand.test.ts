import {expect, test} from 'vitest';
import type {Order} from '../../source/domain/verbs.ts';
import {createOrderErrand} from '../../source/headless/act.ts';
import {createStore} from '../../source/store/store.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

test.each<{readonly order: Order; readonly state: string; readonly isThere: boolean}>([
	{order: {verb: 'uncordon'}, state: 'started', isThere: true},
	{order: {verb: 'uncordon'}, state: 'destroyed', isThere: false},
	{order: {verb: 'cordon'}, state: 'destroyed', isThere: false},
	{order: {verb: 'update', image: 'nginx:latest'}, state: 'destroyed', isThere: false},
	{order: {verb: 'stop'}, state: 'stopped', isThere: true},
	{order: {verb: 'delete'}, state: 'destroyed', isThere: true},
])('a machine that is $state is as $order wants it: $isThere', ({order, state, isThere}) => {
	const machine = buildMachine({state});
	const errand = createOrderErrand(
		{
			store: createStore(buildState({machines: [machine]})),
			clock: createManualClock(),
			jobs: {run: async () => {}},
			stopRunners: async () => {},
			tell() {},
		},
		order,
		1,
	);
	expect(errand.isThere(machine)).toBe(isThere);
});

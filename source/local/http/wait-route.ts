import {states} from '../../domain/lifecycle.ts';
import {Fault, refusal} from '../fleet/fault.ts';
import {waitForState} from '../host/wait.ts';
import {isForgotten, requireKnownMachine, requireMachine, type World} from '../host/world.ts';
import {answer} from './answer.ts';
import {machinePath} from './find-machine.ts';
import {listOf, wordOf} from './query.ts';
import type {Call, Route} from './route.ts';

const waitable = new Set(['settled', ...states.map(({state}) => state)]);

const statesOf = (query: URLSearchParams): readonly string[] => {
	const asked = listOf(query, 'state') ?? ['started'];
	const unknown = asked.find(state => !waitable.has(state));
	if (unknown !== undefined) {
		throw refusal('invalid_argument', `invalid WaitMachineRequest.State: unknown state '${unknown}'`);
	}

	return asked;
};

const timeoutOf = (query: URLSearchParams): number => {
	const word = wordOf(query, 'timeout') ?? '60';
	const seconds = Number(word);
	if (!/^-?\d+$/.test(word)) {
		throw refusal('invalid_argument', `invalid WaitMachineRequest.Timeout: ${JSON.stringify(word)} is not a whole number of seconds`);
	}

	if (seconds < 1 || seconds > 60) {
		throw refusal('invalid_argument', 'invalid WaitMachineRequest.Timeout: value must be inside range [1s, 1m0s]');
	}

	return seconds;
};

/** The call that blocks until a machine is in a state. */
export const waitRoutes = (world: World): readonly Route[] => {
	const wait = async ({word, query, signal}: Call): Promise<Response> => {
		const wanted = statesOf(query);
		const timeoutSeconds = timeoutOf(query);
		const machine = requireKnownMachine(world, word('app'), word('machine'));
		if (isForgotten(world, machine) && !wanted.includes('destroyed')) {
			requireMachine(world, machine.app, machine.id);
		}

		const request = {
			id: machine.id,
			states: wanted,
			timeoutSeconds,
			version: wordOf(query, 'version') ?? wordOf(query, 'instance_id'),
			fromEventId: wordOf(query, 'from_event_id'),
		};
		const result = await waitForState(world, request, signal);
		if (result instanceof Fault) {
			throw result;
		}

		return answer(result);
	};

	const limit = {action: 'wait', by: 'machine'} as const;
	return [{method: 'GET', path: `${machinePath}/wait`, operation: 'Machines_wait', limit, handle: wait}];
};

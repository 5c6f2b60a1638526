import type {Hono} from 'hono';
import {states} from '../../domain/lifecycle.ts';
import {Fault, refusal} from '../fleet/fault.ts';
import {waitForState} from '../host/wait.ts';
import {isForgotten, requireKnownMachine, requireMachine, type World} from '../host/world.ts';
import {answer} from './answer.ts';
import {listOf, wordOf} from './query.ts';

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
export const registerWaitRoute = (http: Hono, world: World): void => {
	http.get('/v1/apps/:app/machines/:machine/wait', async context => {
		const query = new URL(context.req.url).searchParams;
		const wanted = statesOf(query);
		const timeoutSeconds = timeoutOf(query);
		const machine = requireKnownMachine(world, context.req.param('app'), context.req.param('machine'));
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
		const result = await waitForState(world, request, context.req.raw.signal);
		if (result instanceof Fault) {
			throw result;
		}

		return answer(result);
	});
};

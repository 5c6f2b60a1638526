import {durationMs} from '../../domain/config/duration.ts';
import {requireStopRule} from '../fleet/accept-config.ts';
import {refusal} from '../fleet/fault.ts';
import {type StopRule, stopRuleOf} from '../fleet/machine-config.ts';
import {signalOf} from '../fleet/signals.ts';
import type {World} from '../host/world.ts';
import {answer} from './answer.ts';
import {machineOf, machinePath, writableMachineOf} from './find-machine.ts';
import {isOn, wordOf} from './query.ts';
import {requestShapes} from './request-shapes.ts';
import type {Call, Route} from './route.ts';

const done = (): Response => answer({ok: true});

/** A timeout in a query: a Go duration, or a whole number of seconds. */
const timeoutOf = (query: URLSearchParams): string | undefined => {
	const word = wordOf(query, 'timeout');
	return word !== undefined && /^\d{1,9}$/.test(word) ? `${word}s` : word;
};

/** How a restart ends what runs: as the query says, else as the config does; at once when it is forced. */
const restartRule = (query: URLSearchParams, config: Parameters<typeof stopRuleOf>[0]): StopRule => {
	const request = {signal: wordOf(query, 'signal'), timeout: timeoutOf(query)};
	requireStopRule(request);
	return isOn(query, 'force_stop') ? {signal: 'SIGKILL', timeoutMs: durationMs('1s') ?? 0} : stopRuleOf(config, request);
};

/** The calls that move a machine from one state to another, or reach what runs in it with a signal. */
export const lifecycleRoutes = (world: World): readonly Route[] => {
	const {store, driver, scheduler} = world;

	const start = (call: Call): Response => {
		const machine = writableMachineOf(world, call);
		driver.start(machine, 'user');
		return answer({previous_state: machine.state, migrated: false, new_host: ''});
	};

	const stop = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.stop, {optional: true});
		requireStopRule(body);
		const machine = writableMachineOf(world, call);
		driver.stop(machine, stopRuleOf(machine.config, body), 'user');
		return done();
	};

	const restart = (call: Call): Response => {
		const machine = writableMachineOf(world, call);
		driver.restart(machine, restartRule(call.query, machine.config));
		return done();
	};

	const suspend = (call: Call): Response => {
		driver.suspend(writableMachineOf(world, call), 'user');
		return done();
	};

	const signal = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.signal);
		const name = signalOf(body.signal);
		if (name === undefined) {
			throw refusal('invalid_argument', `invalid signal ${JSON.stringify(body.signal ?? '')}`);
		}

		driver.processOf(machineOf(world, call)).signal(name);
		return done();
	};

	const setCordoned =
		(cordoned: boolean) =>
		(call: Call): Response => {
			store.put({...writableMachineOf(world, call), cordoned, updatedAtMs: scheduler.now()});
			return done();
		};

	const rows: readonly (readonly [verb: string, handle: Route['handle']])[] = [
		['start', start],
		['stop', stop],
		['restart', restart],
		['suspend', suspend],
		['signal', signal],
		['cordon', setCordoned(true)],
		['uncordon', setCordoned(false)],
	];
	return rows.map(([verb, handle]) => ({
		method: 'POST',
		path: `${machinePath}/${verb}`,
		operation: `Machines_${verb}`,
		limit: {action: `${verb}-machine`, by: 'machine'},
		onHost: true,
		handle,
	}));
};

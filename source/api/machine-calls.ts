import type {Json} from '../domain/json.ts';
import type {Machine} from '../domain/machine.ts';
import type {Api} from './api.ts';
import type {Client} from './client.ts';
import {decodeMachine} from './decode/machine.ts';
import {decodeMachineList} from './decode/machine-list.ts';
import {filledText} from './decode/values.ts';
import {isApiError} from './errors.ts';
import {bodyOf, readFrom} from './requests.ts';

type MachineCalls = Pick<Api, 'listMachines' | 'createMachine' | 'getMachine' | 'updateMachine' | 'waitForMachine'>;

/** The answer to a wait comes when the wait is over, and then has to travel. */
const waitMarginMs = 5000;

const readMachine =
	(app: string) =>
	(body: Json): Machine | undefined => {
		const decoded = decodeMachine(body, app);
		return decoded.ok ? decoded.machine : undefined;
	};

/** The calls about machines. */
export const createMachineCalls = ({send}: Client): MachineCalls => ({
	listMachines: (app, options = {}) =>
		send({
			action: 'list-machines',
			scope: app,
			deed: `list the machines of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'machines'],
			query: {include_leases: 'true'},
			signal: options.signal,
			read: body => decodeMachineList(body, app),
		}),
	createMachine: (app, input, options = {}) =>
		send({
			action: 'create-machine',
			scope: app,
			deed: `create a machine in app ${app}`,
			method: 'POST',
			path: ['apps', app, 'machines'],
			...bodyOf({
				name: input.name,
				region: input.region,
				config: input.config,
				skip_launch: input.skipLaunch,
				lease_ttl: input.leaseTtlSeconds,
			}),
			signal: options.signal,
			read: readMachine(app),
		}),
	getMachine: (app, id, options = {}) =>
		send({
			action: 'get-machine',
			scope: id,
			deed: `get machine ${id} of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'machines', id],
			query: {include_leases: 'true'},
			signal: options.signal,
			read: readMachine(app),
		}),
	updateMachine: (app, id, input, options = {}) =>
		send({
			action: 'update-machine',
			scope: id,
			deed: `update machine ${id} of app ${app}`,
			method: 'POST',
			path: ['apps', app, 'machines', id],
			...bodyOf({config: input.config, current_version: input.currentVersion, skip_launch: input.skipLaunch}),
			nonce: options.nonce,
			signal: options.signal,
			read: readMachine(app),
		}),
	async waitForMachine(app, id, wish, options = {}) {
		try {
			return await send({
				action: 'wait-for-machine',
				scope: id,
				deed: `wait for machine ${id} of app ${app} to be ${wish.state}`,
				method: 'GET',
				path: ['apps', app, 'machines', id, 'wait'],
				query: {state: wish.state, timeout: `${wish.timeoutSeconds}`, version: wish.instanceId, from_event_id: wish.fromEventId},
				timeoutMs: wish.timeoutSeconds * 1000 + waitMarginMs,
				signal: options.signal,
				read: body => readFrom(body, answer => ({state: filledText(answer.state) ?? wish.state})),
			});
		} catch (error) {
			if (isApiError(error) && error.kind === 'not-found' && wish.state === 'destroyed') {
				return {state: 'destroyed'};
			}

			throw error;
		}
	},
});

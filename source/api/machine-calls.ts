import {isJsonObject, type Json} from '../domain/json.ts';
import type {Machine} from '../domain/machine.ts';
import type {Api, CreateMachineInput, UpdateMachineInput} from './api.ts';
import type {Client} from './client.ts';
import {decodeExactConfig} from './decode/inside.ts';
import {decodeMachine} from './decode/machine.ts';
import {decodeMachineList} from './decode/machine-list.ts';
import {filledText, object} from './decode/values.ts';
import {isApiError} from './errors.ts';
import type {ListMemory} from './list-memory.ts';
import {bodyOf, readFrom, timeoutMsOf} from './requests.ts';

type MachineCalls = Pick<
	Api,
	'listMachines' | 'createMachine' | 'createLeasedMachine' | 'getMachine' | 'getExactConfig' | 'updateMachine' | 'waitForMachine'
>;

/** The fields that a create and an update have in common. */
const launchFields = (input: CreateMachineInput | UpdateMachineInput) => ({
	config: input.config,
	skip_launch: input.skipLaunch,
	skip_service_registration: input.skipServiceRegistration,
	min_secrets_version: input.minSecretsVersion,
});

const createFields = (input: CreateMachineInput) => ({name: input.name, region: input.region, ...launchFields(input)});

const readMachine =
	(app: string) =>
	(body: Json): Machine | undefined => {
		const decoded = decodeMachine(body, app);
		return decoded.ok ? decoded.machine : undefined;
	};

/** Reads what is told of the machine that was asked for: what is told of another one would be shown, and acted on, in its place. */
const ofMachine =
	<Value>(id: string, read: (body: Json) => Value | undefined) =>
	(body: Json): Value | undefined =>
		isJsonObject(body) && filledText(body.id) === id ? read(body) : undefined;

const readLeasedMachine =
	(app: string) =>
	(body: Json): {readonly machine: Machine; readonly nonce: string} | undefined => {
		const machine = readMachine(app)(body);
		const nonce = filledText(object(body)?.nonce);
		return machine === undefined || nonce === undefined ? undefined : {machine, nonce};
	};

/** The calls about machines. */
export const createMachineCalls = ({send}: Client, farReader?: ListMemory): MachineCalls => ({
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
			far: farReader?.(app, options.arrived),
		}),
	createMachine: (app, input, options = {}) =>
		send({
			action: 'create-machine',
			scope: app,
			deed: `create a machine in app ${app}`,
			method: 'POST',
			path: ['apps', app, 'machines'],
			...bodyOf(createFields(input)),
			signal: options.signal,
			read: readMachine(app),
		}),
	createLeasedMachine: (app, input, ttlSeconds, options = {}) =>
		send({
			action: 'create-machine',
			scope: app,
			deed: `create a leased machine in app ${app}`,
			method: 'POST',
			path: ['apps', app, 'machines'],
			...bodyOf({...createFields(input), lease_ttl: ttlSeconds}),
			signal: options.signal,
			read: readLeasedMachine(app),
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
			read: ofMachine(id, readMachine(app)),
		}),
	getExactConfig: (app, id, options = {}) =>
		send({
			action: 'get-machine',
			scope: id,
			deed: `get the config of machine ${id} of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'machines', id],
			signal: options.signal,
			read: ofMachine(id, decodeExactConfig),
		}),
	updateMachine: (app, id, input, options = {}) =>
		send({
			action: 'update-machine',
			scope: id,
			deed: `update machine ${id} of app ${app}`,
			method: 'POST',
			path: ['apps', app, 'machines', id],
			...bodyOf({...launchFields(input), current_version: input.currentVersion}),
			nonce: options.nonce,
			signal: options.signal,
			read: ofMachine(id, readMachine(app)),
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
				timeoutMs: timeoutMsOf(wish.timeoutSeconds),
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

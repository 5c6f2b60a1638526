import type {JsonObject} from '../domain/json.ts';
import type {Api, LeaseHolder} from './api.ts';
import type {Client} from './client.ts';
import {text} from './decode/values.ts';
import {bodyOf, flag, readAcknowledgement, readFrom} from './requests.ts';

type LifecycleCalls = Pick<
	Api,
	| 'startMachine'
	| 'stopMachine'
	| 'suspendMachine'
	| 'restartMachine'
	| 'signalMachine'
	| 'cordonMachine'
	| 'uncordonMachine'
	| 'deleteMachine'
>;

type Acknowledged = {
	readonly app: string;
	readonly id: string;
	readonly deed: string;
	readonly query?: Readonly<Record<string, string | undefined>>;
	readonly body?: JsonObject;
	readonly options: LeaseHolder | undefined;
};

/** A duration as the API takes it, as `10s`. */
const duration = (seconds: number | undefined): string | undefined => (seconds === undefined ? undefined : `${seconds}s`);

/** The calls that move a machine from one state to another, or take it out of the proxy's way. */
export const createLifecycleCalls = ({send}: Client): LifecycleCalls => {
	/** A POST whose answer only says that it was taken. */
	const post = async (step: string, {app, id, deed, query, body, options = {}}: Acknowledged): Promise<void> => {
		await send({
			action: `${step}-machine`,
			scope: id,
			deed: `${deed} machine ${id} of app ${app}`,
			method: 'POST',
			path: ['apps', app, 'machines', id, step],
			...(query === undefined ? {} : {query}),
			...(body === undefined ? {} : {body}),
			nonce: options.nonce,
			signal: options.signal,
			read: readAcknowledgement,
		});
	};

	return {
		startMachine: (app, id, options = {}) =>
			send({
				action: 'start-machine',
				scope: id,
				deed: `start machine ${id} of app ${app}`,
				method: 'POST',
				path: ['apps', app, 'machines', id, 'start'],
				nonce: options.nonce,
				signal: options.signal,
				read: body => readFrom(body, answer => ({previousState: text(answer.previous_state) ?? ''})),
			}),
		stopMachine: (app, id, options = {}) =>
			post('stop', {
				app,
				id,
				deed: 'stop',
				...bodyOf({signal: options.stopSignal, timeout: duration(options.stopTimeoutSeconds)}),
				options,
			}),
		suspendMachine: (app, id, options) => post('suspend', {app, id, deed: 'suspend', options}),
		restartMachine: (app, id, options = {}) =>
			post('restart', {
				app,
				id,
				deed: 'restart',
				query: {signal: options.stopSignal, timeout: duration(options.stopTimeoutSeconds)},
				options,
			}),
		signalMachine: (app, id, signal, options) => post('signal', {app, id, deed: `send ${signal} to`, body: {signal}, options}),
		cordonMachine: (app, id, options) => post('cordon', {app, id, deed: 'cordon', options}),
		uncordonMachine: (app, id, options) => post('uncordon', {app, id, deed: 'uncordon', options}),
		async deleteMachine(app, id, options = {}) {
			await send({
				action: 'delete-machine',
				scope: id,
				deed: `delete machine ${id} of app ${app}`,
				method: 'DELETE',
				path: ['apps', app, 'machines', id],
				query: {force: flag(options.force)},
				nonce: options.nonce,
				signal: options.signal,
				read: readAcknowledgement,
			});
		},
	};
};

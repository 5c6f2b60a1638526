import type {MachineEvent} from '../domain/machine.ts';
import type {ExecResult} from '../domain/resources/exec-result.ts';
import type {Listed} from '../domain/resources/listed.ts';
import type {MachineProcess} from '../domain/resources/machine-process.ts';
import type {MachineVersion} from '../domain/resources/machine-version.ts';
import type {CallOptions} from './api.ts';
import type {Client} from './client.ts';
import {decodeEvents} from './decode/event.ts';
import {decodeExecResult, decodeProcessList, decodeVersionList} from './decode/inside.ts';
import {bodyOf, timeoutMsOf} from './requests.ts';

export type InsideCalls = {
	/**
	Runs a command in a running machine, past its lease. After the time the API kills it and answers with the signal.

	@throws ApiError of kind `precondition` when the machine is not running
	*/
	readonly execInMachine: (
		app: string,
		id: string,
		wish: {readonly command: readonly string[]; readonly stdin?: string | undefined; readonly timeoutSeconds: number},
		options?: CallOptions,
	) => Promise<ExecResult>;
	/** The processes of a running machine. */
	readonly listProcesses: (app: string, id: string, options?: CallOptions) => Promise<Listed<MachineProcess>>;
	/** The configs that a machine has had, newest first. */
	readonly listVersions: (app: string, id: string, options?: CallOptions) => Promise<Listed<MachineVersion>>;
	/** The events of a machine, newest first: 20, or as many as asked for, at most 50. */
	readonly listEvents: (app: string, id: string, options?: CallOptions & {readonly limit?: number}) => Promise<readonly MachineEvent[]>;
};

/** The calls that look into a machine: what runs there, and what was. */
export const createInsideCalls = ({send}: Client): InsideCalls => ({
	execInMachine: (app, id, {command, stdin, timeoutSeconds}, options = {}) =>
		send({
			action: 'exec-machine',
			scope: id,
			// The command is not named: it may hold a password.
			deed: `run a command in machine ${id} of app ${app}`,
			method: 'POST',
			path: ['apps', app, 'machines', id, 'exec'],
			...bodyOf({command, stdin, timeout: timeoutSeconds}),
			timeoutMs: timeoutMsOf(timeoutSeconds),
			signal: options.signal,
			read: decodeExecResult,
		}),
	listProcesses: (app, id, options = {}) =>
		send({
			action: 'list-processes',
			scope: id,
			deed: `list the processes of machine ${id} of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'machines', id, 'ps'],
			signal: options.signal,
			read: body => decodeProcessList(body, id),
		}),
	listVersions: (app, id, options = {}) =>
		send({
			action: 'list-versions',
			scope: id,
			deed: `list the versions of machine ${id} of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'machines', id, 'versions'],
			signal: options.signal,
			read: body => decodeVersionList(body, id),
		}),
	listEvents: (app, id, options = {}) =>
		send({
			action: 'list-events',
			scope: id,
			deed: `list the events of machine ${id} of app ${app}`,
			method: 'GET',
			path: ['apps', app, 'machines', id, 'events'],
			query: {limit: options.limit?.toString()},
			signal: options.signal,
			read: body => (body === null || Array.isArray(body) ? decodeEvents(body) : undefined),
		}),
});

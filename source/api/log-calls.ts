import type {LogPage} from '../domain/resources/log-line.ts';
import type {CallOptions} from './api.ts';
import type {Client} from './client.ts';
import {decodeLogPage} from './decode/log.ts';

/** Which lines: all of an app, or those of one machine or region; those after a token, or the newest 100 without one. */
export type LogWish = {
	readonly nextToken?: string | undefined;
	/** The id of a machine. */
	readonly instance?: string | undefined;
	readonly region?: string | undefined;
};

export type LogCalls = {
	/** Log lines of an app. A page with lines may have more after it at once; after an empty one wait a little. */
	readonly getLogs: (app: string, wish?: LogWish, options?: CallOptions) => Promise<LogPage>;
};

/** The calls about logs, which are not of the Machines API and have another address. */
export const createLogCalls = ({send}: Client): LogCalls => ({
	getLogs: (app, {nextToken = '', instance, region} = {}, options = {}) =>
		send({
			action: 'get-logs',
			scope: `${app} ${instance ?? ''}`,
			deed: `get the log of ${instance === undefined ? '' : `machine ${instance} of `}app ${app}`,
			service: 'logs',
			method: 'GET',
			path: ['apps', app, 'logs'],
			query: {next_token: nextToken, instance, region},
			signal: options.signal,
			read: body => decodeLogPage(body, nextToken),
		}),
});

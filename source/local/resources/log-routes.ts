import type {JsonObject} from '../../domain/json.ts';
import {answer} from '../http/answer.ts';
import {wordOf} from '../http/query.ts';
import type {Route} from '../http/route.ts';
import type {LogLine} from '../logs/logs.ts';
import {rfc3339Nano} from '../time/rfc3339.ts';
import type {ResourceWorld} from './resource-world.ts';

/** What a line says of an HTTP request: lines of machines never do. */
const noRequest: JsonObject = {
	http: {request: {id: '', method: '', version: ''}, response: {status_code: 0}},
	error: {code: 0, message: ''},
	url: {full: ''},
};

const lineOnWire = ({timestampNs, message, level, instance, region, provider}: LogLine): JsonObject => ({
	id: String(timestampNs),
	type: 'log',
	attributes: {
		timestamp: rfc3339Nano(timestampNs),
		message,
		level,
		instance,
		region,
		meta: {instance, region, event: {provider}, ...noRequest},
	},
});

/** The log of an app, under the path that it has on api.fly.io. */
export const logRoutes = ({store, logs}: ResourceWorld): readonly Route[] => [
	{
		method: 'GET',
		path: '/api/v1/apps/:app/logs',
		operation: 'Logs_list',
		limit: 'none',
		handle(call) {
			const {lines, nextToken} = logs.page(store.app(call.word('app')).name, {
				instance: wordOf(call.query, 'instance'),
				region: wordOf(call.query, 'region'),
				nextToken: wordOf(call.query, 'next_token'),
			});
			return answer({data: lines.map(lineOnWire), meta: {next_token: nextToken}});
		},
	},
];

import {isJsonObject} from '../../source/domain/json.ts';
import type {LocalApiOptions} from '../../source/local/local-api.ts';
import {type Call, startTestApi} from '../helpers/local-server.ts';
import type {Environment} from '../helpers/run-flydeck.ts';

export type DemoMachine = {readonly id: string; readonly name: string};

/** What makes flydeck speak to an API. */
export const environmentFor = (url: string, token = 'secret'): Environment => ({FLY_API_HOSTNAME: url, FLY_API_TOKEN: token});

/** The machine of an app that is the only one of its process group. */
const findMachine = async (call: Call, app: string, group: string): Promise<DemoMachine> => {
	const {list} = await call('GET', `/v1/apps/${app}/machines`);
	const machines = list.filter(isJsonObject);
	const found = machines.find(({config}) => isJsonObject(config) && isJsonObject(config.env) && config.env.FLY_PROCESS_GROUP === group);
	if (found === undefined) {
		throw new Error(`the demo has no machine of ${app} in the group ${group}`);
	}

	return {id: String(found.id), name: String(found.name)};
};

/** The demo fleet behind a real server, four times as fast as life. */
export const startDemo = async (options: Partial<LocalApiOptions> = {}) => {
	const {api, call} = await startTestApi({scenario: 'demo', speed: 4, ...options});
	return {api, call, env: environmentFor(api.url), find: (app: string, group: string) => findMachine(call, app, group)};
};

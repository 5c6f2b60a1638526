import type {JsonObject} from '../../source/domain/json.ts';
import type {LocalApiOptions} from '../../source/local/local-api.ts';
import {machinesPath} from '../helpers/local-machine.ts';
import {startTestApi} from '../helpers/local-server.ts';

type Setting = {readonly secrets?: JsonObject; readonly body?: JsonObject; readonly server?: Partial<LocalApiOptions>};

/** A server whose machines are real processes, and one of them. `VOLUME` in its config stands for a volume of its app. */
export const runMachine = async (config: JsonObject, speed = 1000, {secrets = {}, body = {}, server = {}}: Setting = {}) => {
	const {api, call} = await startTestApi({speed, ...server});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	await call('POST', '/v1/apps/web/secrets', {values: secrets});
	const {body: volume} = await call('POST', '/v1/apps/web/volumes', {name: 'data', size_gb: 1});
	const asked = {image: 'busybox', restart: {policy: 'no'}, ...config};
	const withVolume = JSON.parse(JSON.stringify(asked).replaceAll('VOLUME', String(volume.id)));
	const {body: made} = await call('POST', machinesPath, {config: withVolume, ...body});
	const path = `${machinesPath}/${made.id}`;
	const logs = async (): Promise<string> => (await call('GET', `/api/v1/apps/web/logs?instance=${made.id}`)).text;
	return {api, call, path, logs, volume: `/v1/apps/web/volumes/${volume.id}`};
};

/** The same, once the machine, which runs a script unless its config has a command, has ended: what it wrote and how it ended. */
export const runToEnd = async (script: string, config: JsonObject = {}, setting: Setting = {}) => {
	const {logs, ...machine} = await runMachine({init: {exec: ['sh', '-c', script]}, ...config}, 1000, setting);
	await machine.call('GET', `${machine.path}/wait?state=stopped&timeout=30`);
	const {events} = JSON.parse((await machine.call('GET', machine.path)).text);
	return {...machine, exitEvent: events[0].request.exit_event, logs: await logs()};
};

import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';

describe('a list of summaries', () => {
	test('leaves out what is long', async () => {
		const config = {image: 'nginx', checks: {up: {type: 'tcp', port: 80}}};
		const {call} = await startWithMachine({config});
		const [machine] = (await call('GET', `${machinesPath}?summary=true`)).list;
		expect(machine).toMatchObject({state: 'started', region: 'fra', instance_id: expect.any(String), image_ref: {tag: 'latest'}});
		for (const key of ['config', 'checks', 'events', 'host_status', 'nonce']) {
			expect(machine).not.toHaveProperty(key);
		}
	});

	test.each<readonly [verb: string, hidden: string, shown: string]>([
		['stop', 'stopping', 'started'],
		['restart', 'restarting', 'started'],
		['suspend', 'suspending', 'started'],
	])('hides that a %s is under way', async (verb, hidden, shown) => {
		const {call, get, post} = await startWithMachine();
		await post(`/${verb}`);
		expect((await get()).state).toBe(hidden);
		expect((await call('GET', `${machinesPath}?summary=true`)).list).toMatchObject([{state: shown}]);
		expect((await call('GET', `${machinesPath}?summary=true&state=${shown}`)).list).toHaveLength(1);
		expect((await call('GET', `${machinesPath}?summary=true&state=${hidden}`)).list).toEqual([]);
		expect((await call('GET', '/v1/orgs/personal/machines?summary=true')).body).toMatchObject({machines: [{state: shown}]});
		expect((await call('GET', '/v1/orgs/personal/machines')).body).toMatchObject({machines: [{state: hidden}]});
	});
});

describe('min_secrets_version', () => {
	test.each<readonly [string, (id: string) => string, JsonObject]>([
		['create', () => machinesPath, {config: {image: 'nginx'}}],
		['update', id => `${machinesPath}/${id}`, {config: {image: 'nginx'}}],
	])('refuses a %s until the app has such secrets', async (_, path, body) => {
		const {call, id} = await startWithMachine();
		const asked = {...body, min_secrets_version: 1};
		expect(await call('POST', path(id), asked)).toMatchObject({status: 412, body: {error: expect.stringContaining('secrets version 1')}});
		await call('POST', '/v1/apps/web/secrets', {values: {KEY: 'value'}});
		expect((await call('POST', path(id), asked)).status).toBe(200);
	});
});

test('a schedule that does not exist is a 400', async () => {
	const {call} = await startWithMachine();
	const error = expect.stringContaining("invalid_argument: invalid config.schedule 'sometimes'");
	expect(await call('POST', machinesPath, {config: {image: 'nginx', schedule: 'sometimes'}})).toMatchObject({status: 400, body: {error}});
});

import {expect} from 'vitest';
import {type CallRow, ok, testCalls} from './call-rows.ts';

const machine = {id: 'm1', state: 'started'};
const config = {image: 'nginx'};

const rows: readonly CallRow[] = [
	{
		title: 'listMachines',
		call: api => api.listMachines('shop'),
		method: 'GET',
		url: '/v1/apps/shop/machines?include_leases=true',
		answer: null,
		result: {machines: [], issues: []},
	},
	{
		title: 'createMachine',
		call: api =>
			api.createMachine('shop', {
				name: 'web',
				region: 'ams',
				config,
				skipLaunch: true,
				skipServiceRegistration: true,
				minSecretsVersion: 7,
			}),
		method: 'POST',
		url: '/v1/apps/shop/machines',
		body: {name: 'web', region: 'ams', config, skip_launch: true, skip_service_registration: true, min_secrets_version: 7},
		answer: machine,
		result: expect.objectContaining({id: 'm1', app: 'shop', state: 'started'}),
	},
	{
		title: 'createMachine with a config alone',
		call: api => api.createMachine('shop', {config}),
		method: 'POST',
		url: '/v1/apps/shop/machines',
		body: {config},
		answer: machine,
		result: expect.objectContaining({id: 'm1'}),
	},
	{
		title: 'createLeasedMachine',
		call: api => api.createLeasedMachine('shop', {config}, 13),
		method: 'POST',
		url: '/v1/apps/shop/machines',
		body: {config, lease_ttl: 13},
		answer: {...machine, nonce: 'n0nce'},
		result: {machine: expect.objectContaining({id: 'm1'}), nonce: 'n0nce'},
	},
	{
		title: 'getExactConfig',
		call: api => api.getExactConfig('shop', 'm1'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1',
		answer: {...machine, instance_id: '01J', config: {env: {KEY: 'two\nlines'}, odd: [null]}},
		result: {config: {env: {KEY: 'two\nlines'}, odd: [null]}, instanceId: '01J'},
	},
	{
		title: 'getExactConfig where the host cannot be asked',
		call: api => api.getExactConfig('shop', 'm1'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1',
		answer: {...machine, config: null, incomplete_config: {image: 'nginx'}},
		result: {config: undefined, instanceId: undefined},
	},
	{
		title: 'getMachine',
		call: api => api.getMachine('shop', 'm1'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1?include_leases=true',
		answer: machine,
		result: expect.objectContaining({id: 'm1'}),
	},
	{
		title: 'updateMachine',
		call: api =>
			api.updateMachine(
				'shop',
				'm1',
				{config, currentVersion: '01J', skipLaunch: false, skipServiceRegistration: true, minSecretsVersion: 7},
				{nonce: 'n0nce'},
			),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1',
		body: {config, current_version: '01J', skip_launch: false, skip_service_registration: true, min_secrets_version: 7},
		nonce: 'n0nce',
		answer: machine,
		result: expect.objectContaining({id: 'm1'}),
	},
	{
		title: 'waitForMachine',
		call: api => api.waitForMachine('shop', 'm1', {state: 'stopped', timeoutSeconds: 60, instanceId: '01J'}),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/wait?state=stopped&timeout=60&version=01J',
		answer: {ok: true, state: 'stopped'},
		result: {state: 'stopped'},
	},
	{
		title: 'waitForMachine after an event',
		call: api => api.waitForMachine('shop', 'm1', {state: 'started', timeoutSeconds: 5, fromEventId: '01E'}),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/wait?state=started&timeout=5&from_event_id=01E',
		answer: ok,
		result: {state: 'started'},
	},
	{
		title: 'waitForMachine of any version, answered as in 2022',
		call: api => api.waitForMachine('shop', 'm1', {state: 'started', timeoutSeconds: 5}),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/wait?state=started&timeout=5',
		answer: ok,
		result: {state: 'started'},
	},
	{
		title: 'waitForMachine until a machine is gone that is gone',
		call: api => api.waitForMachine('shop', 'm1', {state: 'destroyed', timeoutSeconds: 5}),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/wait?state=destroyed&timeout=5',
		status: 404,
		answer: {error: 'not_found: machine not found'},
		result: {state: 'destroyed'},
	},
];

testCalls(rows);

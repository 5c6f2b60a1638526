/*
The original guide to the Machines API teaches it by curl examples. Each of them is sent here, with its blanks filled in, and must get the
status and the shape that the guide shows, or that today's documents show where the API has moved on.
*/
import {describe, expect, test} from 'vitest';
import type {Json} from '../../source/domain/json.ts';
import {startTestApi} from '../helpers/local-server.ts';

const json = {'content-type': 'application/json'};

const services = [
	{
		ports: [
			{port: 443, handlers: ['tls', 'http']},
			{port: 80, handlers: ['http']},
		],
		protocol: 'tcp',
		internal_port: 8080,
	},
];

const quirkyMachine = {
	name: 'quirky-machine',
	config: {
		image: 'flyio/fastify-functions',
		env: {APP_ENV: 'production'},
		services,
		checks: {httpget: {type: 'http', port: 8080, method: 'GET', path: '/', interval: '15s', timeout: '10s'}},
	},
};

const biggerConfig = {
	image: 'flyio/fastify-functions',
	guest: {memory_mb: 512, cpus: 2, cpu_kind: 'shared'},
	env: {APP_ENV: 'production'},
	services,
};

const machineShape = {
	id: expect.stringMatching(/^[0-9a-f]{14}$/),
	name: 'quirky-machine',
	region: expect.stringMatching(/^[a-z]{3}$/),
	instance_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
	private_ip: expect.stringMatching(/^fdaa:[0-9a-f:]+$/),
	image_ref: {
		registry: expect.any(String),
		repository: 'flyio/fastify-functions',
		tag: 'latest',
		digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
		labels: {},
	},
	created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
};

const startGuide = async () => {
	const {call} = await startTestApi({speed: 20});
	const curl = (method: string, path: string, body?: Json, headers: Readonly<Record<string, string>> = {}) =>
		call(method, path, body, {headers: {...json, ...headers}});
	const createApp = () => curl('POST', '/v1/apps', {app_name: 'my-app-name', org_slug: 'personal'});
	return {curl, createApp};
};

const startWithMachine = async () => {
	const {curl, createApp} = await startGuide();
	await createApp();
	const machines = '/v1/apps/my-app-name/machines';
	const {body} = await curl('POST', machines, quirkyMachine);
	const machine = `${machines}/${body.id}`;
	await curl('GET', `${machine}/wait?state=started`);
	return {curl, machines, machine};
};

test('the API is there: an undefined endpoint is a 404 page not found', async () => {
	const {curl} = await startGuide();
	const {status, text} = await curl('GET', '/');
	expect([status, text.trim()]).toEqual([404, '404 page not found']);
});

describe('operations on apps', () => {
	test('create a Fly app', async () => {
		const {createApp} = await startGuide();
		const {status, body} = await createApp();
		expect([status, body]).toEqual([201, {id: expect.any(String), created_at: expect.any(Number)}]);
	});

	test('get application details', async () => {
		const {curl, createApp} = await startGuide();
		await createApp();
		const {status, body} = await curl('GET', '/v1/apps/my-app-name');
		expect(status).toBe(200);
		expect(body).toMatchObject({
			id: expect.any(String),
			name: 'my-app-name',
			status: 'pending',
			organization: {name: expect.any(String), slug: 'personal'},
		});
	});

	test('delete a Fly app, after which it is not found', async () => {
		const {curl, createApp} = await startGuide();
		await createApp();
		const {status, text} = await curl('DELETE', '/v1/apps/my-app-name');
		expect([status, text]).toEqual([202, '']);
		const again = await curl('DELETE', '/v1/apps/my-app-name');
		expect([again.status, again.body]).toEqual([404, {error: 'app not found'}]);
	});

	test('delete a Fly app with its running machines, by force', async () => {
		const {curl} = await startWithMachine();
		expect((await curl('DELETE', '/v1/apps/my-app-name?force=true')).status).toBe(202);
		expect((await curl('GET', '/v1/apps/my-app-name')).status).toBe(404);
	});
});

describe('operations on machines', () => {
	test('create a machine', async () => {
		const {curl, createApp} = await startGuide();
		await createApp();
		const {status, body} = await curl('POST', '/v1/apps/my-app-name/machines', quirkyMachine);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			...machineShape,
			state: 'created',
			config: {
				...quirkyMachine.config,
				init: {},
				guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256},
			},
		});
	});

	test('wait for a machine to reach a specified state', async () => {
		const {curl, createApp} = await startGuide();
		await createApp();
		const {body: machine} = await curl('POST', '/v1/apps/my-app-name/machines', quirkyMachine);
		const {status, body} = await curl('GET', `/v1/apps/my-app-name/machines/${machine.id}/wait?state=started&timeout=30`);
		expect(status).toBe(200);
		expect(body).toMatchObject({ok: true, state: 'started'});
	});

	test('get a machine, with its events newest first', async () => {
		const {curl, machine} = await startWithMachine();
		await curl('POST', `${machine}/stop`);
		await curl('GET', `${machine}/wait?state=stopped`);
		const {status, body} = await curl('GET', machine);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			...machineShape,
			state: 'stopped',
			events: [
				{
					type: 'exit',
					status: 'stopped',
					source: 'flyd',
					timestamp: expect.any(Number),
					request: {
						exit_event: {
							exit_code: 0,
							exited_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
							guest_exit_code: 0,
							guest_signal: -1,
							oom_killed: false,
							requested_stop: true,
							restarting: false,
							signal: -1,
						},
						restart_count: 0,
					},
				},
				{type: 'stop', status: 'stopping', source: 'user'},
				{type: 'start', status: 'started', source: 'flyd'},
				{type: 'launch', status: 'created', source: 'user'},
				{type: 'launch', status: 'pending', source: 'flyd'},
			],
		});
	});

	test('update a machine', async () => {
		const {curl, machine} = await startWithMachine();
		const {body: before} = await curl('GET', machine);
		const {status, body} = await curl('POST', machine, {config: biggerConfig});
		expect(status).toBe(200);
		expect(body).toMatchObject({...machineShape, id: before.id, config: {guest: {cpu_kind: 'shared', cpus: 2, memory_mb: 512}}});
		expect(body.instance_id).not.toBe(before.instance_id);
		expect((await curl('GET', `${machine}/wait?version=${body.instance_id}`)).status).toBe(200);
	});

	test('stop a machine', async () => {
		const {curl, machine} = await startWithMachine();
		const {status, body} = await curl('POST', `${machine}/stop`);
		expect([status, body]).toEqual([200, {ok: true}]);
	});

	test('start a machine', async () => {
		const {curl, machine} = await startWithMachine();
		await curl('POST', `${machine}/stop`);
		await curl('GET', `${machine}/wait?state=stopped`);
		const {status, body} = await curl('POST', `${machine}/start`);
		expect([status, body]).toEqual([200, {previous_state: 'stopped', migrated: false, new_host: ''}]);
	});

	test('delete a machine permanently', async () => {
		const {curl, machine} = await startWithMachine();
		await curl('POST', `${machine}/stop`);
		await curl('GET', `${machine}/wait?state=stopped`);
		const {status, body} = await curl('DELETE', machine);
		expect([status, body]).toEqual([200, {ok: true}]);
		expect((await curl('GET', `${machine}/wait?state=destroyed`)).body).toMatchObject({ok: true, state: 'destroyed'});
	});

	test('delete a running machine, by force', async () => {
		const {curl, machine} = await startWithMachine();
		const {status, body} = await curl('DELETE', `${machine}?force=true`);
		expect([status, body]).toEqual([200, {ok: true}]);
	});

	test('list machines for an app', async () => {
		const {curl, machines} = await startWithMachine();
		const {status, list} = await curl('GET', machines);
		expect(status).toBe(200);
		expect(list).toMatchObject([{...machineShape, state: 'started', config: {image: 'flyio/fastify-functions'}}]);
	});
});

describe('leases', () => {
	test('lease a machine', async () => {
		const {curl, machine} = await startWithMachine();
		const {status, body} = await curl('POST', `${machine}/lease`, {ttl: 500});
		expect(status).toBe(201);
		expect(body).toEqual({
			status: 'success',
			data: {
				nonce: expect.stringMatching(/^[0-9a-f]{12}$/),
				expires_at: expect.any(Number),
				owner: expect.any(String),
				description: '',
				version: expect.stringMatching(/^[0-9A-Z]{26}$/),
			},
		});
		const second = await curl('POST', `${machine}/lease`, {ttl: 500});
		expect(second.status).toBe(409);
		expect(second.body.error).toMatch(/^aborted: machine ID [0-9a-f]{14} lease currently held by .+, expires at .+Z$/);
	});

	test('use the provided nonce, then release the lease', async () => {
		const {curl, machine} = await startWithMachine();
		const {text} = await curl('POST', `${machine}/lease`, {ttl: 500});
		const nonce = {'fly-machine-lease-nonce': String(JSON.parse(text).data.nonce)};
		expect((await curl('POST', machine, {config: biggerConfig})).status).toBe(409);
		expect((await curl('POST', machine, {config: biggerConfig}, nonce)).status).toBe(200);
		const released = await curl('DELETE', `${machine}/lease`, undefined, nonce);
		expect([released.status, released.body]).toEqual([200, {status: 'success', data: {ok: true}}]);
		expect((await curl('GET', `${machine}/lease`)).status).toBe(404);
	});
});

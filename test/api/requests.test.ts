import {expect, test} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';

type Row = {
	readonly title: string;
	readonly call: (api: Api) => Promise<unknown>;
	readonly method: string;
	readonly url: string;
	readonly body?: unknown;
	readonly nonce?: string;
	readonly status?: number;
	readonly answer: unknown;
	readonly result?: unknown;
};

const machine = {id: 'm1', state: 'started'};
const lease = {status: 'success', data: {nonce: 'n0nce', expires_at: 1_800_000_060, owner: 'me@example.com', description: 'hold'}};
const heldLease = {owner: 'me@example.com', description: 'hold', expiresAtMs: 1_800_000_060_000};
const ok = {ok: true};
const config = {image: 'nginx'};

const rows: readonly Row[] = [
	{
		title: 'listApps',
		call: api => api.listApps('acme & co'),
		method: 'GET',
		url: '/v1/apps?org_slug=acme+%26+co',
		answer: {total_apps: 1, apps: [{id: 'x', name: 'shop', machine_count: 3}]},
		result: [{id: 'x', name: 'shop', status: '', organizationSlug: undefined, machineCount: 3}],
	},
	{
		title: 'listApps of an organization without apps',
		call: api => api.listApps('acme'),
		method: 'GET',
		url: '/v1/apps?org_slug=acme',
		answer: {total_apps: 0, apps: null},
		result: [],
	},
	{
		title: 'createApp',
		call: api => api.createApp({name: 'shop', organizationSlug: 'acme'}),
		method: 'POST',
		url: '/v1/apps',
		body: {name: 'shop', org_slug: 'acme'},
		status: 201,
		answer: {id: 'x', created_at: 1},
		result: {id: 'x'},
	},
	{
		title: 'getApp',
		call: api => api.getApp('shop'),
		method: 'GET',
		url: '/v1/apps/shop',
		answer: {id: 'x', name: 'shop', status: 'deployed', organization: {slug: 'acme'}},
		result: {id: 'x', name: 'shop', status: 'deployed', organizationSlug: 'acme', machineCount: undefined},
	},
	{title: 'deleteApp', call: api => api.deleteApp('shop'), method: 'DELETE', url: '/v1/apps/shop', status: 202, answer: undefined},
	{
		title: 'deleteApp with force',
		call: api => api.deleteApp('shop', {force: true}),
		method: 'DELETE',
		url: '/v1/apps/shop?force=true',
		status: 202,
		answer: undefined,
	},
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
		call: api => api.createMachine('shop', {name: 'web', region: 'ams', config, skipLaunch: true, leaseTtlSeconds: 13}),
		method: 'POST',
		url: '/v1/apps/shop/machines',
		body: {name: 'web', region: 'ams', config, skip_launch: true, lease_ttl: 13},
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
		title: 'getMachine',
		call: api => api.getMachine('shop', 'm1'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1?include_leases=true',
		answer: machine,
		result: expect.objectContaining({id: 'm1'}),
	},
	{
		title: 'updateMachine',
		call: api => api.updateMachine('shop', 'm1', {config, currentVersion: '01J', skipLaunch: false}, {nonce: 'n0nce'}),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1',
		body: {config, current_version: '01J', skip_launch: false},
		nonce: 'n0nce',
		answer: machine,
		result: expect.objectContaining({id: 'm1'}),
	},
	{
		title: 'startMachine',
		call: api => api.startMachine('shop', 'm1', {nonce: 'n0nce'}),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1/start',
		nonce: 'n0nce',
		answer: {previous_state: 'stopped', migrated: false, new_host: ''},
		result: {previousState: 'stopped'},
	},
	{
		title: 'startMachine without a lease',
		call: api => api.startMachine('shop', 'm1', {nonce: undefined}),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1/start',
		answer: {previous_state: 'stopped'},
		result: {previousState: 'stopped'},
	},
	{
		title: 'stopMachine',
		call: api => api.stopMachine('shop', 'm1'),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1/stop',
		answer: ok,
	},
	{
		title: 'stopMachine with a signal and a timeout',
		call: api => api.stopMachine('shop', 'm1', {nonce: 'n0nce', stopSignal: 'SIGTERM', stopTimeout: '10s'}),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1/stop',
		body: {signal: 'SIGTERM', timeout: '10s'},
		nonce: 'n0nce',
		answer: ok,
	},
	{
		title: 'deleteMachine',
		call: api => api.deleteMachine('shop', 'm1', {nonce: 'n0nce'}),
		method: 'DELETE',
		url: '/v1/apps/shop/machines/m1',
		nonce: 'n0nce',
		answer: ok,
	},
	{
		title: 'deleteMachine with force',
		call: api => api.deleteMachine('shop', 'm1', {force: true}),
		method: 'DELETE',
		url: '/v1/apps/shop/machines/m1?force=true',
		answer: ok,
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
	{
		title: 'acquireLease',
		call: api => api.acquireLease('shop', 'm1', {ttlSeconds: 60, description: 'hold'}),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1/lease',
		body: {ttl: 60, description: 'hold'},
		status: 201,
		answer: lease,
		result: {...heldLease, nonce: 'n0nce'},
	},
	{
		title: 'getLease',
		call: api => api.getLease('shop', 'm1'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/lease',
		answer: lease,
		result: heldLease,
	},
	{
		title: 'getLease where there is none',
		call: api => api.getLease('shop', 'm1'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/lease',
		status: 404,
		answer: {error: 'not_found: lease not found'},
	},
	{
		title: 'refreshLease',
		call: api => api.refreshLease('shop', 'm1', {ttlSeconds: 60, nonce: 'n0nce'}),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1/lease',
		body: {ttl: 60},
		nonce: 'n0nce',
		answer: lease.data,
		result: {...heldLease, nonce: 'n0nce'},
	},
	{
		title: 'releaseLease',
		call: api => api.releaseLease('shop', 'm1', 'n0nce'),
		method: 'DELETE',
		url: '/v1/apps/shop/machines/m1/lease',
		nonce: 'n0nce',
		answer: {status: 'success', data: ok},
	},
	{
		title: 'releaseLease of a lease that ran out',
		call: api => api.releaseLease('shop', 'm1', 'n0nce'),
		method: 'DELETE',
		url: '/v1/apps/shop/machines/m1/lease',
		nonce: 'n0nce',
		status: 404,
		answer: {error: 'not_found: lease not found'},
	},
];

test.each(rows)('$title asks $method $url', async row => {
	const server = await startStubServer(
		row.answer === undefined ? response => response.writeHead(row.status ?? 200).end() : jsonAnswer(row.answer, row.status),
	);
	const api = createApi({baseUrl: server.baseUrl, token: 'fm2_abcdef', clock: createManualClock(), userAgent: 'flydeck/1'});

	expect(await row.call(api)).toEqual(row.result);
	expect(server.requests).toHaveLength(1);
	const [request] = server.requests;
	expect(request).toMatchObject({
		method: row.method,
		url: row.url,
		headers: {authorization: 'FlyV1 fm2_abcdef', accept: 'application/json', 'user-agent': 'flydeck/1'},
	});
	expect(request?.headers['fly-machine-lease-nonce']).toBe(row.nonce);
	expect(request?.body === '' ? undefined : JSON.parse(request?.body ?? '')).toEqual(row.body);
	expect(request?.headers['content-type']).toBe(row.body === undefined ? undefined : 'application/json');
});

test('names and ids are encoded, so that they cannot reach another resource', async () => {
	const server = await startStubServer(jsonAnswer(machine));
	const api = createApi({baseUrl: `${server.baseUrl}/`, token: 'abc', clock: createManualClock(), userAgent: 'flydeck/1'});
	await api.getMachine('a/b?c', '../é#');
	expect(server.requests[0]?.url).toBe('/v1/apps/a%2Fb%3Fc/machines/..%2F%C3%A9%23?include_leases=true');
});

test.each(['', '.', '..'])('a call for an app named "%s" is refused before anything is sent', async name => {
	const server = await startStubServer(jsonAnswer({}));
	const api = createApi({baseUrl: server.baseUrl, token: 'abc', clock: createManualClock(), userAgent: 'flydeck/1'});
	await expect(api.deleteApp(name)).rejects.toMatchObject({name: 'ApiError', kind: 'invalid'});
	expect(server.requests).toEqual([]);
});

test('calls beyond the burst wait for the clock', async () => {
	const server = await startStubServer(jsonAnswer([]));
	const clock = createManualClock();
	const api = createApi({baseUrl: server.baseUrl, token: 'abc', clock, userAgent: 'flydeck/1'});
	for (let call = 0; call < 3; call++) {
		await api.listMachines('shop');
	}

	const fourth = api.listMachines('shop');
	const elsewhere = await api.listMachines('other');
	expect(elsewhere.machines).toEqual([]);
	expect(server.requests).toHaveLength(4);
	clock.advance(1000);
	await fourth;
	expect(server.requests).toHaveLength(5);
});

test('the given fetch is the one that sends', async () => {
	const asked: string[] = [];
	const fetchNothing: typeof fetch = async input => {
		asked.push(input instanceof Request ? input.url : String(input));
		return Response.json([]);
	};
	const api = createApi({
		baseUrl: 'http://api.invalid',
		token: 'abc',
		clock: createManualClock(),
		fetch: fetchNothing,
		userAgent: 'flydeck/1',
	});
	await api.listMachines('shop');
	expect(asked).toEqual(['http://api.invalid/v1/apps/shop/machines?include_leases=true']);
});

import {describe, expect, test} from 'vitest';
import type {Json, JsonObject} from '../../../source/domain/json.ts';
import {routesOf} from '../../../source/local/http/routes.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';
import {createTestWorld} from '../../helpers/local-world.ts';

const remembered = {image: 'nginx', guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256}, metadata: {role: 'web'}};

const unreachable = {host_status: 'unreachable', config: null, incomplete_config: remembered, state: 'started'};

const header = {headers: {'flydeck-fault': 'host-unreachable'}};

const startReachable = async () => {
	const machine = await startWithMachine({config: {image: 'nginx', env: {A: '1'}, metadata: {role: 'web'}}});
	const down = (ids: readonly string[]) =>
		machine.call('PUT', '/_flydeck/faults', {rules: ids.map(id => ({fault: 'host-unreachable', machine: id}))});
	return {...machine, down};
};

const none = undefined;

/** Every call on a machine: what is below its path, its body, and whether its host has to answer it. */
const calls: readonly (readonly [call: string, body: Json | undefined, hostHasToAnswer: boolean])[] = [
	['GET ', none, false],
	['GET /wait', none, false],
	['GET /events', none, false],
	['GET /versions', none, false],
	['GET /metadata', none, false],
	['GET /metadata/role', none, false],
	['POST ', {config: {image: 'nginx:2'}}, true],
	['DELETE ', none, true],
	['POST /start', none, true],
	['POST /stop', none, true],
	['POST /restart', none, true],
	['POST /suspend', none, true],
	['POST /signal', {signal: 'SIGHUP'}, true],
	['POST /cordon', none, true],
	['POST /uncordon', none, true],
	['PUT /metadata', {metadata: {a: 'b'}}, true],
	['PATCH /metadata', {metadata: {a: 'b'}}, true],
	['POST /metadata/a', {value: 'b'}, true],
	['DELETE /metadata/role', none, true],
	['POST /exec', {command: ['ls']}, true],
	['GET /ps', none, true],
	['GET /memory', none, true],
	['PUT /memory', {limit_mb: 128}, true],
	['POST /memory/reclaim', {amount_mb: 1}, true],
	['GET /lease', none, true],
	['POST /lease', {ttl: 5}, true],
	['DELETE /lease', none, true],
];

test('every call on a machine is in the table', () => {
	const prefix = '/v1/apps/:app/machines/:machine';
	const all = routesOf(createTestWorld()).filter(({path}) => path.startsWith(prefix));
	const names = all.map(({method, path}) => `${method} ${path.slice(prefix.length).replace(':key', 'role')}`);
	expect(calls.map(([call]) => call.replace('/a', '/role')).toSorted()).toEqual(names.toSorted());
});

describe.each(['by a plan', 'by a header'])('a machine whose host does not answer, %s', way => {
	const start = async () => {
		const machine = await startReachable();
		if (way === 'by a plan') {
			await machine.down([machine.id]);
		}

		return {...machine, options: way === 'by a plan' ? {} : header};
	};

	test('has no config but what the API server remembers, and says so, in lists too', async () => {
		const {call, path, options} = await start();
		const {body} = await call('GET', path, undefined, options);
		expect(body).toMatchObject(unreachable);
		expect(body.incomplete_config).toEqual(remembered);
		expect((await call('GET', machinesPath, undefined, options)).list).toMatchObject([unreachable]);
	});

	test.each(calls)('%s %j: that the host has to answer it is %s', async (name, body, hostHasToAnswer) => {
		const {call, path, options, down} = await start();
		const [method = '', suffix] = name.split(' ');
		const {body: before} = await call('GET', path);
		const reply = await call(method, `${path}${suffix}`, body, options);
		const error = 'deadline_exceeded: context deadline exceeded';
		expect(reply).toMatchObject(hostHasToAnswer ? {status: 408, body: {error}} : {status: 200});
		const {body: after} = await call('GET', path);
		expect(after).toEqual(before);
		await down([]);
		expect(await call('GET', path)).toMatchObject({body: {state: 'started', config: {env: {A: '1'}, metadata: {role: 'web'}}}});
	});

	test('leaves the others as they are', async () => {
		const {call, options} = await start();
		const made = await call('POST', machinesPath, {config: {image: 'nginx'}}, options);
		expect(made).toMatchObject({status: 200, body: {host_status: 'ok', config: {image: 'nginx'}}});
		expect((await call('GET', `${machinesPath}/${made.body.id}`)).body.host_status).toBe('ok');
		expect((await call('POST', `${machinesPath}/${made.body.id}/lease`)).status).toBe(201);
	});
});

describe('a machine whose host does not answer', () => {
	test('is as it was once its host does', async () => {
		const {id, get, down} = await startReachable();
		await down([id]);
		expect(await get()).toMatchObject({host_status: 'unreachable'});
		await down([]);
		expect(await get()).toMatchObject({host_status: 'ok', config: {env: {A: '1'}}, incomplete_config: null});
	});

	test('that does not exist or was destroyed is still a 404', async () => {
		const {call, path, clock} = await startReachable();
		expect((await call('POST', `${machinesPath}/00000000000000/start`, undefined, header)).status).toBe(404);
		await call('DELETE', `${path}?force=true`);
		clock.advance(1600);
		expect((await call('POST', `${path}/start`, undefined, header)).status).toBe(404);
	});

	test('is replaced by the machines that stand by for it', async () => {
		const {call, clock, id, down} = await startReachable();
		const create = async (config: JsonObject): Promise<string> =>
			String((await call('POST', machinesPath, {config: {image: 'nginx', ...config}})).body.id);
		const standby = await create({standbys: [id]});
		const other = await create({standbys: ['00000000000000']});
		clock.advance(10_000);
		const state = async (machine: string) => (await call('GET', `${machinesPath}/${machine}`)).body.state;
		expect([await state(standby), await state(other)]).toEqual(['created', 'created']);
		await down([id]);
		clock.advance(1000);
		expect([await state(standby), await state(other)]).toEqual(['started', 'created']);
	});
});

import {describe, expect, test} from 'vitest';
import type {Json, JsonObject} from '../../../source/domain/json.ts';
import {type Call, startTestApi} from '../../helpers/local-server.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const machines = '/v1/apps/web/machines';

const startWithApp = async () => {
	const clock = createManualClock();
	const {call} = await startTestApi({clock});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	return {clock, call};
};

const create = async (call: Call, body: JsonObject = {}): Promise<string> => {
	const {body: machine} = await call('POST', machines, {config: {image: 'nginx'}, ...body});
	return String(machine.id);
};

const states = (list: readonly Json[]): Json => JSON.parse(JSON.stringify(list)).map((machine: JsonObject) => machine.state);

describe('apps', () => {
	test('are made, found, listed by organisation and deleted', async () => {
		const {call, clock} = await startWithApp();
		const made = await call('POST', '/v1/apps', {name: 'other', org_slug: 'acme', network: ''});
		expect(made.status).toBe(201);
		expect(made.body).toEqual({id: expect.stringMatching(/^[0-9a-z]{16}$/), created_at: clock.now()});
		const listed = await call('GET', '/v1/apps?org_slug=personal');
		expect(listed.body).toMatchObject({total_apps: 1, apps: [{name: 'web', machine_count: 0, status: 'pending', network: 'default'}]});
		const deleted = await call('DELETE', '/v1/apps/web');
		expect([deleted.status, deleted.text]).toEqual([202, '']);
		expect(await call('GET', '/v1/apps/web')).toMatchObject({status: 404, body: {error: 'app not found'}});
	});

	test('are made once where the same idempotency key comes again', async () => {
		const {call, clock} = await startWithApp();
		const body = {name: 'once', org_slug: 'personal', idempotency_key: 'k1'};
		const {body: made} = await call('POST', '/v1/apps', body);
		clock.advance(1000);
		expect(await call('POST', '/v1/apps', body)).toMatchObject({status: 201, body: made});
		expect((await call('POST', '/v1/apps', {...body, idempotency_key: 'k2'})).body).toMatchObject({status: 'name_taken'});
		expect((await call('POST', '/v1/apps', {...body, name: 'web'})).body).toMatchObject({status: 'name_taken'});
	});

	test.each([
		[{name: 'web', org_slug: 'personal'}, 422, {error: 'Validation failed: Name has already been taken', status: 'name_taken'}],
		[
			{name: 'No Good', org_slug: 'personal'},
			422,
			{error: 'Validation failed: Name under 63 chars using numbers, lowercase letters and dashes'},
		],
		[{name: 'free'}, 400, {error: 'invalid_argument: org_slug is required'}],
	])('%j is refused with %i', async (body, status, error) => {
		const {call} = await startWithApp();
		expect(await call('POST', '/v1/apps', body)).toMatchObject({status, body: error});
	});

	test('with running machines are deleted only by force', async () => {
		const {call, clock} = await startWithApp();
		await create(call);
		clock.advance(2000);
		expect((await call('DELETE', '/v1/apps/web')).status).toBe(412);
		expect((await call('DELETE', '/v1/apps/web?force=true')).status).toBe(202);
		expect((await call('GET', machines)).status).toBe(404);
	});
});

describe('machines', () => {
	test('are answered with the nulls and the omissions of the API', async () => {
		const {call} = await startWithApp();
		const config = {image: 'nginx', services: [{protocol: 'tcp', internal_port: 80}]};
		const {status, body} = await call('POST', machines, {name: 'one', config});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			name: 'one',
			state: 'created',
			region: 'fra',
			incomplete_config: null,
			host_status: 'ok',
			config: {init: {}, guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256}, services: [{force_instance_key: null}]},
			events: [
				{type: 'launch', status: 'created'},
				{type: 'launch', status: 'pending'},
			],
		});
		for (const key of ['checks', 'nonce', 'lease', 'cordoned']) {
			expect(body).not.toHaveProperty(key);
		}
	});

	test('are listed in order of their making, by state, region and metadata, and unknown query words are ignored', async () => {
		const {call, clock} = await startWithApp();
		const first = await create(call, {region: 'syd', config: {image: 'nginx', metadata: {role: 'a'}}});
		clock.advance(2000);
		const second = await create(call, {region: 'lhr,fra', skip_launch: true});
		const idsOf = async (query: string) =>
			JSON.parse((await call('GET', `${machines}?${query}`)).text).map((machine: JsonObject) => machine.id);
		expect(await idsOf('started')).toEqual([first, second]);
		expect(await idsOf('state=started,stopped')).toEqual([first]);
		expect(await idsOf('region=lhr')).toEqual([second]);
		expect(await idsOf('metadata.role=a')).toEqual([first]);
		expect(await idsOf('metadata.role=b')).toEqual([]);
	});

	test('have unique names', async () => {
		const {call} = await startWithApp();
		const id = await create(call, {name: 'foo'});
		const {status, body} = await call('POST', machines, {name: 'foo', config: {image: 'nginx'}});
		const error = `already_exists: unique machine name violation, machine ID ${id} already exists with name "foo"`;
		expect([status, body]).toEqual([409, {error}]);
	});

	test('that are destroyed are answered for some seconds, then 404, then only listed with include_deleted', async () => {
		const {call, clock} = await startWithApp();
		const id = await create(call);
		clock.advance(2000);
		expect(await call('DELETE', `${machines}/${id}`)).toMatchObject({
			status: 412,
			body: {error: expect.stringContaining('failed_precondition: ')},
		});
		expect(await call('DELETE', `${machines}/${id}/?force=true`)).toMatchObject({status: 200, body: {ok: true}});
		clock.advance(1600);
		expect(await call('GET', `${machines}/${id}`)).toMatchObject({status: 200, body: {state: 'destroyed'}});
		clock.advance(10_000);
		expect(await call('GET', `${machines}/${id}`)).toMatchObject({status: 404, body: {error: 'not_found: machine not found'}});
		expect((await call('GET', machines)).list).toEqual([]);
		expect(states((await call('GET', `${machines}?include_deleted=true`)).list)).toEqual(['destroyed']);
	});

	test('start and stop by request, and say what they were', async () => {
		const {call, clock} = await startWithApp();
		const id = await create(call);
		clock.advance(2000);
		expect(await call('POST', `${machines}/${id}/start`)).toMatchObject({
			status: 412,
			body: {error: 'failed_precondition: machine still active, refusing to start'},
		});
		expect(await call('POST', `${machines}/${id}/stop`, {signal: 'SIGTERM', timeout: '1s'})).toMatchObject({status: 200, body: {ok: true}});
		expect((await call('GET', `${machines}/${id}`)).body.state).toBe('stopping');
		clock.advance(2000);
		expect(await call('POST', `${machines}/${id}/stop`)).toMatchObject({status: 200, body: {ok: true}});
		const started = await call('POST', `${machines}/${id}/start`);
		expect([started.status, started.body]).toEqual([200, {previous_state: 'stopped', migrated: false, new_host: ''}]);
	});

	test('are updated whole, and not when their version is another', async () => {
		const {call, clock} = await startWithApp();
		const id = await create(call, {config: {image: 'nginx', env: {A: '1'}}});
		clock.advance(2000);
		const stale = {config: {image: 'nginx:2'}, current_version: '01ARZ3NDEKTSV4RRFFQ69G5FAV'};
		expect((await call('POST', `${machines}/${id}`, stale)).status).toBe(412);
		const {body: before} = await call('GET', `${machines}/${id}`);
		const {status, body} = await call('POST', `${machines}/${id}`, {...stale, current_version: before.instance_id});
		expect(status).toBe(200);
		expect(body).toMatchObject({state: 'replacing', config: {image: 'nginx:2'}});
		expect(body.config).not.toHaveProperty('env');
		expect(body.instance_id).not.toBe(before.instance_id);
	});
});

describe('bad input', () => {
	test.each([
		['', 'EOF'],
		['{"config":', 'unexpected EOF'],
		['{nope}', "invalid character 'n' looking for beginning of object key string"],
		['[]', 'json: cannot unmarshal array into Go value of type main.createMachineRequest'],
		['{"config":[]}', 'json: cannot unmarshal array into Go struct field createMachineRequest.config of type fly.MachineConfig'],
		['{"config":{"image":1}}', 'json: cannot unmarshal number into Go struct field createMachineRequest.config.image of type string'],
		[
			'{"config":{"init":{"cmd":"ls"}}}',
			'json: cannot unmarshal string into Go struct field createMachineRequest.config.init.cmd of type []string',
		],
		['{"lease_ttl":1.5}', 'json: cannot unmarshal number 1.5 into Go struct field createMachineRequest.lease_ttl of type int'],
		[`{"config":{"image":"a","x":${'['.repeat(9000)}${']'.repeat(9000)}}}`, 'json: exceeded max depth'],
		[`${'{"config":'.repeat(900)}1${'}'.repeat(900)}`, 'json: exceeded max depth'],
		['{"lease_ttl":NaN}', "invalid character 'N' looking for beginning of value"],
		['{"lease_ttl":-Infinity}', expect.stringMatching(/^invalid character/)],
		[
			'{"lease_ttl":1e400}',
			expect.stringMatching(/^json: cannot unmarshal number .* into Go struct field createMachineRequest\.lease_ttl of type int$/),
		],
		['{"lease_ttl":99999999999999999999}', expect.stringMatching(/^json: cannot unmarshal number /)],
		['{"name":["a"]}', 'json: cannot unmarshal array into Go struct field createMachineRequest.name of type string'],
		['\ud800', expect.stringMatching(/^invalid character/)],
		['null', 'invalid_argument: config.image is required'],
		[
			'{"config":{"image":"a","guest":{"cpus":2,"memory_mb":256}}}',
			expect.stringContaining('invalid_argument: invalid config.guest.memory_mb'),
		],
		['{"config":{"image":"a","stop_config":{"timeout":"soon"}}}', 'invalid_argument: time: invalid duration "soon"'],
		['{"config":{"image":"a","stop_config":{"signal":"SIGWINCH"}}}', "invalid_argument: invalid signal 'SIGWINCH'"],
		['{"config":{"image":"a"},"region":"mars!"}', "invalid_argument: region 'mars!' not found"],
		['{"config":{"image":"a"},"lease_ttl":-1}', expect.stringContaining('invalid_argument: ')],
	])('%.60s is a 400', async (body, error) => {
		const {call} = await startWithApp();
		const reply = await call('POST', machines, body);
		expect([reply.status, reply.body]).toEqual([400, {error}]);
	});

	test('of a key that comes twice the last counts', async () => {
		const {call} = await startWithApp();
		const body = '{"name":"a","config":{"image":"x"},"name":"b","config":{"image":"y"}}';
		expect(await call('POST', machines, body)).toMatchObject({status: 200, body: {name: 'b', config: {image: 'y'}}});
	});

	test.each(['日本', '../../etc/passwd', '..', '\u202egnp', '__proto__', 'x'.repeat(10_000)])(
		'a machine may have the name %.20s, and no more comes of it',
		async name => {
			const {call} = await startWithApp();
			const id = await create(call, {name});
			expect((await call('GET', `${machines}/${id}`)).body.name).toBe(name);
			expect((await call('POST', machines, {name, config: {image: 'nginx'}})).status).toBe(409);
		},
	);

	test('an image may come from the containers instead', async () => {
		const {call} = await startWithApp();
		const {status, body} = await call('POST', machines, {config: {containers: [{name: 'a', image: 'redis:7'}]}});
		expect(status).toBe(200);
		expect(body).toMatchObject({image_ref: {repository: 'library/redis', tag: '7'}});
	});

	test('a body over a megabyte is a 413', async () => {
		const {call} = await startWithApp();
		expect((await call('POST', machines, {config: {image: 'a'.repeat(1024 * 1024)}})).status).toBe(413);
	});

	test('an id of the wrong form and an unknown one are told apart', async () => {
		const {call} = await startWithApp();
		expect(await call('GET', `${machines}/nope`)).toMatchObject({
			status: 400,
			body: {error: "invalid_argument: invalid machine ID, 'nope'"},
		});
		expect(await call('GET', `${machines}/00000000000000`)).toMatchObject({status: 404, body: {error: 'not_found: machine not found'}});
	});
});

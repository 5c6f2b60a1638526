/* The readme tells what of the local Machines API is faithful and what differs, a row for each. Each row has its proof here. */
import {readFileSync} from 'node:fs';
import {describe, expect, test, vi} from 'vitest';
import type {Json, JsonObject} from '../source/domain/json.ts';
import {routesOf} from '../source/local/http/routes.ts';
import type {LocalApiOptions} from '../source/local/local-api.ts';
import {machinesPath, startWithMachine, storyOf} from './helpers/local-machine.ts';
import {callWith, startTestApi} from './helpers/local-server.ts';
import {createTestWorld} from './helpers/local-world.ts';
import {createManualClock} from './helpers/manual-clock.ts';
import {rowsBetween} from './helpers/readme-table.ts';

const readme = readFileSync(new URL('../readme.md', import.meta.url), 'utf8');

const rows = rowsBetween(readme, '<!-- facts: a test checks each row -->', '<!-- /facts -->');

/** A server whose machines are real processes, and one of them, which has run the script to its end: what it wrote and how it ended. */
const runToEnd = async (script: string, config: JsonObject = {}, secrets: JsonObject = {}, body: JsonObject = {}) => {
	const {call} = await startTestApi({speed: 1000});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	await call('POST', '/v1/apps/web/secrets', {values: secrets});
	const {body: volume} = await call('POST', '/v1/apps/web/volumes', {name: 'data'});
	const asked = {image: 'busybox', restart: {policy: 'no'}, init: {exec: ['sh', '-c', script]}, ...config};
	const withVolume = JSON.parse(JSON.stringify(asked).replaceAll('VOLUME', String(volume.id)));
	const {body: made} = await call('POST', machinesPath, {config: withVolume, ...body});
	const path = `${machinesPath}/${made.id}`;
	await call('GET', `${path}/wait?state=stopped&timeout=30`);
	const {events} = JSON.parse((await call('GET', path)).text);
	const logs = (await call('GET', `/api/v1/apps/web/logs?instance=${made.id}`)).text;
	return {exitCode: events[0].request.exit_event.exit_code, logs, call, path};
};

const startApp = async (options: Partial<LocalApiOptions> = {}) => {
	const clock = createManualClock();
	const {api, call} = await startTestApi({clock, ...options});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	return {api, call, clock};
};

const statusesOf = async (count: number, ask: () => Promise<{readonly status: number}>): Promise<readonly number[]> => {
	const statuses: number[] = [];
	for (let asked = 0; asked < count; asked++) {
		statuses.push((await ask()).status);
	}

	return statuses;
};

const unreachable = {headers: {'flydeck-fault': 'host-unreachable'}};

const proofs: Readonly<Record<string, () => Promise<void>>> = {
	async 'Go client'() {
		const {call, id, path} = await startWithMachine();
		const flyV1 = {headers: {authorization: 'FlyV1 secret'}};
		const statusOf = async (method: string, at: string, body?: Json) => (await call(method, at, body, flyV1)).status;
		expect(await statusOf('POST', '/v1/apps', {name: 'other', org_slug: 'personal', network: '', app_role_id: ''})).toBe(201);
		expect(await statusOf('GET', `${machinesPath}?started`)).toBe(200);
		expect(await statusOf('POST', `${path}/stop`, {id, signal: '', timeout: '10s'})).toBe(200);
		expect(await statusOf('POST', `${path}/signal`, {signal: 9})).toBe(412);
		const leased = await call('POST', `${path}/lease?ttl=13`, undefined, flyV1);
		expect([leased.status, leased.body]).toMatchObject([201, {status: 'success', data: {nonce: expect.any(String)}}]);
		const {nonce} = JSON.parse(leased.text).data;
		const held = {headers: {...flyV1.headers, 'fly-machine-lease-nonce': nonce}};
		expect((await call('DELETE', `${path}?kill=true`, undefined, held)).status).toBe(200);
	},
	async calls() {
		const {call} = await startTestApi();
		const routes = routesOf(createTestWorld());
		expect(new Set(routes.map(({operation}) => operation)).size).toBeGreaterThan(74);
		for (const path of ['/v1/tokens/oidc', '/v1/tokens/kms', '/v1/postgres/clusters']) {
			expect(await call('POST', path, {})).toMatchObject({status: 501, body: {error: expect.stringMatching(/^unimplemented: /)}});
		}
	},
	async errors() {
		const {call, path} = await startWithMachine();
		const error = 'failed_precondition: machine still active, refusing to start';
		expect(await call('POST', `${path}/start`)).toMatchObject({status: 412, body: {error}});
		expect((await call('POST', machinesPath, '[]')).body.error).toMatch(/^json: cannot unmarshal array into Go value/);
		expect(await call('GET', '/v1/nowhere')).toMatchObject({status: 404, text: '404 page not found\n'});
	},
	async 'states and events'() {
		const {get} = await startWithMachine();
		const machine = await get();
		expect(machine.state).toBe('started');
		expect(storyOf(machine)).toEqual(['launch/pending/flyd', 'launch/created/user', 'start/started/flyd']);
	},
	async waits() {
		const {call, clock, path} = await startWithMachine();
		for (const timeout of [0, 61]) {
			expect((await call('GET', `${path}/wait?timeout=${timeout}`)).status).toBe(400);
		}

		const {body} = await call('GET', `${path}/wait?state=started&timeout=60`);
		expect(body).toEqual({ok: true, state: 'started', event_id: expect.any(String), version: expect.any(String)});
		expect((await call('GET', `${path}/wait?version=other`)).status).toBe(408);
		for (const query of ['state=stopped', `from_event_id=${body.event_id}`]) {
			const reply = call('GET', `${path}/wait?timeout=1&${query}`);
			const settled = vi.fn();
			reply.then(settled, settled);
			await vi.waitFor(() => {
				clock.advance(1000);
				expect(settled).toHaveBeenCalled();
			});
			expect((await reply).status).toBe(408);
		}
	},
	async leases() {
		const {call, clock, path} = await startWithMachine();
		const {body} = await call('POST', `${path}/lease`, {ttl: 5});
		expect(body.data).toMatchObject({owner: 'you@localhost'});
		for (const [method, suffix] of [
			['POST', '/stop'],
			['DELETE', '?force=true'],
			['POST', '/lease'],
		] as const) {
			expect((await call(method, path + suffix)).status).toBe(409);
		}

		clock.advance(5000);
		expect((await call('POST', `${path}/stop`)).status).toBe(200);
	},
	async 'rate limits'() {
		const {call, clock, path} = await startWithMachine({}, {limits: true});
		expect(await statusesOf(4, () => call('GET', machinesPath))).toEqual([200, 200, 200, 429]);
		expect((await call('GET', machinesPath)).headers.has('retry-after')).toBe(false);
		expect(await statusesOf(11, () => call('GET', path))).toEqual([...Array(10).fill(200), 429]);
		clock.advance(1000);
		expect(await statusesOf(2, () => call('GET', machinesPath))).toEqual([200, 429]);
		expect(await statusesOf(6, () => call('GET', path))).toEqual([...Array(5).fill(200), 429]);
	},
	async tokens() {
		const {call, clock} = await startApp();
		const {body} = await call('POST', '/v1/apps/web/deploy_token', {expiry: '1h'});
		const statusFor = async (path: string) => (await call('GET', path, undefined, {headers: {authorization: String(body.token)}})).status;
		expect(body.token).toMatch(/^FlyV1 fm2_/);
		expect([await statusFor('/v1/apps/web'), await statusFor('/v1/apps/other'), await statusFor('/v1/apps')]).toEqual([200, 403, 403]);
		clock.advance(3_600_000);
		expect(await statusFor('/v1/apps/web')).toBe(401);
	},
	async races() {
		const {call, clock} = await startApp({realism: 'typical'});
		expect([401, 404]).toContain((await call('GET', '/v1/apps/web')).status);
		clock.advance(10_000);
		const {body} = await call('POST', machinesPath, {config: {image: 'nginx'}});
		const path = `${machinesPath}/${body.id}`;
		expect((await call('GET', path)).status).toBe(404);
		clock.advance(600);
		expect((await call('GET', path)).body.state).toBe('created');
		clock.advance(10_000);
		await call('POST', `${path}/stop`);
		clock.advance(1000);
		expect((await call('POST', `${path}/start`)).body.error).toMatch(/machine still active/);
		const none = await startWithMachine({}, {realism: 'none'});
		await none.post('/stop');
		none.clock.advance(1000);
		await none.post('/start');
	},
	async placement() {
		const {call} = await startApp();
		const create = (region: string) => call('POST', machinesPath, {region, config: {image: 'nginx'}});
		expect((await create('xyz')).status).toBe(400);
		expect((await create('xyz,syd')).body.region).toBe('syd');
		expect(await statusesOf(60, () => create('apac'))).toEqual(Array(60).fill(200));
		const full = {headers: {'flydeck-fault': 'capacity'}};
		expect((await call('POST', machinesPath, {config: {image: 'nginx'}}, full)).body.status).toBe('insufficient_capacity');
	},
	async hosts() {
		const {call, clock, id, path} = await startWithMachine();
		const {body: standby} = await call('POST', machinesPath, {config: {image: 'nginx', standbys: [id]}});
		clock.advance(10_000);
		const down = {host_status: 'unreachable', config: null, incomplete_config: {image: 'nginx'}};
		expect((await call('GET', path, undefined, unreachable)).body).toMatchObject(down);
		expect((await call('POST', `${path}/stop`, undefined, unreachable)).status).toBe(408);
		await call('PUT', '/_flydeck/faults', {rules: [{fault: 'host-unreachable', machine: id}]});
		clock.advance(2000);
		expect((await call('GET', `${machinesPath}/${standby.id}`)).body.state).toBe('started');
	},
	async processes() {
		const {exitCode, logs, call, path} = await runToEnd('echo hello from here; exit 3');
		expect(exitCode).toBe(3);
		expect(logs).toContain('hello from here');
		expect((await call('POST', `${path}/exec`, {command: ['true']})).status).toBe(412);
	},
	async images() {
		const {call, path, get} = await startWithMachine({config: {image: 'registry.example.com/no/such:7'}});
		expect(await get()).toMatchObject({state: 'started', image_ref: {registry: 'registry.example.com', repository: 'no/such', tag: '7'}});
		expect((await call('GET', `${path}/ps`)).list).toHaveLength(1);
	},
	async 'files and paths'() {
		const files = [{guest_path: '/etc/flydeck-fact', raw_value: Buffer.from('mine').toString('base64')}];
		const mounts = [{volume: 'VOLUME', path: '/data'}];
		const script = 'test "$(cat etc/flydeck-fact)" = mine && test -d data && test ! -e /etc/flydeck-fact && test -e /etc/passwd';
		expect((await runToEnd(script, {files, mounts})).exitCode).toBe(0);
	},
	async network() {
		const {api} = await startApp();
		const {exitCode} = await runToEnd(`exec "${process.execPath}" -e 'fetch("${api.url}").then(() => process.exit(9))'`);
		expect(exitCode).toBe(9);
	},
	async 'users and containers'() {
		const processes = [{exec: ['sh', '-c', 'id -u'], user: 'nobody'}];
		const {logs, call, path} = await runToEnd('', {processes, containers: [{name: 'a', image: 'b', exec: ['sh', '-c', 'echo contained']}]});
		expect(logs).toContain(`"message":"${process.getuid?.()}"`);
		expect(logs).not.toContain('contained');
		expect((await call('GET', path)).body.config).toMatchObject({processes, containers: [{name: 'a'}]});
	},
	async volumes() {
		const mounts = [{volume: 'VOLUME', path: '/data'}];
		const {exitCode, call, path} = await runToEnd('echo kept > data/file', {mounts});
		expect(exitCode).toBe(0);
		const {config} = JSON.parse((await call('GET', path)).text);
		expect((await call('POST', machinesPath, {config})).status).toBe(412);
		const volume = `/v1/apps/web/volumes/${config.mounts[0].volume}`;
		expect((await call('GET', volume)).body).toMatchObject({size_gb: 3, bytes_used: 5});
		expect((await call('POST', `${volume}/snapshots`)).status).toBe(200);
		const fork = {name: 'data', source_volume_id: config.mounts[0].volume};
		expect((await call('POST', '/v1/apps/web/volumes', fork)).body).toMatchObject({bytes_used: 5});
	},
	async secrets() {
		const secrets = {PASSWORD: 'sesame', KEY: Buffer.from('barley').toString('base64')};
		const files = [{guest_path: '/key', secret_name: 'KEY'}];
		const script = 'test "$PASSWORD" = sesame && grep -q . key';
		expect((await runToEnd(script, {files}, secrets)).exitCode).toBe(0);
		expect((await runToEnd('test -z "$PASSWORD"', {}, secrets, {skip_secrets: true})).exitCode).toBe(0);
	},
	async certificates() {
		const {call, clock} = await startApp();
		for (const [hostname, status] of [
			['no-such-name.example', 'active'],
			['no-such-name.invalid', 'pending_validation'],
		]) {
			await call('POST', '/v1/apps/web/certificates/acme', {hostname});
			clock.advance(60_000);
			expect((await call('GET', `/v1/apps/web/certificates/${hostname}`)).body).toMatchObject({status});
		}
	},
	async 'api.fly.io'() {
		const {api} = await startApp();
		const call = callWith(api.url);
		expect((await call('GET', '/api/v1/apps/web/logs')).body).toHaveProperty('data');
		const ask = async (query: string) => (await call('POST', '/graphql', {query})).text;
		expect(await ask('{viewer{...on User{email}} organizations{nodes{slug}} platform{regions{code}}}')).toContain('you@localhost');
		expect(await ask('{app(name:"web"){releases{nodes{id}}}}')).not.toContain('errors');
		expect(await ask('mutation {deployImage(input:{}){release{id}}}')).toContain('errors');
		expect(await ask('{app(name:"web"){platformVersion}}')).toContain('platformVersion');
		expect((await call('GET', '/prometheus/personal/api/v1/query')).status).toBe(404);
	},
};

test('every row of the readme has a proof here, and every proof its row', () => {
	expect(rows.map(([name]) => name)).toEqual(Object.keys(proofs));
});

test('every row says what is so', () => {
	expect(rows.filter(row => row.length !== 3 || row[1] === '')).toEqual([]);
});

describe('what the readme says', () => {
	test.each(Object.entries(proofs))('of %s is so', {timeout: 30_000}, async (_, prove) => {
		await prove();
	});
});

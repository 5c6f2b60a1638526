import {expect} from 'vitest';
import {realisms} from '../../source/local/host/realism.ts';
import {machinesPath, startWithMachine} from '../helpers/local-machine.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {type Facts, startApp, statusesOf, unreachable} from './fact.ts';

/** The calls that a lease keeps to its holder. */
const leased: readonly (readonly [method: string, suffix: string])[] = [
	['POST', '/suspend'],
	['POST', '/start'],
	['POST', '/restart'],
	['POST', '/cordon'],
	['POST', '/uncordon'],
	['POST', '/lease'],
	['DELETE', '/lease'],
	['POST', '/stop'],
	['DELETE', '?force=true'],
];

/** What the host of a machine has to answer, and what the API remembers of it. */
const onHost = ['POST /stop', 'POST /start', 'POST /exec', 'GET /ps', 'GET /lease', 'POST /lease', 'DELETE ?force=true'];
const remembered = ['GET ', 'GET /events', 'GET /versions', 'GET /metadata'];

/** Who may do what, when and where. */
export const ruleFacts: Facts = {
	async leases() {
		const {call, clock, path} = await startWithMachine();
		const {text} = await call('POST', `${path}/lease`, {ttl: 5});
		const {owner, nonce} = JSON.parse(text).data;
		expect(owner).toBe('you@localhost');
		const ask = ([method, suffix]: readonly [string, string], shown: string) =>
			call(method, path + suffix, undefined, {headers: {'fly-machine-lease-nonce': shown}});
		for (const row of leased) {
			expect([(await ask(row, '')).status, (await ask(row, 'wrong')).status], row.join(' ')).toEqual([409, 409]);
		}

		expect((await call('POST', path, {config: {image: 'nginx:2'}})).status).toBe(409);
		expect((await ask(['POST', '/cordon'], nonce)).status).toBe(200);
		clock.advance(4999);
		expect((await ask(['POST', '/stop'], '')).status).toBe(409);
		clock.advance(1);
		expect((await ask(['POST', '/stop'], '')).status).toBe(200);
	},
	async 'rate limits'() {
		const {call, clock, path} = await startWithMachine({}, {limits: true});
		const {body: other} = await call('POST', machinesPath, {config: {image: 'nginx'}});
		const cordon = () => call('POST', `${path}/cordon`);
		const list = () => call('GET', machinesPath);
		const read = () => call('GET', path);
		for (const ask of [list, cordon]) {
			expect(await statusesOf(4, ask)).toEqual([200, 200, 200, 429]);
		}

		expect((await list()).headers.has('retry-after')).toBe(false);
		expect((await call('POST', `${path}/uncordon`)).status).toBe(200);
		expect((await call('POST', `${machinesPath}/${other.id}/cordon`)).status).toBe(200);
		expect(await statusesOf(11, read)).toEqual([...Array(10).fill(200), 429]);
		clock.advance(1000);
		for (const ask of [list, cordon]) {
			expect(await statusesOf(2, ask)).toEqual([200, 429]);
		}

		expect(await statusesOf(6, read)).toEqual([...Array(5).fill(200), 429]);
	},
	async tokens() {
		const {call, clock} = await startApp();
		const statusFor = async (path: string, authorization: string, ask = call) =>
			(await ask('GET', path, undefined, {headers: {authorization}})).status;
		for (const header of ['Bearer secret', 'FlyV1 secret', 'Bearer FlyV1 secret']) {
			expect(await statusFor('/v1/apps/web', header)).toBe(200);
		}

		const {body} = await call('POST', '/v1/apps/web/deploy_token', {expiry: '1h'});
		const token = String(body.token);
		expect(token).toMatch(/^FlyV1 fm2_/);
		await call('POST', '/v1/apps', {name: 'other', org_slug: 'personal'});
		const statuses = async () => [
			await statusFor('/v1/apps/web', token),
			await statusFor('/v1/apps/other', token),
			await statusFor('/v1/apps', token),
		];
		expect(await statuses()).toEqual([200, 403, 403]);
		clock.advance(3_599_999);
		expect(await statuses()).toEqual([200, 403, 403]);
		clock.advance(1);
		expect(await statuses()).toEqual([401, 401, 401]);
		const {call: ask} = await startTestApi({token: 'fm2_one,fm2_two'});
		const wholes = ['FlyV1 fm2_one,fm2_two', 'FlyV1 fm2_one', 'FlyV1 fm2_one,fm2_two,fm2_three'];
		expect(await Promise.all(wholes.map(whole => statusFor('/v1/apps?org_slug=personal', whole, ask)))).toEqual([200, 401, 401]);
	},
	async races() {
		for (const realism of ['typical', 'hostile'] as const) {
			const {hiddenMs, pullMs, stillActiveMs, unknownAppMs} = realisms[realism];
			const {call, clock} = await startApp({realism});
			expect([401, 404]).toContain((await call('GET', '/v1/apps/web')).status);
			clock.advance(unknownAppMs);
			expect((await call('GET', '/v1/apps/web')).status).toBe(200);
			const {body} = await call('POST', machinesPath, {config: {image: 'nginx'}});
			const path = `${machinesPath}/${body.id}`;
			expect((await call('GET', path)).status).toBe(404);
			clock.advance(hiddenMs);
			expect((await call('GET', path)).body.state).toBe('created');
			clock.advance(pullMs[1] + 1000);
			expect((await call('GET', path)).body.state).toBe('started');
			await call('POST', `${path}/stop`);
			clock.advance(1000);
			expect((await call('GET', path)).body.state).toBe('stopped');
			expect((await call('POST', `${path}/start`)).body.error).toMatch(/machine still active/);
			clock.advance(stillActiveMs);
			expect((await call('POST', `${path}/start`)).status).toBe(200);
		}

		const {call, clock} = await startApp({realism: 'none'});
		expect((await call('GET', '/v1/apps/web')).status).toBe(200);
		const {body} = await call('POST', machinesPath, {config: {image: 'nginx'}});
		const path = `${machinesPath}/${body.id}`;
		expect((await call('GET', path)).status).toBe(200);
		clock.advance(1000);
		expect((await call('GET', path)).body.state).toBe('started');
		await call('POST', `${path}/stop`);
		clock.advance(1000);
		expect((await call('POST', `${path}/start`)).status).toBe(200);
	},
	async placement() {
		const {call} = await startApp();
		const create = (region: string, config = {}) => call('POST', machinesPath, {region, config: {image: 'nginx', ...config}});
		expect((await create('xyz')).status).toBe(400);
		expect((await create('xyz,syd,fra')).body.region).toBe('syd');
		expect((await create('apac')).body.region).toBe('bom');
		const {body: volume} = await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'syd'});
		expect((await create('fra,apac', {mounts: [{volume: String(volume.id), path: '/data'}]})).body.region).toBe('syd');
		expect(await statusesOf(60, () => create('syd'))).toEqual(Array(60).fill(200));
		const full = {headers: {'flydeck-fault': 'capacity'}};
		expect((await call('POST', machinesPath, {config: {image: 'nginx'}}, full)).body.status).toBe('insufficient_capacity');
	},
	async hosts() {
		const {call, clock, id, path, get} = await startWithMachine();
		const {body: made} = await call('POST', machinesPath, {config: {image: 'nginx', standbys: [id]}});
		const standby = async () => (await call('GET', `${machinesPath}/${made.id}`)).body.state;
		clock.advance(10_000);
		expect(['created', 'stopped']).toContain(await standby());
		expect(await get()).toMatchObject({host_status: 'ok', incomplete_config: null});
		const down = {host_status: 'unreachable', config: null, incomplete_config: {image: 'nginx'}};
		expect((await call('GET', path, undefined, unreachable)).body).toMatchObject(down);
		await call('PUT', '/_flydeck/faults', {rules: [{fault: 'host-unreachable', machine: id}]});
		expect(await get()).toMatchObject(down);
		const statusOf = async (name: string) => {
			const [method = '', suffix = ''] = name.split(' ');
			return (await call(method, path + suffix, suffix === '/exec' ? {command: ['true']} : undefined)).status;
		};

		expect(await Promise.all(onHost.map(statusOf))).toEqual(onHost.map(() => 408));
		expect(await Promise.all(remembered.map(statusOf))).toEqual(remembered.map(() => 200));
		clock.advance(2000);
		expect(await standby()).toBe('started');
		await call('DELETE', '/_flydeck/faults');
		expect(await get()).toMatchObject({host_status: 'ok', state: 'started', incomplete_config: null});
	},
};

import {expect, test} from 'vitest';
import {type Call, startTestApi} from '../../helpers/local-server.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const startWithMachine = async () => {
	const clock = createManualClock(Date.parse('2026-08-14T09:57:05Z'));
	const {call} = await startTestApi({clock});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const {body} = await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx'}});
	clock.advance(2000);
	const path = `/v1/apps/web/machines/${body.id}`;
	return {clock, call, path, id: String(body.id), instanceId: body.instance_id};
};

const withNonce = (nonce: unknown) => ({headers: {'fly-machine-lease-nonce': String(nonce)}});

const acquire = async (call: Call, path: string, query = '') => {
	const {status, body} = await call('POST', `${path}/lease${query}`, query === '' ? {ttl: 60, description: 'deploy'} : undefined);
	const {data} = JSON.parse(JSON.stringify(body));
	return {status, data};
};

test('a lease is taken, looked at, refreshed and released', async () => {
	const {clock, call, path, instanceId} = await startWithMachine();
	expect((await call('GET', `${path}/lease`)).status).toBe(404);
	const {status, data} = await acquire(call, path);
	const expiresAt = Math.floor(clock.now() / 1000) + 60;
	expect(status).toBe(201);
	expect(data).toEqual({
		nonce: expect.stringMatching(/^[0-9a-f]{12}$/),
		expires_at: expiresAt,
		owner: 'you@localhost',
		description: 'deploy',
		version: instanceId,
	});
	expect((await call('GET', `${path}/lease`)).body).toEqual({status: 'success', data});

	clock.advance(30_000);
	const refreshed = await call('POST', `${path}/lease?ttl=60`, undefined, withNonce(data.nonce));
	expect(refreshed.body).toEqual({status: 'success', data: {...data, expires_at: expiresAt + 30}});

	expect((await call('DELETE', `${path}/lease`)).status).toBe(409);
	const released = await call('DELETE', `${path}/lease`, undefined, withNonce(data.nonce));
	expect([released.status, released.body]).toEqual([200, {status: 'success', data: {ok: true}}]);
	expect(await call('DELETE', `${path}/lease`)).toMatchObject({status: 404, body: {error: 'not_found: lease not found'}});
});

test('without a ttl a lease lasts thirty seconds', async () => {
	const {clock, call, path} = await startWithMachine();
	expect((await call('POST', `${path}/lease`)).status).toBe(201);
	clock.advance(29_999);
	expect((await call('GET', `${path}/lease`)).status).toBe(200);
	clock.advance(1);
	expect((await call('GET', `${path}/lease`)).status).toBe(404);
});

test.each([
	['POST', '', {config: {image: 'nginx'}}],
	['POST', '/start', undefined],
	['POST', '/stop', undefined],
	['POST', '/lease', undefined],
	['DELETE', '?force=true', undefined],
])('while somebody holds the machine, %s %s needs the nonce', async (method, suffix, body) => {
	const {call, path, id} = await startWithMachine();
	const {data} = await acquire(call, path, '?ttl=30');
	const refused = await call(method, path + suffix, body);
	const error = `aborted: machine ID ${id} lease currently held by you@localhost, expires at 2026-08-14T09:57:37Z`;
	expect([refused.status, refused.body]).toEqual([409, {error}]);
	expect((await call(method, path + suffix, body, withNonce('000000000000'))).status).toBe(409);
	expect((await call(method, path + suffix, body, withNonce(data.nonce))).status).not.toBe(409);
});

test('of two clients that ask at the same time exactly one gets the lease', async () => {
	const {call, path} = await startWithMachine();
	const replies = await Promise.all(Array.from({length: 8}, () => call('POST', `${path}/lease`, {ttl: 30})));
	expect(replies.map(({status}) => status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
});

test('a machine shows its lease, without the nonce, only when asked to', async () => {
	const {clock, call, path} = await startWithMachine();
	const {data} = await acquire(call, path);
	expect((await call('GET', path)).body).not.toHaveProperty('lease');
	const lease = {description: 'deploy', expires_at: data.expires_at, owner: 'you@localhost'};
	expect((await call('GET', `${path}?include_leases=true`)).body.lease).toEqual(lease);
	expect((await call('GET', '/v1/apps/web/machines?include_leases=true')).list).toMatchObject([{lease}]);
	clock.advance(60_000);
	expect((await call('GET', `${path}?include_leases=true`)).body).not.toHaveProperty('lease');
});

test('a create with lease_ttl answers the nonce, once', async () => {
	const {call} = await startWithMachine();
	const {body} = await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx'}, lease_ttl: 20});
	expect(body.nonce).toMatch(/^[0-9a-f]{12}$/);
	const path = `/v1/apps/web/machines/${body.id}`;
	expect((await call('GET', path)).body).not.toHaveProperty('nonce');
	expect((await call('POST', `${path}/stop`)).status).toBe(409);
	expect((await call('POST', `${path}/stop`, undefined, withNonce(body.nonce))).status).toBe(200);
});

test('an update with lease_ttl takes the lease, or makes that of the nonce last longer', async () => {
	const {call, path, clock} = await startWithMachine();
	const update = (options = {}) => call('POST', path, {config: {image: 'nginx'}, lease_ttl: 20}, options);
	const {body} = await update();
	expect(body.nonce).toMatch(/^[0-9a-f]{12}$/);
	expect((await call('GET', path)).body).not.toHaveProperty('nonce');
	clock.advance(10_000);
	expect((await update()).status).toBe(409);
	expect((await update(withNonce(body.nonce))).body.nonce).toBe(body.nonce);
	clock.advance(15_000);
	expect((await call('POST', `${path}/stop`)).status).toBe(409);
	clock.advance(5000);
	expect((await call('POST', `${path}/stop`)).status).toBe(200);
});

test.each(['{"ttl":"long"}', '{"ttl":-5}', '{"ttl":1e300}'])('a lease of %s is a 400', async body => {
	const {call, path} = await startWithMachine();
	expect((await call('POST', `${path}/lease`, body)).status).toBe(400);
});

test('a ttl in the query that is no number is a 400', async () => {
	const {call, path} = await startWithMachine();
	expect((await call('POST', `${path}/lease?ttl=long`)).status).toBe(400);
});

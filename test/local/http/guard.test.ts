import {request} from 'node:http';
import {describe, expect, test} from 'vitest';
import {startTestApi} from '../../helpers/local-server.ts';

const statusWithHost = (url: string, host: string): Promise<number | undefined> => {
	const {promise, resolve, reject} = Promise.withResolvers<number | undefined>();
	const sent = request(`${url}/v1/apps?org_slug=personal`, {headers: {host, authorization: 'Bearer secret'}}, response => {
		response.resume();
		resolve(response.statusCode);
	});
	sent.on('error', reject);
	sent.end();
	return promise;
};

describe('the token', () => {
	test.each(['Bearer secret', 'FlyV1 secret', 'bearer FlyV1 secret'])('%s is accepted', async authorization => {
		const {call} = await startTestApi();
		expect((await call('GET', '/v1/apps?org_slug=personal', undefined, {headers: {authorization}})).status).toBe(200);
	});

	test.each(['', 'Bearer', 'Bearer wrong', 'Bearer secret2', 'Basic secret'])('"%s" is refused', async authorization => {
		const {call} = await startTestApi();
		const reply = await call('GET', '/v1/apps/web', undefined, {headers: {authorization}});
		expect([reply.status, reply.body]).toEqual([401, {error: 'Authenticate: token validation error'}]);
	});
});

describe('every answer', () => {
	test.each(['/', '/v1/apps', '/v1/apps/none', '/v1/none'])('of %s carries a request id and the name of the server', async path => {
		const {call} = await startTestApi();
		const {headers} = await call('GET', path);
		expect(headers.get('fly-request-id')).toMatch(/^[0-9A-Z]{26}-[a-z]+$/);
		expect(headers.get('server')).toBe('Fly/flydeck');
	});

	test('to an unknown path is plain text, with or without a token', async () => {
		const {call} = await startTestApi();
		for (const path of ['/', '/v1', '/v1/apps/a/b', '/v1/apps/a/machines/b/c/d']) {
			const {status, text, headers} = await call('GET', path);
			expect([status, text.trim()]).toEqual([404, '404 page not found']);
			expect(headers.get('content-type')).toContain('text/plain');
		}

		expect((await call('GET', '/', undefined, {headers: {authorization: ''}})).status).toBe(404);
	});
});

test.each([
	['localhost', 200],
	['127.0.0.1:80', 200],
	['[::1]:4280', 200],
	['_api.internal:4280', 200],
	['api.internal', 403],
	['evil.example', 403],
	['localhost.evil.example', 403],
])('a request to the host %s is answered with %i', async (host, status) => {
	const {api} = await startTestApi();
	expect(await statusWithHost(api.url, host)).toBe(status);
});

describe('a server that listens for others', () => {
	const start = async () => {
		const {api, call} = await startTestApi({address: '0.0.0.0'});
		return {call, url: api.url.replace('0.0.0.0', '127.0.0.1'), port: api.port};
	};

	test.each(['localhost', '192.168.0.7:4280', 'build.example'])('answers to the name %s too', async host => {
		expect(await statusWithHost((await start()).url, host)).toBe(200);
	});

	test('wants its token from everybody', async () => {
		const {call} = await start();
		for (const path of ['/v1/apps?org_slug=personal', '/_flydeck/faults', '/v1/platform/regions']) {
			expect((await call('GET', path, undefined, {headers: {authorization: ''}})).status).toBe(401);
		}
	});
});

test('a server that listens for this computer only does not take requests to its other addresses', async () => {
	const {api} = await startTestApi({address: '127.0.0.1'});
	await expect(fetch(`http://127.0.0.2:${api.port}/`)).rejects.toThrow();
});

test.each(['nowhere.invalid', '203.0.113.7'])('an address that is not of this computer, %s, is told in a sentence', async address => {
	await expect(startTestApi({address})).rejects.toThrow(new RegExp(`^Cannot listen on ${address.replaceAll('.', '\\.')}, port 0: .+\\.$`));
});

test('a port that is in use is told in a sentence', async () => {
	const {api} = await startTestApi();
	await expect(startTestApi({port: api.port})).rejects.toThrow(`Port ${api.port} is in use: choose another one, or 0 for any free port.`);
});

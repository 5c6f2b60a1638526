/* Paths that a URL parser would turn into other paths: what they are after that, they must not do. */
import {describe, expect, test} from 'vitest';
import {startTestApi} from '../../helpers/local-server.ts';
import {sendRaw} from '../../helpers/raw-request.ts';

const start = async () => {
	const lines: string[] = [];
	const {api, call} = await startTestApi({log: line => void lines.push(line)});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	return {api, call, lines};
};

const climbing = ['..', '.', '%2e%2e', '%2E.', '.%2e', '%2e'];

describe.each(climbing)('a DELETE of "%s"', word => {
	test.each([
		[`/v1/apps/web/machines/${word}?force=true`, 400],
		[`/v1/apps/web/machines/${word}/metadata/a`, 400],
		[`/v1/apps/web/secrets/${word}`, 404],
		[`/v1/apps/web/volumes/${word}/`, 404],
		[`/v1/apps/web/x/${word}`, 404],
		[`/v1/apps/other/${word}/web`, 404],
	])('as in %s is refused with %i, and the app lives on', async (path, status) => {
		const {api, call, lines} = await start();
		const reply = await sendRaw(api.port, 'DELETE', path);
		expect(reply.status).toBe(status);
		expect(reply.text).toMatch(status === 400 ? /^\{"error":"invalid_argument: invalid machine ID, '/ : /^404 page not found\n$/);
		expect(lines.at(-1)).toContain(`DELETE ${path} ${status} `);
		expect((await call('GET', '/v1/apps/web')).status).toBe(200);
	});
});

test.each([
	['/v1/apps/web/machines/..\\', 400],
	['/v1/apps/web/machines\\..', 400],
	['/v1/apps/web/machines/\\..\\', 400],
	['/v1/apps/web#/machines/148ed193b95948', 404],
	['/v1/apps/web/machines/..%2f..', 400],
	['/v1/apps/web/machines/%2f', 400],
	['/v1/apps/web/machines/%2e%2e%2f', 400],
	['/v1/apps/web/machines/', 404],
	['/v1/apps/web/machines//', 404],
	['/v1/apps/web//', 404],
	['//v1/apps/web', 404],
	['/v1//apps/web', 404],
	['/v1/apps/%77eb/secrets/a%2Fb', 404],
])('a DELETE of %s is refused with %i, and the app lives on', async (path, status) => {
	const {api, call} = await start();
	expect((await sendRaw(api.port, 'DELETE', path)).status).toBe(status);
	expect((await call('GET', '/v1/apps/web')).status).toBe(200);
});

test('dots that lead nowhere are words like any other', async () => {
	const {call} = await start();
	expect((await call('DELETE', '/v1/apps/web/secrets/...')).status).toBe(404);
	expect((await call('GET', '/v1/apps/web?x=/../..')).status).toBe(200);
});

test('a whole URL as the target, as proxies get it, is taken for its path', async () => {
	const {api} = await start();
	expect((await sendRaw(api.port, 'GET', `${api.url}/v1/apps/web`)).status).toBe(200);
	expect((await sendRaw(api.port, 'DELETE', `${api.url}/v1/apps/web/machines/..`)).status).toBe(400);
	expect((await sendRaw(api.port, 'DELETE', `${api.url}/v1/apps/web/machines\\..`)).status).toBe(400);
	expect((await sendRaw(api.port, 'GET', `${api.url}/v1/apps/web`)).status).toBe(200);
});

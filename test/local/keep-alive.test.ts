/* Requests that come one after the other on one connection: no answer may cost the next request its own. */
import {Agent, request} from 'node:http';
import {text} from 'node:stream/consumers';
import {expect, onTestFinished, test} from 'vitest';
import {startTestApi} from '../helpers/local-server.ts';

const start = async () => {
	const {api, call} = await startTestApi();
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	const {body: machine} = await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx'}});
	const agent = new Agent({keepAlive: true, maxSockets: 1});
	onTestFinished(() => agent.destroy());

	/** The status of a request over the one connection, or the code of what went wrong with it. */
	const send = (method: string, path: string, body: string, headers: Readonly<Record<string, string>>): Promise<number | string> => {
		const {promise, resolve} = Promise.withResolvers<number | string>();
		const sent = request(
			{agent, host: '127.0.0.1', port: api.port, method, path, headers: {...headers, 'content-length': body.length}},
			async response => {
				await text(response);
				resolve(response.statusCode ?? 0);
			},
		);
		sent.on('error', error => resolve('code' in error ? String(error.code) : error.message));
		sent.end(body);
		return promise;
	};

	return {machine: `/v1/apps/web/machines/${machine.id}`, send};
};

const right = {authorization: 'Bearer secret'};
const sizes = [2, 70_000, 300_000, 1_000_000];

test.each([
	['a call that needs none', 'POST', '/cordon', right, 200],
	['a read', 'GET', '', right, 200],
	['a call that is refused for its token', 'POST', '/cordon', {authorization: 'Bearer wrong'}, 401],
	['a path that is not there', 'POST', '/nowhere', right, 404],
	['a call that a fault answers', 'POST', '/cordon', {...right, 'flydeck-fault': '429'}, 429],
] as const)('the body of %s is in nobody’s way', async (_, method, suffix, headers, status) => {
	const {machine, send} = await start();
	for (const size of [...sizes, ...sizes]) {
		expect(await send(method, machine + suffix, 'x'.repeat(size), headers)).toBe(status);
		expect(await send('GET', machine, '', right)).toBe(200);
	}
});

import {expect, test} from 'vitest';
import type {RecordedExchange} from '../../../source/domain/recording/recording.ts';
import {createReplayApp} from '../../../source/local/http/replay-app.ts';

const answered = (askedMs: number, path: string, json: string): RecordedExchange => ({
	method: 'GET',
	path,
	askedMs,
	answeredMs: askedMs + 100,
	outcome: {kind: 'answer', status: 200, headers: {'content-type': 'application/json'}, body: {json}},
});

const listPath = '/v1/apps/web/machines?include_leases=true';

const exchanges: readonly RecordedExchange[] = [
	answered(1000, listPath, 'first'),
	answered(6000, listPath, 'second'),
	{
		method: 'GET',
		path: listPath,
		askedMs: 11_000,
		answeredMs: 11_010,
		outcome: {kind: 'failure', code: 'ECONNREFUSED', message: 'refused'},
	},
];

const ask = async (atMs: number, path: string, init: RequestInit = {}, host = 'localhost') => {
	const app = createReplayApp({exchanges, elapsedMs: () => atMs, movedByMs: () => 0, token: 'secret', loopbackOnly: true, log() {}});
	const response = await app.request(`http://${host}${path}`, {...init, headers: {authorization: 'Bearer secret', host, ...init.headers}});
	return [response.status, await response.json()];
};

test.each([
	[0, 'first'],
	[1100, 'first'],
	[6099, 'first'],
	[6100, 'second'],
	[90_000, 'second'],
])('at %i ms the answer is what was known then: %s', async (atMs, json) => {
	expect(await ask(atMs, listPath)).toEqual([200, json]);
	expect(await ask(atMs, '/v1/apps/web/machines')).toEqual([200, json]);
});

test('what was not recorded, what would change something, and who has no token is refused', async () => {
	expect(await ask(0, '/v1/apps/api/machines')).toMatchObject([404, {error: 'not_found: that was not recorded'}]);
	expect((await ask(0, '/v1/apps/web/machines', {method: 'POST'}))[0]).toBe(501);
	expect((await ask(0, listPath, {headers: {authorization: 'Bearer other'}}))[0]).toBe(401);
	expect((await ask(0, listPath, {}, 'evil.example'))[0]).toBe(403);
});

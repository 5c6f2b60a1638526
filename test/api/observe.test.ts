import {expect, test} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import type {Exchange} from '../../source/api/observe.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, type StubAnswer, startStubServer} from '../helpers/stub-server.ts';

const token = 'fm2_sesame-open-1234567890';
const startMs = 1_800_000_000_000;

const startObserved = async (answer: StubAnswer) => {
	const server = await startStubServer(answer);
	const clock = createManualClock(startMs);
	const exchanges: Exchange[] = [];
	const api = createApi({
		baseUrl: server.baseUrl,
		token,
		clock,
		userAgent: 'flydeck/1',
		observe: exchange => exchanges.push(exchange),
	});
	return {api, clock, exchanges};
};

const ok = jsonAnswer({ok: true}, 200, {'fly-request-id': '01J-ams'});

test('a write that was answered is told once, with how long it took', async () => {
	const asked = Promise.withResolvers<() => void>();
	const {api, clock, exchanges} = await startObserved((response, request) => asked.resolve(() => ok(response, request)));
	const stopped = api.stopMachine('shop', 'm1', {nonce: 'secret-nonce', stopSignal: 'SIGTERM'});
	const answer = await asked.promise;
	clock.advance(250);
	answer();
	await stopped;
	expect(exchanges).toEqual([
		{
			method: 'POST',
			path: '/v1/apps/shop/machines/m1/stop',
			deed: 'stop machine m1 of app shop',
			status: 200,
			requestId: '01J-ams',
			startedAtMs: startMs,
			tookMs: 250,
		},
	]);
});

test('a read is told with its query', async () => {
	const {api, exchanges} = await startObserved(jsonAnswer({data: []}));
	await api.getLogs('shop', {nextToken: '17'});
	expect(exchanges).toMatchObject([{method: 'GET', path: '/api/v1/apps/shop/logs?next_token=17', status: 200, requestId: undefined}]);
});

test.each<{readonly title: string; readonly answer: StubAnswer; readonly told: Partial<Exchange>}>([
	{
		title: 'a refusal',
		answer: jsonAnswer({error: 'x'}, 409, {'fly-request-id': '01J-ams'}),
		told: {status: 409, requestId: '01J-ams', error: 'conflict'},
	},
	{title: 'a web page', answer: response => response.end('<html>'), told: {status: 200, error: 'malformed'}},
	{title: 'JSON of another shape', answer: jsonAnswer([]), told: {status: 200, error: 'malformed'}},
	{title: 'a dropped connection', answer: response => response.destroy(), told: {status: undefined, error: 'unreachable'}},
])('$title is told as a failure', async ({answer, told}) => {
	const {api, exchanges} = await startObserved(answer);
	await expect(api.stopMachine('shop', 'm1')).rejects.toThrow();
	expect(exchanges).toEqual([expect.objectContaining({deed: 'stop machine m1 of app shop', ...told})]);
});

test('a call that runs out of time is told as that', async () => {
	const asked = Promise.withResolvers<void>();
	const {api, clock, exchanges} = await startObserved(() => asked.resolve());
	const stopped = api.stopMachine('shop', 'm1');
	await asked.promise;
	clock.advance(10_000);
	await expect(stopped).rejects.toThrow();
	expect(exchanges).toMatchObject([{status: undefined, error: 'timeout', tookMs: 10_000}]);
});

test.each<{readonly title: string; readonly call: (api: Api) => Promise<unknown>}>([
	{title: 'given up before its turn', call: api => api.stopMachine('shop', 'm1', {signal: AbortSignal.abort()})},
	{title: 'for nothing in particular', call: api => api.stopMachine('shop', '')},
])('a call $title was never sent, and nothing is told', async ({call}) => {
	const {api, exchanges} = await startObserved(ok);
	await expect(call(api)).rejects.toThrow();
	expect(exchanges).toEqual([]);
});

test.each([200, 500])('nothing secret is told after %i: no token, no nonce, no value of a secret, no command', async status => {
	const {api, exchanges} = await startObserved((response, request) =>
		jsonAnswer({error: request.body, version: 1}, status, {'fly-request-id': request.headers.authorization ?? ''})(response, request),
	);
	const calls = [
		api.setSecrets('shop', {KEY: 'hunter22'}),
		api.stopMachine('shop', 'm1', {nonce: 'secret-nonce'}),
		api.refreshLease('shop', 'm1', {ttlSeconds: 9, description: '', nonce: 'secret-nonce'}),
		api.releaseLease('shop', 'm1', 'secret-nonce'),
		api.execInMachine('shop', 'm1', {command: ['mysql', '-phunter22'], stdin: 'hunter22', timeoutSeconds: 1}),
		api.getApp(token),
	];
	await Promise.allSettled(calls);
	expect(exchanges).toHaveLength(calls.length);
	expect(JSON.stringify(exchanges)).not.toMatch(/sesame|secret-nonce|hunter22/);
	expect(exchanges.map(({deed}) => deed)).toContain('change the secrets KEY of app shop');
});

test('a name that is no whole Unicode text is asked for all the same', async () => {
	const {api, exchanges} = await startObserved(jsonAnswer({error: 'app not found'}, 404));
	await expect(api.getApp('a\uD800')).rejects.toMatchObject({kind: 'not-found'});
	expect(exchanges).toMatchObject([{path: '/v1/apps/a%EF%BF%BD'}]);
});

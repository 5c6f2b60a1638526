import {inspect} from 'node:util';
import {expect, test} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, type StubAnswer, startStubServer} from '../helpers/stub-server.ts';
import {apiThatAnswers, dropped, everyText, failureOf, options, send} from './failing.ts';

const echoingFetch: typeof fetch = async input => {
	const said = input instanceof Request ? (input.headers.get('authorization') ?? '') : '';
	throw new TypeError('fetch failed', {cause: new Error(`could not send ${said}`, {cause: input})});
};

const echoes: readonly {readonly title: string; readonly answer: StubAnswer}[] = [
	{title: 'an error body', answer: (response, request) => jsonAnswer({error: request.headers.authorization}, 401)(response, request)},
	{title: 'plain text', answer: (response, request) => send(500, request.headers.authorization ?? '')(response, request)},
	{
		title: 'a header',
		answer: (response, request) =>
			jsonAnswer({error: 'x'}, 500, {'fly-request-id': request.headers.authorization ?? ''})(response, request),
	},
	{title: 'a web page', answer: (response, request) => send(200, `<p>${request.headers.authorization}`)(response, request)},
	{title: 'a dropped connection', answer: dropped},
];

test.each(echoes)('the token is nowhere in an error after $title', async ({answer}) => {
	const api = await apiThatAnswers(answer);
	const texts = everyText(await failureOf(api.stopMachine('shop', 'm1', {nonce: 'secret-nonce'})));
	expect(texts).not.toMatch(/sesame|second-98|secret-nonce/);
});

test('the token is nowhere in an error although the layers below tell it', async () => {
	const api = createApi({...options, baseUrl: 'http://api.invalid', clock: createManualClock(), fetch: echoingFetch});
	const error = await failureOf(api.stopMachine('shop', 'm1'));
	expect(everyText(error)).not.toMatch(/sesame|second-98/);
	expect(error.message).toContain('could not send');
});

test('the value of a secret is nowhere in an error that repeats it', async () => {
	const api = await apiThatAnswers((response, request) => send(400, request.body)(response, request));
	const error = await failureOf(api.setSecrets('shop', {KEY: 'hunter22'}));
	expect(everyText(error)).not.toContain('hunter22');
	expect(error.message).toContain('change the secrets KEY of app shop');
});

test.each<{readonly title: string; readonly call: (api: Api) => Promise<unknown>}>([
	{title: 'created', call: api => api.createMachine('shop', {config: {}})},
	{title: 'created under a lease', call: async api => (await api.createLeasedMachine('shop', {config: {}}, 60)).machine},
	{title: 'updated', call: api => api.updateMachine('shop', 'm1', {config: {}}, {nonce: 'secret-nonce'})},
	{title: 'read', call: api => api.getMachine('shop', 'm1')},
])('the nonce of a lease is no part of a machine that was $title', async ({call}) => {
	const lease = {nonce: 'secret-nonce', owner: 'me', expires_at: 1_800_000_060};
	const api = await apiThatAnswers(jsonAnswer({id: 'm1', state: 'created', nonce: 'secret-nonce', lease}));
	expect(inspect(await call(api), {depth: 20, showHidden: true})).not.toContain('secret-nonce');
});

const redirects = [301, 302, 303, 307, 308];
const asked: readonly {readonly title: string; readonly call: (api: Api) => Promise<unknown>}[] = [
	{title: 'a read', call: api => api.listMachines('shop')},
	{title: 'a read of the logs', call: api => api.getLogs('shop')},
	{title: 'a write', call: api => api.stopMachine('shop', 'm1', {nonce: 'secret-nonce'})},
	{title: 'a write with a secret', call: api => api.setSecrets('shop', {KEY: 'hunter22'})},
];

test.each(redirects.flatMap(status => asked.map(row => ({status, ...row}))))(
	'$title is not sent on by a $status, so that no other host sees the token, a nonce or a secret',
	async ({status, call}) => {
		const other = await startStubServer(jsonAnswer([]));
		const api = await apiThatAnswers(send(status, '', {location: `${other.baseUrl}/v1/apps/shop/machines`}));
		expect(await failureOf(call(api))).toMatchObject({kind: 'malformed', status});
		expect(other.requests).toEqual([]);
	},
);

test.each(redirects)('a %i from https to http on the same host is not followed either', async status => {
	const sent: {readonly url: string; readonly redirect: string}[] = [];
	const downgrading: typeof fetch = async input => {
		if (input instanceof Request) {
			sent.push({url: input.url, redirect: input.redirect});
		}

		return new Response(null, {status, headers: {location: 'http://api.invalid/v1/apps/shop/machines'}});
	};
	const api = createApi({...options, baseUrl: 'https://api.invalid', clock: createManualClock(), fetch: downgrading});
	await failureOf(api.listMachines('shop'));
	expect(sent).toEqual([{url: 'https://api.invalid/v1/apps/shop/machines?include_leases=true', redirect: 'manual'}]);
});

test('half of a token is not shown either, where a long answer is shortened', async () => {
	const filler = 'x'.repeat(290);
	const api = await apiThatAnswers(jsonAnswer({error: `${filler} fm2_sesame-open-1234567890`}, 500));
	expect((await failureOf(api.listMachines('shop'))).message).not.toContain('fm2_');
});

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

test('a redirect is not followed, so that no other host sees the token', async () => {
	const other = await startStubServer(jsonAnswer([]));
	const api = await apiThatAnswers(send(307, '', {location: `${other.baseUrl}/v1/apps/shop/machines`}));
	expect(await failureOf(api.listMachines('shop'))).toMatchObject({kind: 'malformed', status: 307});
	expect(other.requests).toEqual([]);
});

test('half of a token is not shown either, where a long answer is shortened', async () => {
	const filler = 'x'.repeat(290);
	const api = await apiThatAnswers(jsonAnswer({error: `${filler} fm2_sesame-open-1234567890`}, 500));
	expect((await failureOf(api.listMachines('shop'))).message).not.toContain('fm2_');
});

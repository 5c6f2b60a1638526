import {describe, expect, test} from 'vitest';
import {createApi} from '../../../source/api/api.ts';
import type {Exchange} from '../../../source/api/observe.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';
import {jsonAnswer, type StubAnswer, startStubServer} from '../../helpers/stub-server.ts';

const nonce = '5ec4e7ab1234';
const held = {status: 'success', data: {nonce, expires_at: 1_800_000_060, owner: 'ada@example.com', description: 'deploy'}};
const released = jsonAnswer({status: 'success', data: {ok: true}});
const noLease = jsonAnswer({error: 'not_found: lease not found'}, 404);

const start = async (look: StubAnswer, release: StubAnswer = released) => {
	const server = await startStubServer((response, request) => (request.method === 'GET' ? look : release)(response, request));
	const exchanges: Exchange[] = [];
	const api = createApi({
		baseUrl: server.baseUrl,
		token: 'secret',
		clock: createManualClock(),
		userAgent: 'flydeck-test',
		observe: exchange => exchanges.push(exchange),
	});
	return {api, exchanges, requests: server.requests};
};

describe('breaking a lease', () => {
	test('looks who holds it, then deletes it with the nonce that the API told', async () => {
		const {api, requests, exchanges} = await start(jsonAnswer(held));
		expect(await api.breakLease('shop', 'm1', 'ada@example.com')).toEqual({isBroken: true, owner: 'ada@example.com'});
		expect(requests.map(({method, url}) => `${method} ${url}`)).toEqual([
			'GET /v1/apps/shop/machines/m1/lease',
			'DELETE /v1/apps/shop/machines/m1/lease',
		]);
		expect(requests[1]?.headers['fly-machine-lease-nonce']).toBe(nonce);
		expect(JSON.stringify(exchanges)).not.toContain(nonce);
	});

	test('leaves a lease alone that somebody else holds by now', async () => {
		const {api, requests} = await start(jsonAnswer(held));
		expect(await api.breakLease('shop', 'm1', 'bob@example.com')).toEqual({isBroken: false, owner: 'ada@example.com'});
		expect(requests).toHaveLength(1);
	});

	test('finds nothing to break where there is no lease any more', async () => {
		const {api, requests} = await start(noLease);
		expect(await api.breakLease('shop', 'm1', 'ada@example.com')).toEqual({isBroken: false, owner: undefined});
		expect(requests).toHaveLength(1);
	});

	test('takes a lease that ends right then for broken', async () => {
		const {api} = await start(jsonAnswer(held), noLease);
		expect(await api.breakLease('shop', 'm1', 'ada@example.com')).toMatchObject({isBroken: true});
	});

	test('says no nonce where it is refused', async () => {
		const {api} = await start(jsonAnswer(held), jsonAnswer({error: `a lease with ${nonce} is not yours`}, 403));
		const refused = api.breakLease('shop', 'm1', 'ada@example.com');
		await expect(refused).rejects.toMatchObject({kind: 'forbidden'});
		await expect(refused).rejects.not.toThrow(nonce);
	});
});

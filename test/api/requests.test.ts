import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';

test('names and ids are encoded, so that they cannot reach another resource', async () => {
	const server = await startStubServer(jsonAnswer({id: '../é#', state: 'started'}));
	const api = createApi({baseUrl: `${server.baseUrl}/`, token: 'abc', clock: createManualClock(), userAgent: 'flydeck/1'});
	await api.getMachine('a/b?c', '../é#');
	expect(server.requests[0]?.url).toBe('/v1/apps/a%2Fb%3Fc/machines/..%2F%C3%A9%23?include_leases=true');
});

test.each(['', '.', '..'])('a call for an app named "%s" is refused before anything is sent', async name => {
	const server = await startStubServer(jsonAnswer({}));
	const api = createApi({baseUrl: server.baseUrl, token: 'abc', clock: createManualClock(), userAgent: 'flydeck/1'});
	await expect(api.deleteApp(name)).rejects.toMatchObject({name: 'ApiError', kind: 'invalid'});
	expect(server.requests).toEqual([]);
});

test('calls beyond the burst wait for the clock', async () => {
	const server = await startStubServer(jsonAnswer([]));
	const clock = createManualClock();
	const api = createApi({baseUrl: server.baseUrl, token: 'abc', clock, userAgent: 'flydeck/1'});
	for (let call = 0; call < 3; call++) {
		await api.listMachines('shop');
	}

	const fourth = api.listMachines('shop');
	const elsewhere = await api.listMachines('other');
	expect(elsewhere.machines).toEqual([]);
	expect(server.requests).toHaveLength(4);
	clock.advance(1000);
	await fourth;
	expect(server.requests).toHaveLength(5);
});

test('the given fetch is the one that sends', async () => {
	const asked: string[] = [];
	const fetchNothing: typeof fetch = async input => {
		asked.push(input instanceof Request ? input.url : String(input));
		return Response.json([]);
	};
	const api = createApi({
		baseUrl: 'http://api.invalid',
		token: 'abc',
		clock: createManualClock(),
		fetch: fetchNothing,
		userAgent: 'flydeck/1',
	});
	await api.listMachines('shop');
	expect(asked).toEqual(['http://api.invalid/v1/apps/shop/machines?include_leases=true']);
});

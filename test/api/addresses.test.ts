import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';

const logPage = {data: [], meta: {next_token: '1'}};

/** The address that the logs of an app are asked from. */
const logAddress = async (baseUrl: string, logsUrl?: string): Promise<string | undefined> => {
	const asked: string[] = [];
	const api = createApi({
		baseUrl,
		...(logsUrl === undefined ? {} : {logsUrl}),
		token: 'abc',
		clock: createManualClock(),
		userAgent: 'flydeck/1',
		async fetch(input) {
			asked.push(input instanceof Request ? input.url : String(input));
			return Response.json(logPage);
		},
	});
	await api.getLogs('shop');
	return asked[0];
};

test.each([
	{baseUrl: 'https://api.machines.dev', logs: 'https://api.fly.io'},
	{baseUrl: 'https://api.machines.dev/', logs: 'https://api.fly.io'},
	{baseUrl: 'http://_api.internal:4280', logs: 'https://api.fly.io'},
	{baseUrl: 'http://127.0.0.1:4280', logs: 'http://127.0.0.1:4280'},
	{baseUrl: 'https://proxy.example.com/fly/', logs: 'https://proxy.example.com/fly'},
	{baseUrl: 'https://api.machines.dev.example.com', logs: 'https://api.machines.dev.example.com'},
	{baseUrl: 'https://example.com/api.machines.dev', logs: 'https://example.com/api.machines.dev'},
	{baseUrl: 'https://api.machines.dev', logsUrl: 'https://logs.example.com/', logs: 'https://logs.example.com'},
])('the logs beside $baseUrl are at $logs', async ({baseUrl, logsUrl, logs}) => {
	expect(await logAddress(baseUrl, logsUrl)).toBe(`${logs}/api/v1/apps/shop/logs?next_token=`);
});

test('a redirect of the logs is not followed, so that no other host sees the token', async () => {
	const other = await startStubServer(jsonAnswer(logPage));
	const logs = await startStubServer(response => response.writeHead(302, {location: `${other.baseUrl}/api/v1/apps/shop/logs`}).end());
	const api = createApi({
		baseUrl: other.baseUrl,
		logsUrl: logs.baseUrl,
		token: 'abc',
		clock: createManualClock(),
		userAgent: 'flydeck/1',
	});
	await expect(api.getLogs('shop')).rejects.toMatchObject({kind: 'malformed', status: 302});
	expect(logs.requests).toHaveLength(1);
	expect(other.requests).toEqual([]);
});

test('an error of the logs names their address', async () => {
	const logs = await startStubServer(jsonAnswer({error: 'unauthorized'}, 403));
	const api = createApi({
		baseUrl: 'http://api.invalid',
		logsUrl: logs.baseUrl,
		token: 'abc',
		clock: createManualClock(),
		userAgent: 'flydeck/1',
	});
	await expect(api.getLogs('shop', {instance: 'm1'})).rejects.toThrow(
		`The log API at ${new URL(logs.baseUrl).host} does not allow this token to do that (403) when asked to get the log of machine m1 of app shop: unauthorized`,
	);
});

import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {startStubServer} from '../helpers/stub-server.ts';
import {failureOf, options} from './failing.ts';
import {app, writes} from './writes.ts';

const apiOf = async (isReadOnly: boolean) => {
	const asked: string[] = [];
	const server = await startStubServer((response, request) => {
		asked.push(request.method ?? '');
		response.writeHead(500).end();
	});
	return {asked, api: createApi({...options, isReadOnly, baseUrl: server.baseUrl, clock: createManualClock(0)})};
};

test.each(writes)('$name is not sent where nothing may be changed, and says so', async ({call}) => {
	const {api, asked} = await apiOf(true);
	const {message, outcomeUnknown} = await failureOf(call(api));
	expect(message).toMatch(/^Could not .+: flydeck is read-only here, and nothing was sent\.$/);
	expect(outcomeUnknown).toBe(false);
	expect(asked).toEqual([]);
});

test.each(writes)('$name is sent elsewhere', async ({call}) => {
	const {api, asked} = await apiOf(false);
	await failureOf(call(api));
	expect(asked).toHaveLength(1);
	expect(asked).not.toEqual(['GET']);
});

test('what only reads is sent all the same', async () => {
	const {api, asked} = await apiOf(true);
	await failureOf(api.listMachines(app));
	expect(asked).toEqual(['GET']);
});

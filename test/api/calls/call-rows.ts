import {expect, test} from 'vitest';
import {type Api, createApi} from '../../../source/api/api.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';
import {jsonAnswer, startStubServer} from '../../helpers/stub-server.ts';

/** One call, the request that it must send, and what must come of the answer. */
export type CallRow = {
	readonly title: string;
	readonly call: (api: Api) => Promise<unknown>;
	readonly method: string;
	readonly url: string;
	readonly body?: unknown;
	readonly nonce?: string;
	readonly status?: number;
	readonly answer: unknown;
	readonly result?: unknown;
};

/** The answer of most calls that change something. */
export const ok = {ok: true};

/** A test for each row, with a server that gives the row's answer. */
export const testCalls = (rows: readonly CallRow[]): void => {
	test.each(rows)('$title asks $method $url', async row => {
		const server = await startStubServer(
			row.answer === undefined ? response => response.writeHead(row.status ?? 200).end() : jsonAnswer(row.answer, row.status),
		);
		const api = createApi({baseUrl: server.baseUrl, token: 'fm2_abcdef', clock: createManualClock(), userAgent: 'flydeck/1'});

		expect(await row.call(api)).toEqual(row.result);
		expect(server.requests).toHaveLength(1);
		const [request] = server.requests;
		expect(request).toMatchObject({
			method: row.method,
			url: row.url,
			headers: {authorization: 'FlyV1 fm2_abcdef', accept: 'application/json', 'user-agent': 'flydeck/1'},
		});
		expect(request?.headers['fly-machine-lease-nonce']).toBe(row.nonce);
		expect(request?.body === '' ? undefined : JSON.parse(request?.body ?? '')).toEqual(row.body);
		expect(request?.headers['content-type']).toBe(row.body === undefined ? undefined : 'application/json');
	});
};

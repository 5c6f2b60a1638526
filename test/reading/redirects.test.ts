import {expect, test} from 'vitest';
import {readList} from '../../source/reading/read-list.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';

test.each([301, 302, 303, 307, 308])(
	'a long list is not read from where a %i points, so that no other host sees the token',
	async status => {
		const other = await startStubServer(jsonAnswer([]));
		const server = await startStubServer(jsonAnswer({}, status, {location: `${other.baseUrl}/v1/apps/web/machines`}));
		const {reply} = await readList(
			{
				kind: 'read',
				id: 1,
				list: 'web',
				url: `${server.baseUrl}/v1/apps/web/machines`,
				headers: {authorization: 'FlyV1 secret'},
				base: undefined,
			},
			{fetch, signal: AbortSignal.timeout(5000), known: undefined, version: 1, give: async () => {}, progressed() {}},
		);
		expect(reply).toMatchObject({kind: 'other', head: {status}});
		expect(other.requests).toEqual([]);
	},
);

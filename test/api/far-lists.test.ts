import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import type {FarLists} from '../../source/api/far-lists.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';

const head = {ok: true, status: 200, headers: new Headers()};

/** An API whose lists are too long to be read here, and are read by `read`. */
const openApi = async (read: FarLists['read']) => {
	const {baseUrl} = await startStubServer(jsonAnswer([{id: 'a', state: 'started'}]));
	const clock = createManualClock();
	const farLists: FarLists = {limitBytes: () => 1, read, close() {}};
	return {clock, api: createApi({baseUrl, token: 'secret', clock, userAgent: 'flydeck-test', farLists})};
};

test('a long list is not given up while more of it comes', async () => {
	const {clock, api} = await openApi(async (_list, {signal, progressed}) => {
		for (let turn = 0; turn < 5; turn++) {
			clock.advance(9000);
			progressed();
		}

		signal.throwIfAborted();
		return {kind: 'other', head, body: '[{"id":"b","state":"stopped"}]'};
	});
	expect((await api.listMachines('web')).machines.map(({id}) => id)).toEqual(['b']);
});

test('a long list of which no more comes is given up', async () => {
	const {clock, api} = await openApi(async (_list, {signal, progressed}) => {
		progressed();
		clock.advance(10_000);
		signal.throwIfAborted();
		return {kind: 'ended'};
	});
	await expect(api.listMachines('web')).rejects.toMatchObject({kind: 'timeout', detail: 'no answer within 10 s'});
});

import {expect, test} from 'vitest';
import type {Api} from '../../source/api/api.ts';
import {createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const config = {image: 'nginx'};

test.each<[string, (api: Api) => Promise<unknown>]>([
	['a machine', api => api.getMachine('shop', 'm1')],
	['the config of a machine', api => api.getExactConfig('shop', 'm1')],
	['the machine after an update', api => api.updateMachine('shop', 'm1', {config})],
])('an answer that tells of another machine than %s that was asked for is a bad answer', async (_, call) => {
	const answer = async (): Promise<Response> => Response.json({id: 'm2', state: 'started', instance_id: 'i1', config});
	const api = createApi({
		baseUrl: 'https://api.machines.dev',
		token: 'fo1_abcdef',
		clock: createManualClock(),
		userAgent: 'test',
		fetch: answer,
	});
	await expect(call(api)).rejects.toMatchObject({kind: 'malformed'});
});

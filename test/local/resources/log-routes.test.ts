import {expect, test} from 'vitest';
import {startResourceApi} from '../../helpers/resource-api.ts';

const path = '/api/v1/apps/web/logs';

test('the log of an app is answered as api.fly.io has it, page after page', async () => {
	const {call, clock} = await startResourceApi();
	const {body: machine} = await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx'}, region: 'lhr'});
	clock.advance(60_000);
	const first = JSON.parse((await call('GET', `${path}?next_token=`)).text);
	expect(first.data[0]).toMatchObject({
		id: expect.any(String),
		type: 'log',
		attributes: {
			timestamp: expect.stringMatching(/^2026-05-01T10:\d\d:\d\d\.\d{9}Z$/),
			message: expect.any(String),
			level: 'info',
			instance: machine.id,
			region: 'lhr',
			meta: {instance: machine.id, region: 'lhr', event: {provider: 'runner'}, url: {full: ''}},
		},
	});
	const next = await call('GET', `${path}?next_token=${first.meta.next_token}`);
	expect(next.body).toEqual({data: [], meta: {next_token: first.meta.next_token}});
	await call('POST', `/v1/apps/web/machines/${machine.id}/stop`);
	clock.advance(60_000);
	const last = JSON.parse((await call('GET', `${path}?next_token=${first.meta.next_token}`)).text);
	expect(last.data.length).toBeGreaterThan(0);
});

test('lines can be those of one machine or one region', async () => {
	const {call, clock} = await startResourceApi();
	const {body: machine} = await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx'}, region: 'lhr'});
	clock.advance(60_000);
	const count = async (query: string) => JSON.parse((await call('GET', `${path}?${query}`)).text).data.length;
	expect(await count(`instance=${machine.id}&region=lhr`)).toBeGreaterThan(0);
	expect(await count('region=fra')).toBe(0);
	expect(await count('instance=00000000000000')).toBe(0);
	expect((await call('GET', '/api/v1/apps/none/logs')).status).toBe(404);
});

import {describe, expect, test} from 'vitest';
import {createRateLimits} from '../../../source/local/http/limits.ts';
import {startWithMachine} from '../../helpers/local-machine.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const start = async () => {
	const machine = await startWithMachine({}, {limits: true});
	machine.clock.advance(60_000);
	const statuses = async (count: number, method: string, path: string) => {
		const replies = await Promise.all(Array.from({length: count}, () => machine.call(method, path)));
		return replies.map(({status}) => status).toSorted();
	};

	return {...machine, statuses};
};

describe('the rate limits', () => {
	test.each([
		['list machines', 3, 1, ''],
		['get machine', 10, 5, '/:id'],
		['get lease', 3, 1, '/:id/lease'],
		['list events', 3, 1, '/:id/events'],
	])('of %s let %i through at once and %i a second after', async (_, burst, perSecond, suffix) => {
		const {clock, id, statuses} = await start();
		const path = `/v1/apps/web/machines${suffix.replace(':id', id)}`;
		const isLet = (status: number): boolean => status !== 429;
		expect((await statuses(burst + 2, 'GET', path)).filter(isLet)).toHaveLength(burst);
		clock.advance(1000);
		expect((await statuses(perSecond + 2, 'GET', path)).filter(isLet)).toHaveLength(perSecond);
	});

	test('say so, without a word of when to come again', async () => {
		const {call, statuses, path} = await start();
		await statuses(3, 'POST', `${path}/stop`);
		const {status, body, headers} = await call('POST', `${path}/stop`);
		expect([status, body]).toEqual([429, {error: 'resource_exhausted: rate limit exceeded'}]);
		expect(headers.get('retry-after')).toBeNull();
	});

	test('count each action and each machine by itself', async () => {
		const {call, clock, path, statuses} = await start();
		const {body} = await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx'}});
		clock.advance(2000);
		expect(await statuses(4, 'POST', `${path}/cordon`)).toEqual([200, 200, 200, 429]);
		expect(await statuses(3, 'POST', `${path}/uncordon`)).toEqual([200, 200, 200]);
		expect(await statuses(3, 'POST', `/v1/apps/web/machines/${body.id}/cordon`)).toEqual([200, 200, 200]);
	});

	test('do not count what has no token, or no path', async () => {
		const {call, path} = await start();
		for (let tried = 0; tried < 5; tried++) {
			expect((await call('POST', `${path}/cordon`, undefined, {headers: {authorization: ''}})).status).toBe(401);
			expect((await call('POST', `${path}/dance`)).status).toBe(404);
		}

		expect((await call('POST', `${path}/cordon`)).status).toBe(200);
	});
});

test('buckets that are full again are dropped', () => {
	const clock = createManualClock();
	const limits = createRateLimits(clock.now);
	for (let index = 0; index < 1000; index++) {
		limits.take({action: 'get-machine', by: 'machine'}, String(index));
	}

	expect(limits.size()).toBe(1000);
	clock.advance(20_000);
	limits.take({action: 'get-machine', by: 'machine'}, 'another');
	expect(limits.size()).toBe(1);
});

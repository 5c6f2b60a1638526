import {describe, expect, test} from 'vitest';
import {startWithMachine} from '../../helpers/local-machine.ts';

describe('the list of events', () => {
	test('holds what a machine shows, newest first, and null for an event without a request', async () => {
		const {call, path, get} = await startWithMachine();
		const {list} = await call('GET', `${path}/events`);
		expect(list).toMatchObject([
			{type: 'start', status: 'started', source: 'flyd', request: {}},
			{type: 'launch', status: 'created', source: 'user', request: null},
			{type: 'launch', status: 'pending', source: 'flyd', request: null},
		]);
		const {events} = JSON.parse(JSON.stringify(await get()));
		expect(events[2]).not.toHaveProperty('request');
	});

	test.each([
		['', 20],
		['?limit=3', 3],
		['?limit=50', 50],
		['?limit=500', 50],
		['?limit=%2B5', 5],
		['?limit=0', 20],
		['?limit=-1', 20],
	])('with "%s" holds %i of many', async (query, length) => {
		const config = {image: 'nginx', restart: {policy: 'always'}, metadata: {simulate_exit_after_seconds: '1'}};
		const {clock, call, path, get} = await startWithMachine({config});
		clock.advance(120_000);
		expect((await call('GET', `${path}/events${query}`)).list).toHaveLength(length);
		expect((await get()).events).toHaveLength(20);
	});

	test.each(['many', '+5', '1.5', '99999999999'])('with the limit %s, which is no number, is a 400', async limit => {
		const {call, path} = await startWithMachine();
		expect((await call('GET', `${path}/events?limit=${limit}`)).body.error).toMatch(/^strconv\.Atoi: parsing "/);
	});
});

test('the list of versions holds each config that a machine had, newest first', async () => {
	const {clock, call, path, get, post} = await startWithMachine();
	const first = await get();
	const second = await post('', {config: {image: 'nginx:2'}});
	clock.advance(10_000);
	const third = await post('', {config: {image: 'nginx:3'}, current_version: second.instance_id ?? ''});
	const {list} = await call('GET', `${path}/versions`);
	expect(list).toMatchObject([
		{version: third.instance_id, user_config: {image: 'nginx:3'}},
		{version: second.instance_id, user_config: {image: 'nginx:2'}},
		{version: first.instance_id, user_config: {image: 'nginx'}},
	]);
	expect(list).toHaveLength(3);
});

import {describe, expect, test} from 'vitest';
import {startWithMachine, storyOf} from '../../helpers/local-machine.ts';

const start = () => startWithMachine({config: {image: 'nginx', metadata: {role: 'web', release: '1'}}});

describe('the metadata of a machine', () => {
	test('are shown, replaced, merged and changed by key', async () => {
		const {call, path} = await start();
		const metadata = `${path}/metadata`;
		const steps = [
			['PATCH', metadata, {metadata: {release: null, colour: 'blue'}}, {role: 'web', colour: 'blue'}],
			['POST', `${metadata}/size`, {value: 'big'}, {role: 'web', colour: 'blue', size: 'big'}],
			['DELETE', `${metadata}/role`, undefined, {colour: 'blue', size: 'big'}],
			['DELETE', `${metadata}/role`, undefined, {colour: 'blue', size: 'big'}],
			['PUT', metadata, {metadata: {only: 'this'}}, {only: 'this'}],
		] as const;
		for (const [method, to, body, expected] of steps) {
			const {status, text} = await call(method, to, body);
			expect([status, text]).toEqual([204, '']);
			expect((await call('GET', metadata)).body).toEqual(expected);
		}

		expect((await call('GET', `${metadata}/only`)).body).toEqual({value: 'this'});
		for (const missing of ['role', 'constructor']) {
			expect(await call('GET', `${metadata}/${missing}`)).toMatchObject({
				status: 404,
				body: {error: expect.stringContaining('not_found: ')},
			});
		}
	});

	test('change without a new version, an event or a restart, but with a new time', async () => {
		const {call, clock, path, get} = await start();
		const before = await get();
		clock.advance(5000);
		await call('PATCH', `${path}/metadata`, {metadata: {a: 'b'}, machine_version: before.instance_id ?? ''});
		const after = await get();
		expect(after).toMatchObject({state: 'started', instance_id: before.instance_id, config: {metadata: {role: 'web', a: 'b'}}});
		expect(storyOf(after)).toEqual(storyOf(before));
		expect(Date.parse(String(after.updated_at))).toBe(clock.now());
	});

	test.each(['PUT', 'PATCH'])('are not changed by a %s for another version', async method => {
		const {call, path} = await start();
		const body = {metadata: {a: 'b'}, machine_version: '01ARZ3NDEKTSV4RRFFQ69G5FAV'};
		expect((await call(method, `${path}/metadata`, body)).status).toBe(412);
		expect((await call('GET', `${path}/metadata`)).body).toEqual({role: 'web', release: '1'});
	});

	test('change although somebody holds the machine', async () => {
		const {call, path} = await start();
		await call('POST', `${path}/lease`, {ttl: 60});
		expect((await call('POST', `${path}/metadata/a`, {value: 'b'})).status).toBe(204);
	});

	test.each([
		['PUT', '', '{"metadata":{"a":1}}'],
		['PATCH', '', ''],
		['POST', '/a', '{"value":7}'],
	])('are not changed by %s%s with the body %s', async (method, suffix, body) => {
		const {call, path} = await start();
		expect((await call(method, `${path}/metadata${suffix}`, body)).status).toBe(400);
		expect((await call('GET', `${path}/metadata`)).body).toEqual({role: 'web', release: '1'});
	});
});

test.each([
	['PUT', '/metadata', {metadata: {a: 'b'}}],
	['PATCH', '/metadata', {metadata: {a: 'b'}}],
	['POST', '/metadata/a', {value: 'b'}],
	['DELETE', '/metadata/a', undefined],
])('%s %s of a machine that was destroyed is a 404, while it is still shown', async (method, suffix, body) => {
	const {call, path, clock} = await startWithMachine();
	await call('DELETE', `${path}?force=true`);
	clock.advance(1600);
	expect(await call('GET', path)).toMatchObject({status: 200, body: {state: 'destroyed'}});
	expect(await call(method, path + suffix, body)).toMatchObject({status: 404, body: {error: 'not_found: machine not found'}});
});

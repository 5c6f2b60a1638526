import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';

const startUnreachable = async () => {
	const machine = await startWithMachine({config: {image: 'nginx', env: {A: '1'}, metadata: {role: 'web'}}});
	const down = (ids: readonly string[]) =>
		machine.call('PUT', '/_flydeck/faults', {rules: ids.map(id => ({fault: 'host-unreachable', machine: id}))});
	return {...machine, down};
};

describe('a machine whose host does not answer', () => {
	test('has no config but what the API server remembers, and says so, in lists too', async () => {
		const {call, id, get, down} = await startUnreachable();
		const incomplete = {image: 'nginx', guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256}, metadata: {role: 'web'}};
		expect(await get()).toMatchObject({host_status: 'ok', incomplete_config: null});
		expect((await down([id])).status).toBe(200);
		const expected = {host_status: 'unreachable', config: null, incomplete_config: incomplete, state: 'started'};
		expect(await get()).toMatchObject(expected);
		expect((await get()).incomplete_config).toEqual(incomplete);
		expect((await call('GET', machinesPath)).list).toMatchObject([expected]);
		await down([]);
		expect(await get()).toMatchObject({host_status: 'ok', config: {env: {A: '1'}}, incomplete_config: null});
	});

	test.each(['POST', 'GET', 'DELETE'])('cannot be leased: %s is a 408', async method => {
		const {call, id, path, down} = await startUnreachable();
		await down([id]);
		expect(await call(method, `${path}/lease`)).toMatchObject({status: 408, body: {error: expect.stringContaining('deadline_exceeded: ')}});
	});

	test('is replaced by the machines that stand by for it', async () => {
		const {call, clock, id, down} = await startUnreachable();
		const create = async (config: JsonObject): Promise<string> =>
			String((await call('POST', machinesPath, {config: {image: 'nginx', ...config}})).body.id);
		const standby = await create({standbys: [id]});
		const other = await create({standbys: ['00000000000000']});
		clock.advance(10_000);
		const state = async (machine: string) => (await call('GET', `${machinesPath}/${machine}`)).body.state;
		expect([await state(standby), await state(other)]).toEqual(['created', 'created']);
		await down([id]);
		clock.advance(1000);
		expect([await state(standby), await state(other)]).toEqual(['started', 'created']);
	});
});

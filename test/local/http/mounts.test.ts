import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import type {Call} from '../../helpers/local-server.ts';
import {startResourceApi} from '../../helpers/resource-api.ts';

const machines = '/v1/apps/web/machines';

const mounting = (...volumes: readonly string[]): JsonObject => ({
	image: 'nginx',
	mounts: volumes.map((volume, index) => ({volume, path: `/data${index}`})),
});

const start = async () => {
	const {call, clock} = await startResourceApi();
	const createVolume = async (region: string, app = 'web'): Promise<string> =>
		String((await call('POST', `/v1/apps/${app}/volumes`, {name: 'data', region})).body.id);
	const create = (config: JsonObject, body: JsonObject = {}) => call('POST', machines, {config, ...body});
	return {call, clock, createVolume, create};
};

const requireUntouched = async (call: Call, machineCount: number): Promise<void> => {
	expect((await call('GET', machines)).list).toHaveLength(machineCount);
};

describe('a machine that mounts a volume', () => {
	test('goes where the volume is', async () => {
		const {createVolume, create} = await start();
		const asked = [{}, {region: 'syd'}, {region: 'ams,syd'}, {region: 'any'}, {region: 'apac'}];
		for (const body of asked) {
			const volume = await createVolume('syd');
			expect(await create(mounting(volume), body)).toMatchObject({status: 200, body: {region: 'syd', config: mounting(volume)}});
		}
	});

	test('does not go elsewhere', async () => {
		const {call, createVolume, create} = await start();
		const volume = await createVolume('syd');
		const error = `invalid_argument: Mounts source volume "${volume}" is in the wrong region ("syd" != "ams")`;
		expect(await create(mounting(volume), {region: 'ams'})).toMatchObject({status: 400, body: {error}});
		expect((await create(mounting(volume), {region: 'ams,fra'})).status).toBe(400);
		await requireUntouched(call, 0);
	});

	test('has one', async () => {
		const {call, createVolume, create} = await start();
		const volumes = [await createVolume('fra'), await createVolume('fra')];
		const error = 'invalid_argument: invalid config.mounts, only 1 volume supported';
		expect(await create(mounting(...volumes))).toMatchObject({status: 400, body: {error}});
		expect(await create(mounting(volumes[0] ?? '', volumes[0] ?? ''))).toMatchObject({status: 400, body: {error}});
		await requireUntouched(call, 0);
	});

	test('names one that there is, of its own app', async () => {
		const {call, createVolume, create} = await start();
		await call('POST', '/v1/apps', {name: 'other', org_slug: 'personal'});
		const others = await createVolume('fra', 'other');
		for (const volume of ['vol_none', '..', '', others]) {
			const error = `invalid_argument: volume '${volume}' not found`;
			expect(await create(mounting(volume))).toMatchObject({status: 400, body: {error}});
		}

		expect((await create({image: 'nginx', mounts: [{path: '/data'}]})).status).toBe(400);
		await requireUntouched(call, 0);
	});

	test('shares it with no other machine, until that one is destroyed', async () => {
		const {call, clock, createVolume, create} = await start();
		const volume = await createVolume('fra');
		const {body: first} = await create(mounting(volume));
		const error = `failed_precondition: volume ${volume} is attached to machine ${first.id}`;
		expect(await create(mounting(volume))).toMatchObject({status: 412, body: {error}});
		await requireUntouched(call, 1);
		await call('DELETE', `${machines}/${first.id}?force=true`);
		clock.advance(5000);
		expect((await create(mounting(volume))).status).toBe(200);
	});

	test('is refused while the volume is being destroyed', async () => {
		const {call, createVolume, create} = await start();
		const volume = await createVolume('fra');
		await call('DELETE', `/v1/apps/web/volumes/${volume}`);
		expect(await create(mounting(volume))).toMatchObject({
			status: 412,
			body: {error: `failed_precondition: volume ${volume} is being destroyed`},
		});
	});

	test('keeps it over an update, and takes no other machine its own', async () => {
		const {call, clock, createVolume, create} = await start();
		const [mine, theirs, far] = [await createVolume('fra'), await createVolume('fra'), await createVolume('syd')];
		const {body: machine} = await create(mounting(mine));
		const {body: other} = await create(mounting(theirs));
		clock.advance(2000);
		const update = (config: JsonObject) => call('POST', `${machines}/${machine.id}`, {config});
		expect((await update(mounting(mine))).status).toBe(200);
		expect(await update(mounting(theirs))).toMatchObject({
			status: 412,
			body: {error: `failed_precondition: volume ${theirs} is attached to machine ${other.id}`},
		});
		const error = `invalid_argument: Mounts source volume "${far}" is in the wrong region ("syd" != "fra")`;
		expect(await update(mounting(far))).toMatchObject({status: 400, body: {error}});
		expect((await call('GET', `${machines}/${machine.id}`)).body).toMatchObject({config: mounting(mine)});
	});
});

describe('the region of a new machine', () => {
	test.each([
		[undefined, 'fra'],
		['', 'fra'],
		['syd', 'syd'],
		['mia', 'mia'],
		['xyz,lhr', 'lhr'],
		['eu', 'ams'],
		['any', 'fra'],
	])('asked as %j is %s', async (region, expected) => {
		const {create} = await start();
		expect(await create({image: 'nginx'}, region === undefined ? {} : {region})).toMatchObject({status: 200, body: {region: expected}});
	});

	test.each(['xyz', 'abc,def', 'FRA', 'constructor', 'moon'])('asked as %j is a 400', async region => {
		const {call, create} = await start();
		const error = `invalid_argument: region '${region}' not found`;
		expect(await create({image: 'nginx'}, {region})).toMatchObject({status: 400, body: {error}});
		await requireUntouched(call, 0);
	});
});

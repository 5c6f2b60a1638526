import {mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {type ResourceApi, startResourceApi} from '../../helpers/resource-api.ts';

const all = '/v1/apps/web/volumes';

const create = async ({call}: ResourceApi, body: object = {}) => (await call('POST', all, {name: 'data', ...body})).body;

const mountedBy = async ({call}: ResourceApi, volume: unknown) => {
	const config = {image: 'nginx', mounts: [{volume: String(volume), path: '/data'}]};
	return (await call('POST', '/v1/apps/web/machines', {config, skip_launch: true})).body;
};

/** Writes a file where a machine that mounts the volume would. */
const write = ({volumesDirectory}: ResourceApi, id: unknown, file: string, text: string): void => {
	mkdirSync(join(volumesDirectory, String(id)), {recursive: true});
	writeFileSync(join(volumesDirectory, String(id), file), text);
};

test('a volume has the defaults of the API', async () => {
	const api = await startResourceApi();
	expect(await create(api)).toMatchObject({
		id: expect.stringMatching(/^vol_[0-9a-z]{16}$/),
		name: 'data',
		state: 'created',
		size_gb: 3,
		region: 'fra',
		encrypted: true,
		attached_machine_id: null,
		attached_alloc_id: null,
		created_at: '2026-05-01T10:00:00.000Z',
		blocks: 0,
		fstype: '',
		snapshot_retention: 5,
		auto_backup_enabled: true,
	});
});

test('a volume is listed, read and changed', async () => {
	const api = await startResourceApi();
	const {id} = await create(api, {region: 'lhr,eu', size_gb: 10});
	const changed = await api.call('PUT', `${all}/${id}`, {snapshot_retention: 10});
	expect(changed.body).toMatchObject({region: 'lhr', size_gb: 10, snapshot_retention: 10, auto_backup_enabled: true});
	expect((await api.call('GET', `${all}/${id}`)).body).toEqual(changed.body);
	expect((await api.call('GET', all)).list).toEqual([changed.body]);
	const [summary] = (await api.call('GET', `${all}?summary=true`)).list;
	expect(summary).toMatchObject({id, state: 'created'});
	expect(summary).not.toHaveProperty('blocks');
	expect((await api.call('GET', '/v1/apps/web')).body.volume_count).toBe(1);
});

test.each([
	[{}],
	[{name: 'Data'}],
	[{name: 'my-data'}],
	[{name: 'a'.repeat(31)}],
	[{name: 'data', size_gb: 501}],
	[{name: 'data', size_gb: -1}],
	[{name: 'data', size_gb: 1e300}],
	[{name: 'data', size_gb: '10'}],
	[{name: 'data', snapshot_retention: 61}],
	[{name: 'data', region: 'nowhere'}],
	[{name: 'data', snapshot_id: 'vs_1', source_volume_id: 'vol_1'}],
])('a volume of %j is a 400', async body => {
	const {call} = await startResourceApi();
	expect((await call('POST', all, body)).status).toBe(400);
	expect((await call('GET', all)).list).toEqual([]);
});

test('a volume grows and never shrinks', async () => {
	const api = await startResourceApi();
	const {id} = await create(api);
	const extended = await api.call('PUT', `${all}/${id}/extend`, {size_gb: 10});
	expect(extended.body).toMatchObject({volume: {id, size_gb: 10}, needs_restart: false});
	expect((await api.call('PUT', `${all}/${id}/extend`, {size_gb: 9})).status).toBe(412);
	expect((await api.call('PUT', `${all}/${id}/extend`, {})).status).toBe(400);
	expect((await api.call('GET', `${all}/${id}`)).body.size_gb).toBe(10);
});

test('a volume is attached to the machine that mounts it, and cannot be destroyed before that machine is', async () => {
	const api = await startResourceApi();
	const {id} = await create(api);
	const machine = await mountedBy(api, id);
	expect((await api.call('GET', `${all}/${id}`)).body.attached_machine_id).toBe(machine.id);
	const refused = await api.call('DELETE', `${all}/${id}`);
	const error = `failed_precondition: volume ${id} is attached to machine ${machine.id}`;
	expect([refused.status, refused.body]).toEqual([412, {error}]);
	await api.call('DELETE', `/v1/apps/web/machines/${machine.id}?force=true`);
	api.clock.advance(5000);
	expect((await api.call('GET', `${all}/${id}`)).body.attached_machine_id).toBe(null);
	expect((await api.call('DELETE', `${all}/${id}`)).body.state).toBe('destroyed');
});

test('a destroyed volume is pending for a while and then gone', async () => {
	const api = await startResourceApi();
	const {id} = await create(api);
	expect((await api.call('DELETE', `${all}/${id}`)).body).toMatchObject({id, state: 'destroyed'});
	expect((await api.call('GET', `${all}/${id}`)).body.state).toBe('pending_destroy');
	expect((await api.call('PUT', `${all}/${id}/extend`, {size_gb: 9})).status).toBe(412);
	api.clock.advance(10_000);
	expect(await api.call('GET', `${all}/${id}`)).toMatchObject({status: 404, body: {error: 'not_found: volume not found'}});
	expect((await api.call('GET', all)).list).toEqual([]);
});

test('a fork holds what its volume held, restoring at first', async () => {
	const api = await startResourceApi();
	const source = await create(api, {size_gb: 5});
	write(api, source.id, 'notes', 'one');
	mkdirSync(join(api.volumesDirectory, String(source.id), 'inside'));
	symlinkSync('/etc/hostname', join(api.volumesDirectory, String(source.id), 'inside', 'link'));
	const fork = await create(api, {source_volume_id: source.id});
	expect(fork).toMatchObject({state: 'restoring', size_gb: 5});
	write(api, source.id, 'notes', 'two');
	expect(readFileSync(join(api.volumesDirectory, String(fork.id), 'notes'), 'utf8')).toBe('one');
	api.clock.advance(5000);
	expect((await api.call('GET', `${all}/${fork.id}`)).body).toMatchObject({state: 'created', bytes_used: 3, fstype: 'ext4'});
	expect((await api.call('POST', all, {name: 'data', source_volume_id: source.id, size_gb: 4})).status).toBe(400);
	expect((await api.call('POST', all, {name: 'data', source_volume_id: 'vol_none'})).status).toBe(404);
});

test('a snapshot outlives its volume, for the days that it is kept', async () => {
	const api = await startResourceApi();
	const source = await create(api, {snapshot_retention: 2});
	write(api, source.id, 'notes', 'kept');
	const created = await api.call('POST', `${all}/${source.id}/snapshots`);
	expect(created.body).toMatchObject({Msg: {backup: {volume_id: source.id, type: 'BACKUP_TYPE_ON_DEMAND'}}});
	const [snapshot] = JSON.parse((await api.call('GET', `${all}/${source.id}/snapshots`)).text);
	expect(snapshot).toMatchObject({id: expect.stringMatching(/^vs_/), size: 4, status: 'created', retention_days: 2});
	await api.call('DELETE', `${all}/${source.id}`);
	const restored = await create(api, {snapshot_id: snapshot.id});
	expect(readFileSync(join(api.volumesDirectory, String(restored.id), 'notes'), 'utf8')).toBe('kept');
	api.clock.advance(2 * 24 * 60 * 60 * 1000);
	expect((await api.call('POST', all, {name: 'data', snapshot_id: snapshot.id})).status).toBe(404);
});

test('volumes belong to their app and go with it', async () => {
	const api = await startResourceApi();
	const {id} = await create(api);
	await api.call('POST', '/v1/apps', {app_name: 'other', org_slug: 'personal'});
	expect((await api.call('GET', `/v1/apps/other/volumes/${id}`)).status).toBe(404);
	expect((await api.call('GET', '/v1/apps/none/volumes')).body).toEqual({error: 'app not found'});
	await api.call('DELETE', '/v1/apps/web');
	await api.call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	expect((await api.call('GET', all)).list).toEqual([]);
});

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Listed, organizationPage} from '../../../source/local/resources/organization/organization-page.ts';
import {startResourceApi} from '../../helpers/resource-api.ts';

const machines = '/v1/orgs/personal/machines';
const volumes = '/v1/orgs/personal/volumes';

/** Three machines, made in this order, a minute apart. */
const startWithMachines = async () => {
	const api = await startResourceApi();
	await api.call('POST', '/v1/apps', {app_name: 'other', org_slug: 'personal'});
	await api.call('POST', '/v1/apps', {app_name: 'foreign', org_slug: 'else'});
	const create = async (app: string, name: string, region: string) => {
		const config = {image: 'nginx', metadata: {team: 'red'}};
		const {body} = await api.call('POST', `/v1/apps/${app}/machines`, {name, region, config});
		api.clock.advance(60_000);
		return String(body.id);
	};

	const ids = [await create('web', 'one', 'fra'), await create('other', 'two', 'lhr'), await create('web', 'three', 'fra')] as const;
	await create('foreign', 'four', 'fra');
	const names = async (query: string) => {
		const {body, text} = await api.call('GET', `${machines}?${query}`);
		const listed: readonly {readonly name: string}[] = JSON.parse(text).machines;
		return {names: listed.map(({name}) => name), body};
	};

	return {...api, ids, names};
};

test('all machines of an organisation are listed, the oldest change first', async () => {
	const {call, ids} = await startWithMachines();
	await call('POST', `/v1/apps/web/machines/${ids[0]}/cordon`);
	await call('POST', `/v1/apps/web/machines/${ids[0]}/stop`);
	const {body} = await call('GET', machines);
	expect(body).toMatchObject({
		machines: [
			{id: ids[1], app_name: 'other', name: 'two', state: 'started', region: 'lhr'},
			{id: ids[2], app_name: 'web', name: 'three'},
			{
				id: ids[0],
				app_name: 'web',
				name: 'one',
				state: 'stopping',
				config: {guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256}, image: 'nginx', metadata: {team: 'red'}},
			},
		],
		next_cursor: '',
		last_machine_id: ids[0],
		error_regions: [],
	});
});

test.each([
	['region=lhr', ['two']],
	['region=lhr,fra', ['one', 'two', 'three']],
	['state=stopped', []],
	['state=started,stopped', ['one', 'two', 'three']],
	['updated_after=2026-05-01T10:01:30Z', ['three']],
	['updated_after=2026-05-01T12:01:30.000%2B02:00', ['three']],
])('%s keeps %j', async (query, kept) => {
	const {names} = await startWithMachines();
	expect((await names(query)).names).toEqual(kept);
});

test('deleted machines are listed only on demand, and a summary has no config', async () => {
	const {call, clock, ids, names} = await startWithMachines();
	await call('DELETE', `/v1/apps/web/machines/${ids[0]}?force=true`);
	clock.advance(60_000);
	expect((await names('')).names).toEqual(['two', 'three']);
	expect((await names('include_deleted=true')).names).toEqual(['two', 'three', 'one']);
	const {machines: summaries} = JSON.parse((await call('GET', `${machines}?summary=true`)).text);
	expect(summaries[0]).not.toHaveProperty('config');
});

test('a cursor goes on where the page ended, and beats updated_after', async () => {
	const {call, clock, ids, names} = await startWithMachines();
	const first = await names('limit=1');
	expect([first.names, first.body.last_machine_id]).toEqual([['one'], ids[0]]);
	clock.advance(1000);
	await call('POST', `/v1/apps/web/machines/${ids[0]}/stop`);
	const rest = await names(`cursor=${first.body.next_cursor}&updated_after=2030-01-01T00:00:00Z`);
	expect([rest.names, rest.body.next_cursor]).toEqual([['two', 'three', 'one'], '']);
});

test('an organisation without apps has no machines', async () => {
	const {call} = await startResourceApi();
	const nothing = {machines: [], next_cursor: '', last_machine_id: '', last_updated_at: '', error_regions: []};
	expect((await call('GET', '/v1/orgs/nobody/machines')).body).toEqual(nothing);
});

test.each(['limit=0', 'limit=-1', 'limit=x', 'cursor=x', 'cursor=e30', 'updated_after=yesterday', 'updated_after=2026-13-45T00:00:00Z'])(
	'a list with %s is a 400',
	async query => {
		const {call} = await startResourceApi();
		expect((await call('GET', `${machines}?${query}`)).status).toBe(400);
		expect((await call('GET', `${volumes}?${query}`)).status).toBe(400);
	},
);

test('all volumes of an organisation are listed in the same way', async () => {
	const {call, clock} = await startResourceApi();
	const create = async (name: string) => (await call('POST', '/v1/apps/web/volumes', {name})).body.id;
	const [a, b] = [await create('a'), await create('b')].toSorted();
	const first = (await call('GET', `${volumes}?limit=1`)).body;
	expect(first).toMatchObject({volumes: [{id: a, app_name: 'web', state: 'created'}], last_volume_id: a});
	clock.advance(1000);
	await call('DELETE', `/v1/apps/web/volumes/${b}`);
	clock.advance(10_000);
	expect((await call('GET', `${volumes}?cursor=${first.next_cursor}`)).body).toMatchObject({volumes: [], next_cursor: ''});
	const {body} = await call('GET', `${volumes}?cursor=${first.next_cursor}&include_deleted=true&summary=true`);
	expect(body).toMatchObject({volumes: [{id: b, state: 'destroyed', updated_at: '2026-05-01T10:00:01.000Z'}]});
});

const item = fc.record({
	id: fc.uuid(),
	region: fc.constantFrom('fra', 'lhr'),
	state: fc.constantFrom('started', 'stopped', 'destroyed'),
	updatedAtMs: fc.integer({min: 1, max: 20}),
});

/** Walks all pages; after each of them the list is what `change` makes of it. */
const walk = (start: readonly Listed[], limit: number, change: (list: readonly Listed[], page: number) => readonly Listed[]) => {
	const seen: string[] = [];
	let list = start;
	let cursor = '';
	for (let page = 0; page < 1000; page++) {
		const query = new URLSearchParams({limit: String(limit), cursor, include_deleted: 'true'});
		const {items, wire} = organizationPage(query, list);
		seen.push(...items.map(({id}) => id));
		cursor = String(wire.next_cursor);
		list = change(list, page);
		if (cursor === '') {
			return seen;
		}
	}

	throw new Error('the pages never end');
};

test('the pages hold everything once, in order', () => {
	fc.assert(
		fc.property(fc.uniqueArray(item, {selector: ({id}) => id}), fc.integer({min: 1, max: 5}), (list, limit) => {
			const seen = walk(list, limit, same => same);
			expect(seen.toSorted()).toEqual(list.map(({id}) => id).toSorted());
			const times = seen.map(id => list.find(one => one.id === id)?.updatedAtMs);
			expect(times).toEqual(times.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
		}),
	);
});

test('what does not change is on a page whatever else changes between the pages', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(item, {selector: ({id}) => id}),
			fc.integer({min: 1, max: 5}),
			fc.array(fc.nat(), {maxLength: 20}),
			(list, limit, picks) => {
				const touched = new Set<string>();
				const seen = walk(list, limit, (current, page) => {
					const pick = picks[page];
					const changed = pick === undefined ? undefined : current[pick % Math.max(1, current.length)];
					touched.add(changed?.id ?? '');
					return current.map(one => (one.id === changed?.id ? {...one, updatedAtMs: 100 + page} : one));
				});
				const untouched = list.filter(({id}) => !touched.has(id)).map(({id}) => id);
				expect(untouched.filter(id => seen.filter(other => other === id).length !== 1)).toEqual([]);
			},
		),
	);
});

import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {joinPages, readPage, readPages} from '../../source/api/pages.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';

const startPages = async (pages: Readonly<Record<string, unknown>>) => {
	const server = await startStubServer((response, request) => {
		const cursor = new URL(request.url, 'http://x').searchParams.get('cursor') ?? '';
		jsonAnswer(pages[cursor])(response, request);
	});
	const api = createApi({baseUrl: server.baseUrl, token: 'abc', clock: createManualClock(), userAgent: 'flydeck/1'});
	return {api, asked: () => server.requests.map(({url}) => url)};
};

const machine = (id: string, state: string) => ({id, app_name: 'shop', state});

test('all pages of an organization are one list: the last of each machine, and every region that did not answer', async () => {
	const {api, asked} = await startPages({
		'': {machines: [machine('a', 'started'), machine('b', 'started')], next_cursor: 'two/+', error_regions: ['gru']},
		'two/+': {machines: [], next_cursor: 'three', error_regions: null},
		three: {machines: [machine('a', 'stopped'), {id: 'c'}], next_cursor: '', error_regions: ['gru', 'syd']},
	});
	const {items, issues, errorRegions} = await api.listOrganizationMachines('acme', {updatedAfterMs: 1000});
	expect(items.map(({id, state}) => [id, state])).toEqual([
		['a', 'stopped'],
		['b', 'started'],
	]);
	expect(issues).toHaveLength(1);
	expect(errorRegions).toEqual(['gru', 'syd']);
	expect(asked()).toEqual([
		'/v1/orgs/acme/machines?updated_after=1970-01-01T00%3A00%3A01.000Z',
		'/v1/orgs/acme/machines?cursor=two%2F%2B',
		'/v1/orgs/acme/machines?cursor=three',
	]);
});

test('all pages of certificates are one list', async () => {
	const {api, asked} = await startPages({
		'': {certificates: [{hostname: 'a.example.com'}], total_count: 2, next_cursor: 'two'},
		two: {certificates: [{hostname: 'b.example.com'}], total_count: 2},
	});
	const {items} = await api.listCertificates('shop');
	expect(items.map(({hostname}) => hostname)).toEqual(['a.example.com', 'b.example.com']);
	expect(asked()).toEqual(['/v1/apps/shop/certificates?limit=500', '/v1/apps/shop/certificates?limit=500&cursor=two']);
});

test('a failed page fails the list', async () => {
	const {api} = await startPages({'': {machines: [machine('a', 'started')], next_cursor: 'two'}, two: {error: 'no list'}});
	await expect(api.listOrganizationMachines('acme')).rejects.toMatchObject({kind: 'malformed'});
});

test('a list without end is cut, and an issue tells', async () => {
	const page = {items: ['x'], issues: []};
	const {pages, isWhole} = await readPages(async cursor => ({list: page, nextCursor: `${cursor}x`}));
	const {items, issues} = joinPages(pages, isWhole, 'the list');
	expect(items).toHaveLength(100);
	expect(issues).toEqual([{where: 'the list', problem: 'has more than 100 pages; the rest is not shown'}]);
});

test.each([{}, {next_cursor: null}, {next_cursor: ''}, {next_cursor: 7}, null])('after a page with %j there is none', body => {
	expect(readPage(body, [])).toEqual({list: [], nextCursor: undefined});
});

import {describe, expect, test, vi} from 'vitest';
import {selectResourceRows, selectScreen} from '../../source/store/screens.ts';
import type {State} from '../../source/store/state.ts';
import {type Flow, startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 40_000});

const start = async (apps: readonly string[] = ['web']) => {
	const server = await startFlowServer();
	const id = await server.launch({}, {name: 'web-1'});
	const flow = await startFlow(server, {apps});
	await flow.waitForMachine(id, 'started');
	return {...flow, server, id};
};

/** Opens a table by its name and waits for its first answer. */
const open = async ({press, type, waitForState}: Flow, kind: string): Promise<void> => {
	press(':');
	type(kind);
	press('enter');
	await waitForState(state => selectScreen(state)?.kind === kind && isRead(state), `${kind} are listed`);
};

const isRead = (state: State): boolean =>
	[...state.resources.values()].length > 0 && [...state.resources.values()].every(feed => feed.answeredAtMs !== undefined);

const ids = (state: State): readonly string[] => selectResourceRows(state).map(row => row.id);

const request = String.raw`\(request [\w-]+\)`;

describe('volumes', () => {
	test('are made, made larger, backed up and deleted', async () => {
		const flow = await start();
		const {press, type, waitForNote, waitForState} = flow;
		await open(flow, 'volumes');
		press('n');
		type('data');
		press('enter');
		type('fra');
		press('enter', 'enter', 'enter');
		await waitForNote(new RegExp(`^volume data of web created ${request}\\. It is vol_\\w+ in fra\\.$`));
		const volumeId = ids(await waitForState(state => ids(state).length === 1, 'the volume is listed'))[0] ?? '';
		press('e');
		type('7');
		press('enter', 'y');
		await waitForNote(/extended .*It has 7 GB\./);
		press('b', 'n');
		await waitForNote(/^a snapshot of volume vol_\w+ of web is being made/);
		await waitForState(state => selectScreen(state)?.kind === 'snapshots' && ids(state).length === 1, 'the snapshot is listed');
		press('esc', 'ctrl-d');
		type(volumeId.slice(-4));
		press('enter');
		await waitForNote(new RegExp(`^volume ${volumeId} \\(data\\) of web deleted ${request}$`));
		await waitForState(state => selectScreen(state)?.kind === 'volumes' && ids(state).length === 0, 'the volume is gone');
	});

	test('are not deleted while a machine has them, though it was taken after the question was asked', async () => {
		const flow = await start();
		const {press, type, server, waitForNote, waitForState} = flow;
		const {body} = await server.call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 1});
		const volumeId = String(body.id);
		await open(flow, 'volumes');
		await waitForState(state => ids(state).includes(volumeId), 'the volume is listed');
		press('ctrl-d');
		await server.call('POST', '/v1/apps/web/machines', {
			region: 'fra',
			config: {image: 'nginx', mounts: [{volume: volumeId, path: '/data'}]},
		});
		type(volumeId.slice(-4));
		press('enter');
		expect(await waitForNote(/is attached to machine \w+.*nothing was done/)).toMatchObject({tone: 'warning'});
	});
});

test('a secret is set, set again and deleted, and its value is seen nowhere', async () => {
	const flow = await start();
	const {press, type, state, waitForNote, waitForState} = flow;
	await open(flow, 'secrets');
	press('n');
	type('API_KEY');
	press('enter');
	type('hunter2');
	press('enter');
	await waitForNote(new RegExp(`^secret API_KEY of web set ${request}\\. Machines get this when they are next created or updated\\.$`));
	await waitForState(current => ids(current).join() === 'API_KEY', 'the secret is listed');
	press('e');
	type('other');
	press('enter');
	expect(state().view.mode.kind).toBe('confirm-resource');
	press('y');
	await waitForState(({notes}) => notes.filter(({text}) => text.startsWith('secret API_KEY of web set')).length === 2, 'it is set again');
	expect(JSON.stringify([state().notes, state().actions, [...state().resources]])).not.toMatch(/hunter2|other/);
	press('ctrl-d');
	type('API_KEY');
	press('enter');
	await waitForState(current => isRead(current) && ids(current).length === 0, 'the secret is gone');
});

test('a certificate is added, looked at, checked and deleted', async () => {
	const flow = await start();
	const {press, type, waitForNote, waitForState} = flow;
	await open(flow, 'certificates');
	press('n');
	type('www.example.com');
	press('enter');
	await waitForNote(/^certificate www\.example\.com of web added/);
	await waitForState(state => ids(state).join() === 'www.example.com', 'the certificate is listed');
	press('enter');
	await waitForState(({certificates}) => certificates.has('web/www.example.com'), 'its records are read');
	press('v');
	await waitForNote(/^certificate www\.example\.com of web checked/);
	press('ctrl-d');
	type('www.example.com');
	press('enter');
	await waitForNote(/^certificate www\.example\.com of web deleted/);
});

test('addresses are assigned and released', async () => {
	const flow = await start();
	const {press, type, waitForNote, waitForState} = flow;
	await open(flow, 'ips');
	press('n', 'enter', 'enter');
	await waitForNote(/^address shared_v4 of web assigned .*It is 66\.241\.125\.\d+\.$/);
	const [ip = ''] = ids(await waitForState(state => ids(state).length === 1, 'the address is listed'));
	press('ctrl-d');
	type(ip);
	press('enter');
	await waitForNote(new RegExp(`^address ${ip.replaceAll('.', '\\.')} of web released`));
});

describe('apps', () => {
	test('are made, chosen and deleted with their machines', async () => {
		const flow = await start([]);
		const {press, type, state, id, server, waitForNote, waitForState} = flow;
		await open(flow, 'apps');
		press('n');
		type('api');
		press('enter');
		await waitForNote(new RegExp(`^app api created ${request}$`));
		await waitForState(current => ids(current).join() === 'api,web', 'the app is listed');
		press('g', 'enter');
		expect([...state().feeds.keys()]).toEqual(['api']);
		await waitForState(({feeds, fleet}) => feeds.get('api')?.answeredAtMs !== undefined && fleet.size === 0, 'its machines are shown');
		await open(flow, 'apps');
		press('*', 'enter');
		await waitForState(({fleet}) => fleet.has(id), 'the machines of both are shown');
		await open(flow, 'apps');
		press('\\', 'G', 'ctrl-d');
		type('web');
		press('enter');
		await waitForNote(new RegExp(`^app web deleted ${request}$`));
		await waitForState(({feeds, fleet}) => !feeds.has('web') && fleet.size === 0, 'its machines are gone');
		expect((await server.call('GET', '/v1/apps/web')).status).toBe(404);
	});

	test('of which the last chosen one is deleted leave all of the organization', async () => {
		const flow = await start(['web']);
		const {press, type, state, server, waitForState} = flow;
		await server.call('POST', '/v1/apps', {app_name: 'api', org_slug: 'personal'});
		await open(flow, 'apps');
		press('G', 'ctrl-d');
		type('web');
		press('enter');
		await waitForState(({feeds, appsKnown}) => appsKnown && feeds.has('api'), 'the other app is followed');
		expect(state().chosenApps).toEqual([]);
	});
});

test('a token that may not read a list is told in words, and the rest works', async () => {
	const {server, press, type, waitForState} = await start();
	const {body} = await server.call('POST', '/v1/apps/web/deploy_token', {expiry: '1h'});
	const flow = await startFlow(server, {token: String(body.token)});
	await server.call('POST', '/v1/apps', {app_name: 'api', org_slug: 'personal'});
	press(':');
	type('secrets');
	press('enter');
	await waitForState(isRead, 'the owner may read');
	flow.press(':');
	flow.type('apps');
	flow.press('enter');
	const failed = await flow.waitForState(
		({resources}) => [...resources.values()].some(({failure}) => failure !== undefined),
		'it is refused',
	);
	expect([...failed.resources.values()][0]?.failure?.message).toMatch(/list the apps of organization personal/);
});

import {expect, test} from 'vitest';
import {isJsonObject} from '../../source/domain/json.ts';
import {startFlow} from '../helpers/flow.ts';
import {type FlowServer, flowApp, startFlowServer} from '../helpers/flow-server.ts';

const pathOf = (id: string): string => `/v1/apps/${flowApp}/machines/${id}`;

const configOf = async (server: FlowServer, id: string) => {
	const {config} = (await server.call('GET', pathOf(id))).body;
	return isJsonObject(config) ? config : {};
};

const start = async (editText: (text: string) => string, config = {}) => {
	const server = await startFlowServer();
	const id = await server.launch({env: {LEVEL: 'info', API_TOKEN: 'hunter2'}, ...config}, {name: 'web-1'});
	const flow = await startFlow(server, {editText});
	return {server, id, flow};
};

const toDebug = (text: string): string => text.replace('"info"', '"debug"');

test('a config is edited, its change read, and made under a lease that is given back', async () => {
	const {server, id, flow} = await start(toDebug);
	flow.press('e');
	await flow.waitForState(({view}) => view.mode.kind === 'change', 'the change to be shown');
	expect((await configOf(server, id)).env).toMatchObject({LEVEL: 'info'});

	flow.press('y');
	expect((await flow.waitForNote(/^web-1 has the new config/)).tone).toBe('ok');
	expect((await configOf(server, id)).env).toEqual({LEVEL: 'debug', API_TOKEN: 'hunter2'});
	expect((await server.call('GET', pathOf(id))).body).toMatchObject({state: 'started'});
	expect((await server.call('GET', `${pathOf(id)}/lease`)).status).toBe(404);
	expect(server.writes().map(line => /(POST|DELETE) \S+/.exec(line)?.[0].replace(pathOf(id), ''))).toEqual(
		expect.arrayContaining(['POST /lease', 'POST ', 'DELETE /lease']),
	);
});

test('a stopped machine gets its config and stays stopped', async () => {
	const {server, id, flow} = await start(toDebug);
	await server.post(id, 'stop');
	await server.waitFor(id, 'stopped');
	await flow.waitForMachine(id, 'stopped');
	flow.press('e');
	await flow.waitForState(({view}) => view.mode.kind === 'change', 'the change to be shown');
	flow.press('y');
	expect((await flow.waitForNote(/^web-1 has the new config and is stopped/)).tone).toBe('ok');
	expect((await configOf(server, id)).env).toMatchObject({LEVEL: 'debug'});
});

test('what somebody else changed meanwhile is not undone', async () => {
	const {server, id, flow} = await start(toDebug);
	flow.press('e');
	await flow.waitForState(({view}) => view.mode.kind === 'change', 'the change to be shown');
	const {status} = await server.call('POST', pathOf(id), {config: {image: 'nginx', env: {LEVEL: 'theirs'}}});
	expect(status).toBe(200);
	await server.waitFor(id, 'started');
	flow.press('y');
	expect((await flow.waitForNote(/nothing was sent|not changed/)).text).toMatch(/changed by somebody else.*The text is kept in \/edits/);
	expect((await configOf(server, id)).env).toEqual({LEVEL: 'theirs'});
});

test('a machine that somebody else leases is left alone', async () => {
	const {server, id, flow} = await start(toDebug);
	flow.press('e');
	await flow.waitForState(({view}) => view.mode.kind === 'change', 'the change to be shown');
	await server.post(id, 'lease', {ttl: 600, description: 'deploy'});
	flow.press('y');
	expect((await flow.waitForNote(/nothing was sent/)).text).toMatch(/lease.*The text is kept in/);
	expect((await configOf(server, id)).env).toMatchObject({LEVEL: 'info'});
});

test('an earlier version is taken back, through what differs and a yes', async () => {
	const {server, id, flow} = await start(text => text);
	await server.call('POST', pathOf(id), {config: {image: 'nginx', env: {LEVEL: 'debug'}}});
	await server.waitFor(id, 'started');
	flow.press('D');
	await flow.waitForState(({view}) => view.mode.kind === 'versions' && view.mode.list?.rows.length === 2, 'two versions');
	flow.press('j', 'b');
	const {view} = await flow.waitForState(({view: {mode}}) => mode.kind === 'change' && mode.isOffered, 'the change to be offered');
	expect(view.mode).toMatchObject({
		draft: {
			changes: [
				{kind: 'changed', path: 'env.LEVEL', beforeText: '"debug"', afterText: '"info"'},
				{kind: 'added', path: 'env.API_TOKEN', afterText: '(masked)'},
			],
		},
	});
	flow.press('y');
	await flow.waitForNote(/^web-1 has the new config/);
	expect((await configOf(server, id)).env).toEqual({LEVEL: 'info', API_TOKEN: 'hunter2'});
});

test('two marked machines are compared, and neither is changed', async () => {
	const {server, id, flow} = await start(text => text);
	const other = await server.launch({env: {LEVEL: 'debug'}}, {name: 'web-2'});
	await flow.waitForMachine(other, 'started');
	flow.moveTo(other);
	flow.press('space');
	flow.moveTo(id);
	flow.press('space');
	flow.moveTo(id);
	flow.press('D', 'enter');
	const {view} = await flow.waitForState(({view: {mode}}) => mode.kind === 'change', 'what differs');
	expect(view.mode).toMatchObject({isOffered: false, draft: {target: {id}, origin: {kind: 'machine', target: {id: other}}}});
	flow.press('b', 'y');
	expect(server.writes()).toEqual([]);
});

import {describe, expect, test, vi} from 'vitest';
import {selectConnection} from '../../source/store/connection.ts';
import {startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 30_000});

const startWithMachine = async () => {
	const server = await startFlowServer();
	const id = await server.launch({}, {name: 'web-1'});
	const flow = await startFlow(server);
	await flow.waitForMachine(id, 'started');
	return {...flow, server, id};
};

describe('the table', () => {
	test('shows what somebody else did, without a key', async () => {
		const {id, server, state, waitForMachine, waitForState} = await startWithMachine();
		await server.post(id, 'stop');
		await waitForMachine(id, 'stopped');
		await server.post(id, 'start');
		await waitForMachine(id, 'started');
		await server.call('DELETE', `/v1/apps/web/machines/${id}?force=true`);
		await waitForState(({fleet}) => !fleet.has(id), 'the row is gone');
		expect(state().notes).toEqual([]);
	});

	test('shows a machine that somebody else made', async () => {
		const {id, server, state, waitForState} = await startWithMachine();
		const other = await server.launch({}, {name: 'web-2'});
		await waitForState(({fleet}) => fleet.get(other)?.state === 'started', 'the new machine');
		expect(state().view.cursorId).toBe(id);
	});

	test('stands still while paused, is read once by ctrl-r, and goes on afterwards', async () => {
		const {id, server, press, state, machine, waitForMachine} = await startWithMachine();
		press('p');
		await server.post(id, 'stop');
		await server.waitFor(id, 'stopped');
		expect(machine(id)?.state).toBe('started');
		expect(selectConnection(state()).kind).toBe('paused');
		press('ctrl-r');
		await waitForMachine(id, 'stopped');
		press('p');
		await server.post(id, 'start');
		await waitForMachine(id, 'started');
		expect(selectConnection(state()).kind).toBe('live');
	});

	test('keeps its rows while the server is away, and is live again without a key when it is back', async () => {
		const {id, server, state, waitForState} = await startWithMachine();
		await server.close();
		await waitForState(now => selectConnection(now).kind === 'offline', 'offline');
		expect(state().fleet.get(id)?.name).toBe('web-1');
		const again = await startFlowServer({clock: server.clock, port: server.port});
		const successor = await again.launch({}, {name: 'web-9'});
		await waitForState(now => selectConnection(now).kind === 'live' && now.fleet.has(successor), 'live again');
		expect(state().notes.map(({text}) => text)).toEqual([
			expect.stringMatching(/^Offline: /),
			expect.stringMatching(/^Live again after \d+[sm]\.$/),
		]);
	});

	test('keeps its rows while the token is refused, and is live again when it is accepted', async () => {
		const {id, server, state, waitForState} = await startWithMachine();
		await server.close();
		const strict = await startFlowServer({clock: server.clock, port: server.port, token: 'another'});
		await waitForState(now => selectConnection(now).kind === 'unauthorized', 'unauthorized');
		expect(state().fleet.has(id)).toBe(true);
		await strict.close();
		const again = await startFlowServer({clock: server.clock, port: server.port});
		await again.launch({}, {name: 'web-9'});
		await waitForState(now => selectConnection(now).kind === 'live', 'live again');
	});

	test('shows all apps of the organization where none was chosen, and what is new after ctrl-r', async () => {
		const server = await startFlowServer({scenario: 'demo'});
		const flow = await startFlow(server, {apps: []});
		await flow.waitForState(({fleet}) => fleet.size === 13, 'the demo fleet');
		expect([...flow.state().feeds.keys()]).toEqual(['shop-web', 'shop-worker', 'web']);
		await server.call('POST', '/v1/apps', {app_name: 'new-app', org_slug: 'personal'});
		flow.press('ctrl-r');
		await flow.waitForState(({feeds}) => feeds.has('new-app'), 'the new app');
		await server.call('DELETE', '/v1/apps/shop-worker?force=true');
		flow.press('ctrl-r');
		await flow.waitForState(
			({feeds, fleet}) => !feeds.has('shop-worker') && [...fleet.values()].every(({app}) => app !== 'shop-worker'),
			'the app is gone',
		);
	});
});

describe('waiting for a state', () => {
	test('is shown until the state is there, and told then', async () => {
		const {id, server, press, state, waitForNote} = await startWithMachine();
		press('W', 'j', 'enter');
		expect(state().waits).toMatchObject([{targets: [{id}], wanted: 'stopped'}]);
		await server.post(id, 'stop');
		expect(await waitForNote(/^web-1 is stopped after \d/)).toMatchObject({tone: 'ok'});
		expect(state().waits).toEqual([]);
	});

	test('can be asked for by name', async () => {
		const {press, type, waitForNote} = await startWithMachine();
		press(':');
		type('wait started');
		press('enter');
		await waitForNote(/^web-1 is started after 0\.\ds$/);
	});

	test('is one wait for all that are marked, which names those that never came to it', async () => {
		const ring = vi.fn();
		const server = await startFlowServer();
		const [first = '', second = '', third = ''] = await Promise.all(['web-1', 'web-2', 'web-3'].map(name => server.launch({}, {name})));
		const flow = await startFlow(server, {ring});
		await flow.waitForState(({fleet}) => [first, second, third].every(id => fleet.get(id)?.state === 'started'), 'all run');
		flow.press(':', ...'sort name', 'enter', '*', 'W', 'j', 'enter');
		expect(flow.state().waits).toMatchObject([
			{targets: [{name: 'web-1'}, {name: 'web-2'}, {name: 'web-3'}], wanted: 'stopped', reached: 0},
		]);
		const before = flow.state().notes.length;
		await server.post(first, 'stop');
		await flow.waitForState(({waits}) => waits[0]?.reached === 1, 'one has stopped');
		await server.call('DELETE', `/v1/apps/web/machines/${second}?force=true`);
		await server.post(third, 'stop');
		const note = await flow.waitForNote(/^2 of 3 are stopped after/);
		expect(note).toMatchObject({tone: 'warning', text: expect.stringMatching(/; no longer there: web-2\.$/)});
		expect(flow.state().waits).toEqual([]);
		expect(flow.state().notes.slice(before)).toEqual([note]);
	});

	test('ends when the machine is gone', async () => {
		const {id, server, press, state, waitForNote} = await startWithMachine();
		press('W', 'j', 'j', 'enter');
		expect(state().waits).toMatchObject([{wanted: 'suspended'}]);
		await server.call('DELETE', `/v1/apps/web/machines/${id}?force=true`);
		expect(await waitForNote(/^web-1 no longer exists: it will never be suspended\.$/)).toMatchObject({tone: 'warning'});
		expect(state().waits).toEqual([]);
	});

	test('for destroyed is a success when the machine is gone', async () => {
		const {id, server, press, waitForNote} = await startWithMachine();
		press('W', 'j', 'j', 'j', 'enter');
		await server.call('DELETE', `/v1/apps/web/machines/${id}?force=true`);
		expect(await waitForNote(/^web-1 is destroyed after/)).toMatchObject({tone: 'ok'});
	});
});

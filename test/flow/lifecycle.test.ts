import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {lastExit} from '../../source/domain/exit.ts';
import {statusOf} from '../../source/domain/status.ts';
import {openActionLog} from '../../source/journal/action-log.ts';
import {openBook} from '../../source/journal/book.ts';
import {openJournal} from '../../source/journal/journal.ts';
import {startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 30_000});

const shell = (script: string) => ({init: {exec: ['sh', '-c', script]}});

const temporaryDirectory = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

/** flydeck, and one machine that runs. */
const startWithMachine = async (config = {}, until = 'started') => {
	const server = await startFlowServer();
	const id = await server.launch(config, {name: 'web-1', until});
	const flow = await startFlow(server);
	await flow.waitForMachine(id, until);
	const label = (): string | undefined => {
		const machine = flow.machine(id);
		return machine && statusOf(machine, flow.state().pending.get(id), undefined).label;
	};
	return {...flow, server, id, label};
};

/** flydeck, and one machine that was stopped by somebody else before. */
const startWithStopped = async (config = {}) => {
	const started = await startWithMachine(config);
	await started.server.post(started.id, 'stop');
	await started.waitForMachine(started.id, 'stopped');
	return started;
};

describe('starting', () => {
	test('shows the start in the same moment as the key, then the machine that runs', async () => {
		const {id, press, label, machine, state, waitForNote, server} = await startWithStopped();
		press('s');
		expect(label()).toBe('starting');
		expect(machine(id)?.state).toBe('stopped');
		expect(await waitForNote(/^web-1 started in \d/)).toMatchObject({tone: 'ok'});
		expect(machine(id)?.state).toBe('started');
		expect(state().pending.size).toBe(0);
		expect(server.writes().filter(line => line.includes('/start'))).toHaveLength(1);
	});

	test('a second time at once is refused, and sent only once', async () => {
		const {press, state, waitForNote, server} = await startWithStopped();
		press('s', 's', 's');
		expect(state().notes.at(-1)?.text).toBe('web-1: starting is still on its way');
		await waitForNote(/^web-1 started in/);
		expect(server.writes().filter(line => line.includes('/start'))).toHaveLength(1);
	});

	test('a machine that crashes right away is told with its exit code', async () => {
		const {id, press, machine, waitForNote, waitForMachine} = await startWithMachine(
			{...shell('exit 3'), restart: {policy: 'no'}},
			'stopped',
		);
		press('s');
		expect(await waitForNote(/^web-1 was started and is stopped again: exit 3$/)).toMatchObject({tone: 'error'});
		await waitForMachine(id, 'stopped');
		expect(lastExit(machine(id) ?? expect.fail())?.exit).toMatchObject({exitCode: 3, requestedStop: false});
	});
});

describe('stopping', () => {
	test('asks first, shows the stop in the same moment as the yes, and tells the exit', async () => {
		const {id, press, label, machine, state, waitForNote} = await startWithMachine();
		press('t');
		expect(state().view.mode).toMatchObject({kind: 'confirm', confirmation: {order: {verb: 'stop'}, targets: [{id, state: 'started'}]}});
		expect(state().pending.size).toBe(0);
		press('y');
		expect(state().view.mode.kind).toBe('browse');
		expect(label()).toBe('stopping');
		expect(await waitForNote(/^web-1 stopped in \d.*: exit 0, requested stop$/)).toMatchObject({tone: 'ok'});
		expect(machine(id)?.state).toBe('stopped');
		expect(
			machine(id)
				?.events.slice(0, 2)
				.map(({type, status, source}) => `${type}/${status}/${source}`),
		).toEqual(['exit/stopped/flyd', 'stop/stopping/user']);
	});

	test.each(['n', 'enter', 'esc', 'x'])('is not done after the answer %s', async key => {
		const {press, state, server} = await startWithMachine();
		press('t', key);
		expect(state().view.mode.kind).toBe('browse');
		expect(state().pending.size).toBe(0);
		expect(server.writes()).toEqual([]);
	});

	test('a process that ignores SIGINT ends in 137 after its timeout', async () => {
		const ready = join(temporaryDirectory(), 'ready');
		const {id, press, machine, waitForNote} = await startWithMachine({
			...shell(`trap '' INT; touch ${ready}; while true; do sleep 0.05; done`),
			stop_config: {signal: 'SIGINT', timeout: '2s'},
		});
		await vi.waitFor(() => expect(existsSync(ready)).toBe(true), {timeout: 10_000, interval: 5});
		press('t', 'y');
		await waitForNote(/^web-1 stopped in \d.*: exit 137, requested stop, killed$/);
		expect(lastExit(machine(id) ?? expect.fail())?.exit).toMatchObject({exitCode: 137, signal: 9, requestedStop: true});
	});

	test('a machine that destroys itself when it ends is told as gone, and its row goes', async () => {
		const {id, press, waitForNote, waitForState} = await startWithMachine({auto_destroy: true, restart: {policy: 'no'}});
		press('t', 'y');
		expect(await waitForNote(/^web-1 is gone: it destroyed itself/)).toMatchObject({tone: 'ok'});
		await waitForState(({fleet}) => !fleet.has(id), 'the row is gone');
	});
});

describe('deleting', () => {
	test('a stopped machine takes the last 4 of its id', async () => {
		const {id, press, type, label, waitForNote, waitForState} = await startWithStopped();
		press('ctrl-d');
		type(id.slice(-4));
		press('enter');
		expect(label()).toBe('destroying');
		await waitForNote(/^web-1 deleted in \d/);
		await waitForState(({fleet, pending}) => !fleet.has(id) && pending.size === 0, 'the row is gone');
	});

	test('is not done when something else was typed', async () => {
		const {id, press, type, machine, state, server} = await startWithStopped();
		const before = server.writes().length;
		press('ctrl-d');
		type(`${id.slice(-3)}x`);
		press('enter');
		expect(state().notes.at(-1)?.text).toMatch(/^Not deleted: what was typed is not /);
		expect(machine(id)?.state).toBe('stopped');
		expect(server.writes()).toHaveLength(before);
	});

	test('a running machine takes its full name and is done by force', async () => {
		const {id, press, type, waitForNote, waitForState, server} = await startWithMachine();
		press('ctrl-d');
		type('web-1');
		press('enter');
		await waitForNote(/^web-1 deleted in \d/);
		await waitForState(({fleet}) => !fleet.has(id), 'the row is gone');
		expect(server.writes()).toHaveLength(1);
	});

	test('a machine that somebody started again meanwhile is left alone', async () => {
		const {id, press, type, waitForNote, server} = await startWithStopped();
		press('ctrl-d');
		type(id.slice(-4));
		await server.post(id, 'start');
		await server.waitFor(id, 'started');
		press('enter');
		expect(await waitForNote(/^web-1 is started now, not stopped: nothing was done\.$/)).toMatchObject({tone: 'warning'});
		expect((await server.call('GET', `/v1/apps/web/machines/${id}`)).body.state).toBe('started');
		expect(server.writes().filter(line => line.includes('DELETE'))).toEqual([]);
	});
});

test('what was done is in the action log after the end, and what was seen in the journal', async () => {
	const directory = temporaryDirectory();
	const server = await startFlowServer();
	const id = await server.launch({}, {name: 'web-1'});
	const flow = await startFlow(server, {
		openJournal: tell => openJournal(directory, tell),
		openActionLog: () => openActionLog(directory),
	});
	flow.press('t', 'y');
	await flow.waitForNote(/^web-1 stopped in/);
	await flow.quit();
	expect(openActionLog(directory).recent()).toMatchObject([
		{kind: 'request', what: `POST /v1/apps/web/machines/${id}/stop`, app: 'web', machineId: id, name: 'web-1', status: 200, result: 'ok'},
		{kind: 'act', what: 'stop', app: 'web', machineId: id, name: 'web-1', result: expect.stringMatching(/^web-1 stopped in/)},
	]);
	const book = openBook(directory);
	onTestFinished(() => book.close());
	const items = book.historyOf(id, 0, server.clock.now());
	const events = items.flatMap(item => (item.kind === 'event' ? [item.event] : []));
	expect(events[0]).toMatchObject({type: 'exit', exit: {exitCode: 0, requestedStop: true}});
	expect(events.at(-1)).toMatchObject({type: 'launch'});
	expect(items).toContainEqual(expect.objectContaining({kind: 'action', action: expect.objectContaining({kind: 'act', what: 'stop'})}));
});

describe('a cordon for a time', () => {
	test('begins with the cordon, is told with a ring when it is over, and ends with the uncordon', async () => {
		const ring = vi.fn();
		const server = await startFlowServer();
		const id = await server.launch({}, {name: 'web-1'});
		const {press, type, state, waitForMachine, waitForNote, waitForState} = await startFlow(server, {ring});
		await waitForMachine(id, 'started');
		press('C', 'tab');
		type('20s');
		press('enter', 'y');
		await waitForNote(/^web-1 cordoned$/);
		expect([...state().timedCordons.values()]).toMatchObject([{target: {id}, isTold: false}]);
		const told = 'web-1 is cordoned past its time: C uncordons it.';
		await waitForNote(/past its time/);
		expect(ring.mock.calls).toEqual([[told]]);
		expect(state().fleet.get(id)?.cordoned).toBe(true);
		press('C');
		await waitForNote(/^web-1 uncordoned$/);
		await waitForState(({timedCordons}) => timedCordons.size === 0, 'nothing is left to remind of');
	});

	test('of several begins with each of them', async () => {
		const server = await startFlowServer();
		const ids = await Promise.all(['web-1', 'web-2'].map(name => server.launch({}, {name})));
		const {press, type, state, waitForState, waitForNote} = await startFlow(server);
		await waitForState(({fleet}) => ids.every(id => fleet.get(id)?.state === 'started'), 'all run');
		press('*', 'C', 'tab');
		type('1h');
		press('enter', 'y');
		await waitForNote(/^cordon for 1h: 2 of 2 done$/);
		expect(new Set(state().timedCordons.keys())).toEqual(new Set(ids));
	});
});

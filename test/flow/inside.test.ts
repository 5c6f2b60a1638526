import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import type {State} from '../../source/store/state.ts';
import {type Flow, startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

vi.setConfig({testTimeout: 30_000});

const shell = (script: string) => ({init: {exec: ['sh', '-c', script]}});

const startWith = async (script: string) => {
	const server = await startFlowServer();
	const id = await server.launch({...shell(script), metadata: {role: 'primary', fly_process_group: 'app'}}, {name: 'web-1'});
	const flow = await startFlow(server);
	await flow.waitForMachine(id, 'started');
	return {...flow, server, id};
};

const outcomeOf = ({runs}: State) => runs.at(-1)?.outcome;

const runCommand = async ({press, type, waitForState}: Flow, commandLine: string, seconds = '10') => {
	press('x');
	type(commandLine);
	press('tab', 'ctrl-u');
	type(seconds);
	press('enter');
	const state = await waitForState(current => outcomeOf(current)?.kind !== 'running', 'the command has ended');
	press('esc');
	return outcomeOf(state);
};

describe('a command in a machine', () => {
	test('gives its exit code and what it wrote to either stream', async () => {
		const flow = await startWith('exec sleep 600');
		expect(await runCommand(flow, "sh -c 'echo out; echo err >&2; exit 3'")).toEqual({
			kind: 'ended',
			result: {exitCode: 3, exitSignal: undefined, stdout: 'out\n', stderr: 'err\n'},
		});
	});

	test('cannot move the cursor of the terminal that shows it', async () => {
		const flow = await startWith('exec sleep 600');
		expect(await runCommand(flow, "printf '\\033[2J\\033[31mred\\007'")).toMatchObject({result: {stdout: 'red'}});
	});

	test('that takes too long is killed by the API', async () => {
		const flow = await startWith('exec sleep 600');
		expect(await runCommand(flow, 'sleep 60', '1')).toMatchObject({kind: 'ended', result: {exitSignal: 9}});
	});

	test('is not sent to a machine that was stopped since the dialog opened', async () => {
		const flow = await startWith('exec sleep 600');
		flow.press('p', 'x');
		await flow.server.post(flow.id, 'stop');
		await flow.server.waitFor(flow.id, 'stopped');
		const before = flow.server.writes().length;
		flow.type('ls');
		flow.press('enter');
		await flow.waitForState(current => outcomeOf(current)?.kind === 'failed', 'the command was refused');
		expect(outcomeOf(flow.state())).toMatchObject({text: 'Nothing was run: the machine is stopped now (machine not running).'});
		expect(flow.server.writes()).toHaveLength(before);
	});
});

const messages = ({log}: State): readonly string[] => (log?.lines ?? []).map(({message}) => message);

describe('a log', () => {
	test('shows what the machine wrote, and then what it writes, until the page is closed', async () => {
		const flow = await startWith('echo first; while [ ! -e go ]; do sleep 0.05; done; echo second; exec sleep 600');
		flow.press('l');
		await flow.waitForState(state => messages(state).includes('first'), 'the line of before');
		expect(messages(flow.state())).not.toContain('second');
		flow.press('q');
		await runCommand(flow, 'touch go');
		flow.press('l');
		const {log} = await flow.waitForState(state => messages(state).includes('second'), 'the new line');
		expect(new Set(log?.lines.map(({instance}) => instance))).toEqual(new Set([flow.id]));
	});

	test('of the app has the lines of all its machines', async () => {
		const flow = await startWith('echo one; exec sleep 600');
		const other = await flow.server.launch(shell('echo two; exec sleep 600'), {name: 'web-2'});
		await flow.waitForMachine(other, 'started');
		flow.press('*', 'l');
		await flow.waitForState(state => ['one', 'two'].every(message => messages(state).includes(message)), 'lines of both');
	});

	test('since 5 minutes has all of these lines, not only the newest 100', async () => {
		const flow = await startWith('seq 1 300; exec sleep 600');
		flow.press('l');
		await flow.waitForState(state => messages(state).includes('300'), 'the newest line, and so all of them to be written');
		flow.press('q', 'l');
		await flow.waitForState(state => messages(state).includes('300'), 'the newest lines');
		expect(messages(flow.state())).not.toContain('1');
		flow.press('t');
		const state = await flow.waitForState(
			current => ['1', '300'].every(line => messages(current).includes(line)),
			'the oldest line and the newest',
		);
		expect(messages(state).filter(message => /^\d+$/.test(message))).toEqual(Array.from({length: 300}, (_, index) => `${index + 1}`));
	});

	test('is saved in a file', async () => {
		const flow = await startWith('echo hello there; exec sleep 600');
		const path = join(temporaryDirectory(), 'web.log');
		flow.press('l');
		await flow.waitForState(state => messages(state).includes('hello there'), 'the line');
		flow.press('ctrl-s', 'ctrl-u');
		flow.type(path);
		flow.press('enter');
		await flow.waitForNote(/^\d+ lines? saved in /);
		expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^\\S+Z info \\w+ ${flow.id} hello there$`, 'm'));
		flow.press('ctrl-s', 'ctrl-u');
		flow.type(path);
		flow.press('enter');
		await flow.waitForNote(/^Nothing was saved: .*is there already/);
	});
});

describe('metadata', () => {
	const start = async () => {
		const flow = await startWith('exec sleep 600');
		const onServer = async () => (await flow.server.call('GET', `/v1/apps/web/machines/${flow.id}/metadata`)).body;
		flow.press('m');
		await flow.waitForState(({metadata}) => metadata?.values?.role === 'primary', 'the metadata');
		return {...flow, onServer};
	};

	test('are set, added and removed, without a new version of the machine', async () => {
		const flow = await start();
		const {press, type, waitForNote, waitForState, onServer, machine, id} = flow;
		const instanceId = machine(id)?.instanceId;
		press('G', 'e', 'ctrl-u');
		type('replica');
		press('enter');
		await waitForNote(/^web-1: role set$/);
		press('a');
		type('team');
		press('enter');
		type('blue');
		press('enter');
		await waitForNote(/^web-1: team set$/);
		await waitForState(({metadata}) => metadata?.values?.team === 'blue', 'what was set is read again');
		expect(await onServer()).toEqual({role: 'replica', fly_process_group: 'app', team: 'blue'});
		press('g', 'j', 'x', 'y');
		await waitForNote(/^web-1: role removed$/);
		expect(await onServer()).toEqual({fly_process_group: 'app', team: 'blue'});
		expect(machine(id)?.instanceId).toBe(instanceId);
	});

	test('that somebody else changed meanwhile are left alone, and shown as they are', async () => {
		const {press, type, waitForNote, state, server, id, onServer} = await start();
		press('G', 'e', 'ctrl-u');
		type('replica');
		await server.call('POST', `/v1/apps/web/machines/${id}/metadata/role`, {value: 'witness'});
		press('enter');
		await waitForNote(/^web-1: role was changed by somebody else/);
		expect(await onServer()).toMatchObject({role: 'witness'});
		expect(state().metadata?.values?.role).toBe('witness');
	});
});

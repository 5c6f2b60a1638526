import {createServer} from 'node:net';
import {expect, onTestFinished, test, vi} from 'vitest';
import {detailLines} from '../../source/domain/details/tabs.ts';
import {detailsContextOf, selectCursorMachine} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 30_000});

/** What the open tab of the details says. */
const textOf = (state: State): string => {
	const machine = selectCursorMachine(state);
	const lines = machine === undefined ? [] : detailLines(state.view.tab, detailsContextOf(state, machine), 100);
	return lines.map(line => line.map(({text}) => text).join('')).join('\n');
};

test('below the exit of a machine that failed is what it said last', async () => {
	const server = await startFlowServer({environment: {PATH: process.env.PATH}});
	const exec = ['sh', '-c', 'echo ready; echo no database at postgres://app:hunter2@db >&2; sleep 1; exit 3'];
	const id = await server.launch({init: {exec}, restart: {policy: 'no'}}, {until: 'stopped'});
	const flow = await startFlow(server);
	await flow.waitForMachine(id, 'stopped');
	flow.moveTo(id);
	flow.press('enter');
	const shown = textOf(await flow.waitForState(state => textOf(state).includes('    log '), 'the lines before the exit'));
	expect(shown).toMatch(/ exit +stopped +flyd +3\n {4}log /);
	expect(shown).toMatch(/\n {4}log .* ready\n {4}log .* no database at postgres:\/\/app:\(masked\)@db\n/);
});

test('a check that begins to fail while it is looked at has a strip with what it was before, and what it says', async () => {
	const listener = createServer(socket => socket.destroy());
	await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void listener.close());
	const address = listener.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const server = await startFlowServer({environment: {PATH: process.env.PATH}});
	const checks = {alive: {type: 'tcp', port, interval: '1s', timeout: '500ms', grace_period: '1s'}};
	const id = await server.launch({init: {exec: ['sh', '-c', 'sleep 600']}, checks});
	const flow = await startFlow(server, {openJournal: () => journalOf(openTestBook())});
	await flow.waitForMachine(id, 'started');
	flow.moveTo(id);
	flow.press('enter', '6');
	await flow.waitForState(state => /alive .*=\| passing for/.test(textOf(state)), 'a strip of a check that passes');
	listener.close();
	await flow.waitForState(
		state => /alive .*X\| critical for .*\n +connect: connection refused/.test(textOf(state)),
		'a strip of a check that fails, and what it says',
	);
	flow.press('1');
	expect(textOf(flow.state())).toMatch(/\nalive .*X\| critical for /);
});

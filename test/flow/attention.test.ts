import {expect, test, vi} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {selectCursorMachine, selectRows} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {selectChangedColumns} from '../../source/store/table/row-changes.ts';
import {startFlow} from '../helpers/flow.ts';
import {flowApp, startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 40_000});

const shell = (script: string): JsonObject => ({init: {exec: ['sh', '-c', script]}});
const sleeping = shell('sleep 600');

const startWithThree = async () => {
	const server = await startFlowServer({environment: {PATH: process.env.PATH}});
	const ids = [];
	for (const name of ['web-1', 'web-2', 'web-3']) {
		ids.push(await server.launch(sleeping, {name}));
	}

	const rings: string[] = [];
	const flow = await startFlow(server, {ring: text => rings.push(text)});
	const idsOf = (state: State): readonly string[] => selectRows(state).map(({id}) => id);
	return {...flow, server, rings, idsOf};
};

test('what somebody else did is marked for some seconds where it is seen, and nothing else is', async () => {
	const {server, idsOf, state, waitForState} = await startWithThree();
	await waitForState(({fleet, rowChanges}) => fleet.size === 3 && rowChanges.length === 0, 'a calm table');
	const [first = '', second = ''] = idsOf(state());
	await server.post(second, 'stop');
	const changed = await waitForState(now => now.fleet.get(second)?.state === 'stopped', 'stopped');
	expect([...selectChangedColumns(changed, second)]).toEqual(expect.arrayContaining(['state', 'why']));
	expect(selectChangedColumns(changed, first).size).toBe(0);
	await waitForState(({rowChanges}) => rowChanges.length === 0, 'no mark any more');
});

test('rows stay where they are under a dialog, and a machine that is deleted meanwhile is hit by no key', async () => {
	const {server, idsOf, press, state, waitForState} = await startWithThree();
	press('g', 'j', ':');
	const [first, second = '', third] = idsOf(state());
	await server.call('DELETE', `/v1/apps/${flowApp}/machines/${second}?force=true`);
	await waitForState(({fleet}) => !fleet.has(second), 'the machine is gone');
	expect(idsOf(state())).toEqual([first, second, third]);
	press('esc');
	expect(selectCursorMachine(state())).toMatchObject({id: second, state: 'destroyed'});
	const writes = server.writes().length;
	press('s');
	expect(state().notes.at(-1)?.text).toContain('is destroyed');
	press('k');
	await waitForState(now => !idsOf(now).includes(second), 'the row is gone');
	expect(state().view.cursorId).toBe(first);
	expect(server.writes()).toHaveLength(writes);
});

test('new trouble rings where it was asked for, and only that', async () => {
	const {server, press, rings, waitForNote, waitForState} = await startWithThree();
	await server.launch({init: {exec: ['no-such-command-anywhere']}}, {name: 'web-4', until: 'failed'});
	await waitForState(({fleet}) => [...fleet.values()].some(({name, state}) => name === 'web-4' && state === 'failed'), 'web-4 failed');
	press(':', ...'bell on', 'enter');
	expect(rings).toEqual([]);
	await server.launch({init: {exec: ['no-such-command-anywhere']}}, {name: 'web-5', until: 'failed'});
	await waitForNote(/^web-5 FAILED: /);
	expect(rings).toEqual([expect.stringMatching(/^web-5 FAILED: .*127/)]);
});

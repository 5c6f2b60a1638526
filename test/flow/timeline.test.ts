import {expect, test, vi} from 'vitest';
import type {State} from '../../source/store/state.ts';
import {selectBars} from '../../source/store/timeline.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 30_000});

/** The bar of a machine as the page draws it; empty while there is none. */
const barOf = (state: State, id: string): string => {
	const {mode} = state.view;
	return mode.kind === 'timeline' ? (selectBars(state, mode).get(id) ?? []).join('') : '';
};

test.each([
	['out of the journal', () => journalOf(openTestBook())],
	['with nothing kept', undefined],
])('a stop and a start show up on the bar while it is looked at, %s', async (_how, openJournal) => {
	const server = await startFlowServer();
	const [id = '', other = ''] = [await server.launch({}, {name: 'web-1'}), await server.launch({}, {name: 'web-2'})];
	const flow = await startFlow(server, openJournal === undefined ? {} : {openJournal});
	await flow.waitForMachine(id, 'started');
	flow.moveTo(id);
	flow.press('space', 'v', '+');
	await flow.waitForState(state => barOf(state, id).includes('='), 'a bar of what runs');
	await server.post(id, 'stop');
	await flow.waitForState(state => /x\.*$/.test(barOf(state, id)), 'an exit that was asked for, then nothing');
	await server.post(id, 'start');
	await flow.waitForState(state => /x.*=$/.test(barOf(state, id)), 'it runs again');
	expect(barOf(flow.state(), other)).not.toContain('x');
	expect(barOf(flow.state(), id)).not.toMatch(/[XO]/);
	flow.press('esc');
	expect(flow.state().view.mode.kind).toBe('browse');
});

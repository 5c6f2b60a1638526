import {expect, test, vi} from 'vitest';
import {selectGrid, selectPulses} from '../../source/store/fleet-view/fleet.ts';
import {selectRows} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 30_000});

const startedNow = (state: State): number | undefined => selectPulses(state)?.pulses.started.at(-1);
const failures = (state: State): number =>
	(selectPulses(state)?.pulses.failures ?? []).reduce<number>((sum, count) => sum + (count ?? 0), 0);

test('a machine that is stopped goes to another cell and lowers the pulse, and its cell opens the table with it', async () => {
	const server = await startFlowServer();
	const [id = ''] = [await server.launch({}, {name: 'web-1'}), await server.launch({}, {name: 'web-2'})];
	const flow = await startFlow(server, {openJournal: () => journalOf(openTestBook())});
	await flow.waitForMachine(id, 'started');
	flow.press('F');
	await flow.waitForState(state => startedNow(state) !== undefined && selectPulses(state)?.isKept === true, 'pulses of the journal');
	await server.post(id, 'stop');
	await flow.waitForState(state => selectGrid(state).all.byState.get('stopped') === 1, 'a stopped machine in the grid');
	await flow.waitForState(state => startedNow(state) === 1, 'a pulse of one machine');
	expect(failures(flow.state())).toBe(0);
	flow.press('l', 'l', 'enter');
	expect(flow.state().view.filter).toBe('state:stopped');
	expect(selectRows(flow.state()).map(machine => machine.id)).toEqual([id]);
	flow.press('esc');
	expect(flow.state().view.mode.kind).toBe('fleet');
	flow.press('esc', ':', ...'group state', 'enter');
	expect(flow.state().view.groupBy).toBe('state');
});

import {describe, expect, test, vi} from 'vitest';
import type {Group} from '../../source/commands/command.ts';
import {commands} from '../../source/commands/table.ts';
import {type Flow, startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 30_000});

/** The keys of what this program has no screen for. */
const screenOnly: ReadonlySet<string> = new Set(['close', 'quit', 'background', 'repaint', 'ssh']);

const lookers: readonly Group[] = ['move', 'view', 'replay', 'general'];

/** A protected machine that runs, and flydeck at it; what was asked that was not only read. */
const startProtected = async (protect: readonly string[], names: readonly string[] = ['web-1']) => {
	const requests: string[] = [];
	const server = await startFlowServer({log: line => requests.push(line)});
	const ids: string[] = [];
	for (const name of names) {
		ids.push(await server.launch({metadata: {role: 'db'}}, {name}));
	}

	requests.length = 0;
	const flow = await startFlow(server, {protect});
	await flow.waitForMachine(ids[0] ?? '', 'started');
	return {...flow, server, ids, id: ids[0] ?? '', writes: () => requests.filter(line => !line.startsWith('GET'))};
};

const settle = async ({state, waitForState}: Pick<Flow, 'state' | 'waitForState'>): Promise<void> => {
	const beforeMs = state().nowMs;
	await waitForState(({nowMs}) => nowMs > beforeMs + 5000, 'some seconds later');
};

describe('a protected machine', () => {
	test('sees no write on the wire from any key but the words', async () => {
		const flow = await startProtected(['app:*']);
		const {id, press, moveTo, writes} = flow;
		// Those that only look come last: they may hide the machine.
		for (const {keys, group, id: command} of commands.toSorted(
			(left, right) => lookers.indexOf(left.group) - lookers.indexOf(right.group),
		)) {
			for (const key of screenOnly.has(command) ? [] : keys) {
				for (const answer of ['y', 'a', 'x', 'enter']) {
					press('esc', 'esc', 'esc', 'esc');
					if (!lookers.includes(group)) {
						moveTo(id);
					}

					press(key, answer, 'enter', 'y', 'enter');
				}
			}
		}

		await settle(flow);
		expect(writes()).toEqual([]);
	});

	test('sees none of what comes past the gate either, and that is told', async () => {
		const {id, machine, state, waitForNote, writes, perform} = await startProtected(['app:web']);
		const target = {id, app: 'web', name: 'web-1', state: machine(id)?.state ?? '', sinceMs: undefined};
		perform({type: 'act', order: {verb: 'stop'}, target});
		await waitForNote(/it is protected by app:web and was not confirmed, so nothing was sent/);
		expect(state().pending.size).toBe(0);
		expect(writes()).toEqual([]);
	});

	test.each(['app:web', 'region:*'])('of %s is stopped by the words, and no more than that', async pattern => {
		const flow = await startProtected([pattern]);
		const {id, press, type, waitForMachine, waitForNote, writes} = flow;
		press('t');
		type('stop 1');
		press('enter');
		await waitForNote(/^web-1 stopped in /);
		await waitForMachine(id, 'stopped');
		expect(writes()).toHaveLength(1);
		press('s', 'y', 'enter');
		await settle(flow);
		expect(writes()).toHaveLength(1);
	});

	test('keeps a lease that was taken by words, renewed without any, and gives it back at the end', async () => {
		const {id, press, type, state, waitForState, quit, server} = await startProtected(['web']);
		const lease = () => server.call('GET', `/v1/apps/web/machines/${id}/lease`);
		press('L', 'ctrl-u');
		type('20');
		press('a');
		expect(state().view.mode.kind).toBe('confirm-protected');
		type('lease acquire 1');
		press('enter');
		const {nowMs} = await waitForState(({ownLeases}) => ownLeases.has(id), 'the lease is held');
		await waitForState(({nowMs: now}) => now > nowMs + 60_000, 'three times its time');
		expect((await lease()).status).toBe(200);
		await quit();
		expect((await lease()).status).toBe(404);
	});

	test('is asked about once for a job, which goes on under leases of its own', async () => {
		const {ids, press, type, waitForState, server} = await startProtected(['web'], ['web-1', 'web-2', 'web-3']);
		press('*', 'r');
		type('restart 3');
		press('enter');
		const {jobs} = await waitForState(({jobs: [job]}) => job?.status === 'ended', 'the job has ended');
		expect(jobs[0]?.items.map(({step}) => step)).toEqual(['done', 'done', 'done']);
		for (const id of ids) {
			expect((await server.call('GET', `/v1/apps/web/machines/${id}/lease`)).status).toBe(404);
		}
	});
});

import {expect, test} from 'vitest';
import {type Journal, openJournal} from '../../source/journal/journal.ts';
import {createRuntime} from '../../source/runtime/runtime.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, exitOnWire, id, listPath, onWire, receive, targetIn} from './harness.ts';

const list = `GET ${listPath}`;

const createTestRuntime = async (open: (nowMs: number) => Journal) => {
	const harness = await createHarness({[list]: jsonAnswer([onWire()])});
	const {api, store, clock} = harness;
	const runtime = createRuntime({
		api,
		store,
		clock,
		random: () => 0.5,
		organization: 'personal',
		apps: ['web'],
		intervalMs: undefined,
		openJournal: () => open(clock.now()),
		openVault: undefined,
		openActionLog: undefined,
		saveFile: async path => path,
		toClipboard: () => true,
		files: createMemoryFiles(),
		ring() {},
	});
	return {...harness, runtime};
};

test('a journal that cannot be opened is told, and the rest works', async () => {
	const {runtime, notes, store, until} = await createTestRuntime(() => {
		throw new Error('unable to open database file');
	});
	runtime.start();
	await until(() => store.getState().fleet.has(id));
	expect(notes()).toEqual(['There is no journal, and nothing is kept: unable to open database file']);
	await runtime.stop();
});

test('a runtime that is stopped leaves nothing behind: no timer, no read, and a journal that is closed after its last entry', async () => {
	const calls: string[] = [];
	const {runtime, clock, store, until, requests, quiet} = await createTestRuntime(nowMs => {
		const journal = openJournal(undefined, nowMs);
		return {
			...journal,
			addEvents(entries) {
				calls.push('events');
				journal.addEvents(entries);
			},
			close() {
				calls.push('close');
				journal.close();
			},
		};
	});
	runtime.start();
	await until(() => store.getState().fleet.has(id));
	receive({store, clock}, [buildMachine({events: [exitOnWire({exit_code: 1})]})], 99);
	runtime.perform({type: 'wait', targets: [targetIn('started')], wanted: 'stopped'});
	await runtime.stop();
	await quiet();
	expect(calls).toEqual(['events', 'close']);
	expect(clock.pending()).toBe(0);
	expect(requests(list)).toHaveLength(1);
});

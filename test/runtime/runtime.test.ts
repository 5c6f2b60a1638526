import {expect, test} from 'vitest';
import type {Journal} from '../../source/journal/journal.ts';
import {createRuntime} from '../../source/runtime/runtime.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, exitOnWire, id, listPath, onWire, receive, targetIn} from './harness.ts';

const list = `GET ${listPath}`;

const createTestRuntime = async (journal: Journal) => {
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
		openJournal: () => journal,
		openVault: undefined,
		openActionLog: undefined,
		saveFile: async path => path,
		toClipboard: () => true,
		files: createMemoryFiles(),
		ring() {},
	});
	return {...harness, runtime};
};

test('a journal that cannot be used is told, and the rest works', async () => {
	const {runtime, notes, store, clock, until} = await createTestRuntime({
		...journalOf(openTestBook()),
		write: () => Promise.reject(new Error('unable to open database file')),
	});
	runtime.start();
	await until(() => store.getState().fleet.has(id));
	clock.advance(1000);
	await until(() => notes().length > 0);
	expect(notes()).toEqual(['The journal cannot be used, and nothing is kept in it until it can be: unable to open database file']);
	await runtime.stop();
});

test('a runtime that is stopped leaves nothing behind: no timer, no read, and a journal that is closed after its last entry', async () => {
	const calls: string[] = [];
	const journal = journalOf(openTestBook());
	const {runtime, clock, store, until, requests, quiet} = await createTestRuntime({
		...journal,
		write(entries, nowMs) {
			calls.push(`${entries.filter(({kind}) => kind === 'event').length} events`);
			return journal.write(entries, nowMs);
		},
		close() {
			calls.push('close');
			return journal.close();
		},
	});
	runtime.start();
	await until(() => store.getState().fleet.has(id));
	receive({store, clock}, [buildMachine({events: [exitOnWire({exit_code: 1})]})], 99);
	runtime.perform({type: 'wait', targets: [targetIn('started')], wanted: 'stopped'});
	await runtime.stop();
	await quiet();
	expect(calls).toEqual(['1 events', 'close']);
	expect(clock.pending()).toBe(0);
	expect(requests(list)).toHaveLength(1);
});

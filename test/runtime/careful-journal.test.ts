import {expect, test} from 'vitest';
import type {Journal} from '../../source/journal/journal.ts';
import {carefulJournal} from '../../source/runtime/careful-journal.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {eventEntry} from '../helpers/journal-entries.ts';
import {buildMachine, exitOnWire, id} from './harness.ts';

const nowMs = 1_800_000_000_000;
const entries = buildMachine({events: [exitOnWire({exit_code: 1})]}).events.map(event => eventEntry(id, event));

const openCarefully = (change: Partial<Journal> = {}) => {
	const told: string[] = [];
	return {journal: carefulJournal({...journalOf(openTestBook()), ...change}, sentence => told.push(sentence)), told};
};

test('a journal that works is used as it is', async () => {
	const {journal, told} = openCarefully();
	await journal.write(entries, nowMs);
	expect(await journal.historyOf(id, 0, nowMs)).toHaveLength(1);
	expect(told).toEqual([]);
});

test('the first failure is told, however many calls were under way, and nothing more is asked of a broken journal', async () => {
	let tries = 0;
	const {journal, told} = openCarefully({
		async write() {
			tries++;
			throw new Error('database or disk is full\n');
		},
	});
	await Promise.all([journal.write(entries, nowMs), journal.write(entries, nowMs)]);
	await journal.write(entries, nowMs);
	expect(tries).toBe(2);
	expect(told).toEqual(['The journal cannot be used, and nothing more is kept in it: database or disk is full ']);
	expect(await journal.historyOf(id, 0, nowMs)).toEqual([]);
});

test('a journal that cannot be read answers that there is nothing', async () => {
	const {journal, told} = openCarefully({historyOf: () => Promise.reject(new Error('database disk image is malformed'))});
	expect(await journal.historyOf(id, 0, nowMs)).toEqual([]);
	expect(told).toHaveLength(1);
});

test('a journal whose end fails ends without a word', async () => {
	const {journal, told} = openCarefully({close: () => Promise.reject(new Error('its thread has ended'))});
	await journal.close();
	expect(told).toEqual([]);
});

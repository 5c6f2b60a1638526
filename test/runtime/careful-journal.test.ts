import {expect, test} from 'vitest';
import type {Journal} from '../../source/journal/journal.ts';
import {carefulJournal} from '../../source/runtime/careful-journal.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {eventEntry} from '../helpers/journal-entries.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {buildMachine, exitOnWire, id} from './harness.ts';

const nowMs = 1_800_000_000_000;
const entries = buildMachine({events: [exitOnWire({exit_code: 1})]}).events.map(event => eventEntry(id, event));

const openCarefully = (change: Partial<Journal> = {}) => {
	const told: string[] = [];
	const clock = createManualClock();
	return {journal: carefulJournal({...journalOf(openTestBook()), ...change}, clock, sentence => told.push(sentence)), told, clock};
};

test('a journal that works is used as it is', async () => {
	const {journal, told} = openCarefully();
	expect(await journal.write(entries, nowMs)).toBe(true);
	expect(await journal.historyOf(id, 0, nowMs)).toHaveLength(1);
	expect(told).toEqual([]);
});

test('the first failure is told, however many calls were under way, and nothing is written for half a minute', async () => {
	let tries = 0;
	const {journal, told} = openCarefully({
		async write() {
			tries++;
			throw new Error('database or disk is full\n');
		},
	});
	await Promise.all([journal.write(entries, nowMs), journal.write(entries, nowMs)]);
	expect(await journal.write(entries, nowMs)).toBe(false);
	expect(tries).toBe(2);
	expect(told).toEqual(['The journal cannot be used, and nothing is kept in it until it can be: database or disk is full ']);
	expect(await journal.historyOf(id, 0, nowMs)).toEqual([]);
});

test('when there is room again, that is told, and what is written is kept', async () => {
	let isFull = true;
	const book = openTestBook();
	const {journal, told, clock} = openCarefully({
		...journalOf(book),
		async write(...values) {
			if (isFull) {
				throw new Error('database or disk is full');
			}

			book.write(...values);
		},
	});
	await journal.write(entries, nowMs);
	clock.advance(30_000);
	expect(await journal.write(entries, nowMs)).toBe(false);
	isFull = false;
	expect(await journal.write(entries, nowMs)).toBe(false);
	clock.advance(30_000);
	expect(await journal.write(entries, nowMs)).toBe(true);
	expect(told.slice(1)).toEqual(['The journal can be used again.']);
	expect(book.historyOf(id, 0, nowMs)).toHaveLength(1);
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

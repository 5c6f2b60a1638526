import {expect, onTestFinished, test} from 'vitest';
import {type Journal, openJournal} from '../../source/journal/journal.ts';
import {carefulJournal} from '../../source/runtime/careful-journal.ts';
import {buildMachine, exitOnWire, id} from './harness.ts';

const entries = buildMachine({events: [exitOnWire({exit_code: 1})]}).events.map(event => ({machineId: id, event}));

const openCarefully = (change: Partial<Journal> = {}) => {
	const journal = openJournal(undefined, 1_800_000_000_000);
	onTestFinished(() => journal.close());
	const told: string[] = [];
	return {journal: carefulJournal({...journal, ...change}, sentence => told.push(sentence)), told};
};

test('a journal that works is used as it is', () => {
	const {journal, told} = openCarefully();
	journal.addEvents(entries);
	expect(journal.eventsOf(id)).toEqual(entries.map(({event}) => event));
	expect(told).toEqual([]);
});

test('the first failure is told, and nothing more is asked of a broken journal', () => {
	let tries = 0;
	const {journal, told} = openCarefully({
		addEvents() {
			tries++;
			throw new Error('database or disk is full\n');
		},
	});
	journal.addEvents(entries);
	journal.addEvents(entries);
	expect(tries).toBe(1);
	expect(told).toEqual(['The journal cannot be used, and nothing more is kept in it: database or disk is full ']);
	expect(journal.eventsOf(id)).toEqual([]);
});

test('a journal that cannot be read answers that there is nothing', () => {
	const {journal, told} = openCarefully({
		eventsOf() {
			throw new Error('database disk image is malformed');
		},
	});
	expect(journal.eventsOf(id)).toEqual([]);
	expect(told).toHaveLength(1);
});

import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, onTestFinished, test} from 'vitest';
import {type Journal, openJournal} from '../../source/journal/journal.ts';
import {openTestBook} from '../helpers/book-journal.ts';
import {buildEvent, presentMs} from '../helpers/build-machine.ts';
import {eventEntry, machineEntry, stateEntry} from '../helpers/journal-entries.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const open = (directory: string | undefined): {readonly journal: Journal; readonly told: readonly string[]} => {
	const told: string[] = [];
	const journal = openJournal(directory, sentence => told.push(sentence));
	onTestFinished(() => journal.close().catch(() => {}));
	return {journal, told};
};

test('nothing is started and no file is made before the first call', async () => {
	const directory = temporaryDirectory();
	const {journal} = open(directory);
	await journal.close();
	expect(readdirSync(directory)).toEqual([]);
});

test('the thread answers each question, and what it said is written is there for another flydeck', async () => {
	const directory = temporaryDirectory();
	const {journal} = open(directory);
	const event = buildEvent();
	await journal.write(
		[eventEntry('a', event), machineEntry('a', presentMs, 'web-1', 0), stateEntry('a', presentMs - 5000, 'started')],
		presentMs,
	);
	expect(openTestBook(directory).historyOf('a', 0, presentMs)).toHaveLength(2);
	const [items, bars, [machine], days, changes, lastMs] = await Promise.all([
		journal.historyOf('a', 0, presentMs),
		journal.barsOf(['a'], {fromMs: presentMs - 1000, toMs: presentMs}, 3),
		journal.machinesNamed('web-1'),
		journal.uptimeOf('a', [presentMs - 10_000], presentMs),
		journal.changesSince(0, presentMs),
		journal.lastLookedMs(),
	]);
	expect(items.map(({kind}) => kind)).toEqual(['change', 'event']);
	expect(bars).toEqual([{machineId: 'a', cells: ['=', '=', '=']}]);
	expect(machine).toMatchObject({machineId: 'a', app: 'web'});
	expect(days).toMatchObject([{startedMs: 10_000}]);
	expect(changes).toMatchObject([{machineId: 'a'}]);
	expect(lastMs).toBeUndefined();
});

test('without a directory it is kept in memory', async () => {
	const {journal} = open(undefined);
	await journal.write([eventEntry('a', buildEvent())], presentMs);
	expect(await journal.historyOf('a', 0, presentMs)).toHaveLength(1);
	expect(await open(undefined).journal.historyOf('a', 0, presentMs)).toEqual([]);
});

test('a directory that cannot be had rejects, and does not end the thread for good', async () => {
	const directory = temporaryDirectory();
	writeFileSync(join(directory, 'file'), '');
	const {journal} = open(join(directory, 'file', 'flydeck'));
	await expect(journal.write([], presentMs)).rejects.toThrow(/cannot be made/);
	await expect(journal.write([], presentMs)).rejects.toThrow(/cannot be made/);
});

test('a journal that turns out to be broken while it is used is put aside, and the write is kept in a new one', async () => {
	const directory = temporaryDirectory();
	const path = join(directory, 'journal.db');
	const first = openTestBook(directory);
	first.write(
		Array.from({length: 500}, (_, index) => eventEntry('a', buildEvent({timestampMs: presentMs - index}))),
		presentMs,
	);
	first.close();
	const database = new DatabaseSync(path);
	const {page_size: pageSize, page_count: pages} = {
		...database.prepare('PRAGMA page_size').get(),
		...database.prepare('PRAGMA page_count').get(),
	};
	const schema = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name IN ('machine', 'past_event', 'change', 'present')").all();
	database.close();
	const bytes = readFileSync(path);
	for (const {rootpage} of schema) {
		bytes.fill(0xee, (Number(rootpage) - 1) * Number(pageSize), Number(rootpage) * Number(pageSize));
	}

	expect(Number(pages)).toBeGreaterThan(4);
	writeFileSync(path, bytes);
	const {journal, told} = open(directory);
	await journal.write([eventEntry('b', buildEvent())], presentMs);
	expect(told).toEqual([`The journal was broken and is now ${path}.broken: a new one begins.`]);
	expect(await journal.historyOf('b', 0, presentMs)).toHaveLength(1);
});

test('what is asked after the end is refused', async () => {
	const {journal} = open(undefined);
	await journal.write([], presentMs);
	await journal.close();
	await expect(journal.write([], presentMs)).rejects.toThrow();
});

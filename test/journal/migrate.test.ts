import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {dayInWords} from '../../source/domain/history/day-words.ts';
import {openTestBook} from '../helpers/book-journal.ts';
import {buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {stateEntry} from '../helpers/journal-entries.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

/** The journal as it was when it had no more than the status of a check. */
const versionOne = `
	CREATE TABLE machine (
		key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, app TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
		created_ms INTEGER, seen_ms INTEGER NOT NULL
	) STRICT;
	CREATE TABLE past_event (
		machine INTEGER NOT NULL, at_ms INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
		source TEXT NOT NULL, restarts INTEGER, exit TEXT, PRIMARY KEY (machine, at_ms, id)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE change (
		machine INTEGER NOT NULL, at_ms INTEGER NOT NULL, aspect TEXT NOT NULL, value TEXT NOT NULL, detail TEXT NOT NULL,
		PRIMARY KEY (machine, at_ms, aspect)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE present (
		machine INTEGER NOT NULL, aspect TEXT NOT NULL, at_ms INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (machine, aspect)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE action (
		machine INTEGER NOT NULL, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, result TEXT NOT NULL,
		status INTEGER, request_id TEXT, took_ms REAL, PRIMARY KEY (machine, at_ms, kind, what)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE look (id TEXT PRIMARY KEY, until_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	PRAGMA user_version = 1;
`;

const hourMs = 3_600_000;
const exit = buildExitEvent({exitCode: 3}, hourMs);

/** A directory with a journal of version 1, as it is left behind when flydeck is killed. */
const writeVersionOne = () => {
	const directory = temporaryDirectory();
	const path = join(directory, 'journal.db');
	const older = new DatabaseSync(path);
	older.exec(`PRAGMA journal_mode = WAL; ${versionOne}`);
	older.exec(`
		INSERT INTO machine VALUES (1, 'a', 'web', 'web-1', NULL, ${presentMs});
		INSERT INTO change VALUES (1, ${presentMs - 2 * hourMs}, 'check:http', 'critical', 'connection refused');
		INSERT INTO change VALUES (1, ${presentMs - 2 * hourMs}, 'state', 'started', '');
		INSERT INTO present VALUES (1, 'check:http', ${presentMs - 2 * hourMs}, 'critical');
		INSERT INTO present VALUES (1, 'state', ${presentMs - 2 * hourMs}, 'started');
		INSERT INTO action VALUES (1, ${presentMs - 1000}, 'act', 'restart', 'done', 200, NULL, 12);
		INSERT INTO look VALUES ('somebody', ${presentMs - 5000});
	`);
	older
		.prepare("INSERT INTO past_event VALUES (1, ?, ?, 'exit', 'stopped', 'flyd', NULL, ?)")
		.run(exit.timestampMs, exit.id, JSON.stringify(exit.exit));
	return {directory, path, older};
};

const versionOf = (path: string): unknown => {
	const database = new DatabaseSync(path);
	const version = database.prepare('PRAGMA user_version').get()?.user_version;
	database.close();
	return version;
};

test('a journal of version 1 keeps all that it has, and what checks say from now on comes to it', () => {
	const {directory, path, older} = writeVersionOne();
	older.close();
	const book = openTestBook(directory);
	const kinds = () =>
		book
			.historyOf('a', 0, presentMs)
			.map(item => (item.kind === 'change' ? item.change.aspect : item.kind))
			.toSorted();
	expect(kinds()).toEqual(['action', 'check:http', 'event', 'state']);
	expect(book.lastLookedMs()).toBe(presentMs - 5000);
	expect(book.uptimeOf('a', [presentMs - 24 * hourMs], presentMs).map(dayInWords)).toEqual([
		'not known how long it was watched, 1 exit, 1 failure',
	]);
	book.write(
		[{kind: 'output', machineId: 'a', output: {aspect: 'check:http', atMs: presentMs, status: 'critical', output: '502'}}],
		presentMs,
	);
	expect(book.historyOf('a', 0, presentMs)).toContainEqual({
		kind: 'change',
		atMs: presentMs - 2 * hourMs,
		change: {aspect: 'check:http', atMs: presentMs - 2 * hourMs, value: 'critical', detail: 'connection refused', lastDetail: '502'},
	});
	expect(kinds()).toHaveLength(4);
	book.close();
	expect(versionOf(path)).toBe(3);
	expect(openTestBook(directory).historyOf('a', 0, presentMs)).toHaveLength(4);
});

test('a connection of an older flydeck that is still open does not stand in the way, and goes on with its events', () => {
	const {directory, older} = writeVersionOne();
	const book = openTestBook(directory);
	older.prepare("INSERT OR IGNORE INTO past_event VALUES (1, ?, 'late', 'start', 'started', 'flyd', NULL, NULL)").run(presentMs - 10);
	expect(older.prepare('SELECT value FROM change WHERE machine = 1 ORDER BY aspect').all()).toHaveLength(2);
	older.close();
	book.write([stateEntry('a', presentMs, 'stopped')], presentMs);
	expect(book.historyOf('a', 0, presentMs)).toHaveLength(6);
});

test('of two that bring it to the present one does so, and both use it', () => {
	const {directory, older} = writeVersionOne();
	older.close();
	const [first, second] = [openTestBook(directory), openTestBook(directory)];
	first.write([stateEntry('a', presentMs - 2, 'stopping')], presentMs);
	second.write([stateEntry('a', presentMs - 1, 'stopped')], presentMs);
	expect(first.historyOf('a', presentMs - 10, presentMs)).toHaveLength(2);
});

import {chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../source/domain/history/record.ts';
import {openBook} from '../../source/journal/book.ts';
import {openTestBook} from '../helpers/book-journal.ts';
import {buildEvent, buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {eventEntry, machineEntry, stateEntry} from '../helpers/journal-entries.ts';
import {requestEntry} from '../helpers/request-entry.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const eventAt = (agoMs: number) => buildEvent({timestampMs: presentMs - agoMs});
const idsOf = (book: ReturnType<typeof openTestBook>, machineId: string) =>
	book.historyOf(machineId, 0, presentMs).flatMap(item => (item.kind === 'event' ? [item.event.id] : []));

describe('what is written', () => {
	test('comes back as it was, the exit of an event and all', () => {
		const book = openTestBook(temporaryDirectory());
		const exit = buildExitEvent({exitCode: 137, oomKilled: true});
		book.write([eventEntry('a', exit)], presentMs);
		expect(book.historyOf('a', 0, presentMs)).toEqual([{kind: 'event', atMs: exit.timestampMs, event: exit}]);
	});

	test('is of its own machine, the newest first, in whatever order it came', () => {
		const book = openTestBook();
		const [oldest, middle, newest] = [eventAt(3000), eventAt(2000), eventAt(1000)];
		book.write(
			[middle, newest, oldest].map(event => eventEntry('a', event)),
			presentMs,
		);
		book.write([eventEntry('b', eventAt(1000))], presentMs);
		expect(idsOf(book, 'a')).toEqual([newest.id, middle.id, oldest.id]);
		expect(idsOf(book, 'b')).toHaveLength(1);
		expect(idsOf(book, 'nobody')).toEqual([]);
	});

	test('stays as it is when it is written again, by this flydeck or by another one', () => {
		const directory = temporaryDirectory();
		const [first, second] = [openTestBook(directory), openTestBook(directory)];
		const entries = [eventEntry('a', eventAt(1000)), stateEntry('a', presentMs - 500, 'started'), machineEntry('a', presentMs)];
		for (const book of [first, second, first]) {
			book.write(entries, presentMs);
		}

		// The other one noticed the same state a little later.
		second.write([stateEntry('a', presentMs - 400, 'started')], presentMs);
		expect(first.historyOf('a', 0, presentMs)).toHaveLength(2);
	});

	test('is there again when it is opened again', () => {
		const directory = temporaryDirectory();
		const first = openTestBook(directory);
		first.write([eventEntry('a', eventAt(1000))], presentMs);
		first.close();
		expect(idsOf(openTestBook(directory), 'a')).toHaveLength(1);
	});

	test('is all of a batch or nothing of it', () => {
		const book = openTestBook();
		const broken = {...eventAt(2000), type: undefined as unknown as string};
		expect(() => book.write([eventEntry('a', eventAt(1000)), eventEntry('a', broken)], presentMs)).toThrow();
		expect(idsOf(book, 'a')).toEqual([]);
	});
});

/** A machine that is known from a moment up to the present. */
const knownSince = (machineId: string, fromMs: number) => machineEntry(machineId, presentMs, machineId, fromMs);

describe('what is asked', () => {
	const crash = (agoMs: number, exit = {}) => [
		eventEntry('a', buildExitEvent({exitCode: 1, restarting: true, ...exit}, agoMs)),
		eventEntry('a', buildEvent({timestampMs: presentMs - agoMs + 1000})),
	];

	test('a bar has the state from before its window, what polls missed, and a sign for what happened', () => {
		const book = openTestBook();
		book.write([knownSince('a', 0), stateEntry('a', presentMs - 2 * dayMs, 'started'), ...crash(hourMs, {oomKilled: true})], presentMs);
		const lease = {aspect: 'lease', atMs: presentMs - 1000, value: 'ada@example.com', detail: 'deploy'} as const;
		book.write([{kind: 'change', machineId: 'a', change: lease}], presentMs);
		const [fromMs, toMs] = [presentMs - 2 * hourMs, presentMs];
		expect(book.barsOf(['a', 'b'], {fromMs, toMs}, 12)).toEqual([
			{machineId: 'a', cells: [...'======O====L']},
			{machineId: 'b', cells: [...' '.repeat(12)]},
		]);
	});

	test('uptime is told by day, with restarts, exits and failures', () => {
		const book = openTestBook();
		book.write([knownSince('a', 0), stateEntry('a', presentMs - dayMs, 'started'), ...crash(hourMs), ...crash(2 * hourMs)], presentMs);
		expect(book.uptimeOf('a', [presentMs - dayMs, presentMs - 3 * hourMs], presentMs)).toEqual([
			{fromMs: presentMs - dayMs, knownMs: 21 * hourMs, startedMs: 21 * hourMs, restarts: 0, exits: 0, failures: 0},
			{fromMs: presentMs - 3 * hourMs, knownMs: 3 * hourMs, startedMs: 3 * hourMs - 2000, restarts: 2, exits: 2, failures: 2},
		]);
	});

	test('what changed since a moment is told of those machines only to which something happened', () => {
		const book = openTestBook();
		book.write(
			[machineEntry('a', presentMs, 'web-1'), machineEntry('b', presentMs), stateEntry('a', presentMs - dayMs, 'started')],
			presentMs,
		);
		book.write([stateEntry('b', presentMs - dayMs, 'started'), ...crash(hourMs), stateEntry('a', presentMs - 1000, 'stopped')], presentMs);
		expect(book.changesSince(presentMs - 2 * hourMs, presentMs)).toMatchObject([
			{machineId: 'a', name: 'web-1', stateBefore: 'started', state: 'stopped', exits: 1, failures: 1, ooms: 0, isNew: false},
		]);
		expect(book.changesSince(presentMs, presentMs)).toEqual([]);
	});

	test('that a check passes again is told of one that began to fail before, and not of one that is new', () => {
		const book = openTestBook();
		const check = (machineId: string, atMs: number, value: string): JournalEntry => ({
			kind: 'change',
			machineId,
			change: {aspect: 'check:http', atMs, value, detail: ''},
		});
		const passes = ['a', 'b'].map(id => check(id, presentMs - 1000, 'passing'));
		const entries = ['a', 'b'].flatMap(id => [machineEntry(id, presentMs), stateEntry(id, presentMs - dayMs, 'started')]);
		book.write([...entries, check('a', presentMs - 2 * hourMs, 'critical'), ...passes], presentMs);
		expect(book.changesSince(presentMs - hourMs, presentMs)).toMatchObject([{machineId: 'a', recoveredChecks: ['http']}]);
	});

	test('the last look is that of another flydeck, the newest', () => {
		const directory = temporaryDirectory();
		const [first, second, third] = [openTestBook(directory), openTestBook(directory), openTestBook(directory)];
		expect(first.lastLookedMs()).toBeUndefined();
		first.write([], presentMs);
		second.write([], presentMs + 1000);
		expect([first.lastLookedMs(), second.lastLookedMs(), third.lastLookedMs()]).toEqual([presentMs + 1000, presentMs, presentMs + 1000]);
	});

	test('what is kept where nobody looks is no look, and names a machine that nobody has seen yet', () => {
		const directory = temporaryDirectory();
		const [screen, command] = [openTestBook(directory), openTestBook(directory)];
		const act = (machineId: string, name: string | undefined): JournalEntry => ({
			kind: 'action',
			machineId,
			action: {...requestEntry(machineId), name},
		});
		screen.write([machineEntry('a', presentMs, 'web-1')], presentMs);
		command.keep([act('a', 'other'), act('b', undefined), act('b', 'web-2'), act('b', 'other')], presentMs + 1000);
		expect(openTestBook(directory).lastLookedMs()).toBe(presentMs);
		expect(command.machinesNamed('web-1')).toMatchObject([{machineId: 'a', app: 'web'}]);
		expect(command.machinesNamed('web-2')).toMatchObject([{machineId: 'b', app: 'web', goneAtMs: undefined}]);
		expect(command.machinesNamed('other')).toEqual([]);
		expect(command.historyOf('b', 0, presentMs + 2000)).toMatchObject([{kind: 'action'}]);
	});

	test('what is kept where nobody has looked for a day does not stay for ever', () => {
		const book = openTestBook();
		book.keep([{kind: 'action', machineId: 'a', action: {...requestEntry('a'), atMs: presentMs - 40 * dayMs}}], presentMs);
		expect(book.historyOf('a', 0, presentMs)).toEqual([]);
	});

	test('an own action comes with the request that was made for it, and its secrets do not', () => {
		const book = openTestBook();
		const act = {
			app: 'web',
			machineId: 'a',
			name: 'web-1',
			status: undefined,
			requestId: undefined,
			curl: 'curl -H "authorization: Bearer $TOKEN"',
			kind: 'act',
			what: 'stop',
			result: 'refused: FlyV1 fm2_lJPECAAAAAAAbcdef',
			atMs: presentMs - 1000,
			tookMs: 2000,
		} as const;
		const request = {...act, kind: 'request', what: 'POST /stop', requestId: '01REQ', result: 'ok', atMs: presentMs - 2000} as const;
		book.write(
			[act, request].map(action => ({kind: 'action', machineId: 'a', action})),
			presentMs,
		);
		const items = book.historyOf('a', 0, presentMs);
		expect(items).toMatchObject([{kind: 'action', action: {what: 'stop', tookMs: 2000}, requestIds: ['01REQ']}]);
		expect(JSON.stringify(items)).not.toMatch(/fm2_|curl -H/);
	});
});

describe('the file', () => {
	test('is made for its owner alone, and so is its directory', () => {
		const directory = join(temporaryDirectory(), 'state', 'flydeck');
		openTestBook(directory).write([eventEntry('a', eventAt(1000))], presentMs);
		expect(statSync(directory).mode & 0o777).toBe(0o700);
		for (const name of ['journal.db', 'journal.db-wal', 'journal.db-shm']) {
			expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
		}
	});

	test('lies in a directory that is closed to others when it was open to them', () => {
		const directory = join(temporaryDirectory(), 'shared');
		mkdirSync(directory);
		chmodSync(directory, 0o755);
		openTestBook(directory);
		expect(statSync(directory).mode & 0o777).toBe(0o700);
	});

	test('that is broken is put aside, which is told, and a new one takes its place', () => {
		const directory = temporaryDirectory();
		const broken = 'this is no database at all, however long it may be'.repeat(100);
		writeFileSync(join(directory, 'journal.db'), broken);
		const told: string[] = [];
		const book = openBook(directory, sentence => told.push(sentence));
		book.write([eventEntry('a', eventAt(1000))], presentMs);
		book.close();
		const aside = join(directory, 'journal.db.broken');
		expect(told).toEqual([`The journal was broken and is now ${aside}: a new one begins.`]);
		expect(readFileSync(aside, 'utf8')).toBe(broken);
		expect(idsOf(openTestBook(directory), 'a')).toHaveLength(1);
	});

	test('of a newer flydeck is refused, and stays as it is', () => {
		const directory = temporaryDirectory();
		const newer = new DatabaseSync(join(directory, 'journal.db'));
		newer.exec('PRAGMA user_version = 99');
		newer.close();
		expect(() => openBook(directory)).toThrow(/^A newer flydeck wrote the journal/);
		expect(existsSync(join(directory, 'journal.db.broken'))).toBe(false);
	});

	test('of an older flydeck keeps its events', () => {
		const directory = temporaryDirectory();
		const older = new DatabaseSync(join(directory, 'journal.db'));
		older.exec(`
			CREATE TABLE event (
				machine_id TEXT NOT NULL, id TEXT NOT NULL, timestamp_ms INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (machine_id, id)
			) WITHOUT ROWID;
			CREATE INDEX event_by_time ON event (timestamp_ms);
		`);
		const events = [buildExitEvent({exitCode: 137, oomKilled: true}, 1000), eventAt(5000)];
		const insert = older.prepare('INSERT INTO event VALUES (?, ?, ?, ?)');
		for (const event of events) {
			insert.run('a', event.id, event.timestampMs, JSON.stringify(event));
		}

		insert.run('a', 'odd', presentMs, 'no JSON');
		older.close();
		const items = openTestBook(directory).historyOf('a', 0, presentMs);
		expect(items.map(item => item.kind === 'event' && item.event)).toEqual(events);
	});

	test('that cannot be made is refused', () => {
		const directory = temporaryDirectory();
		writeFileSync(join(directory, 'file'), '');
		expect(() => openBook(join(directory, 'file', 'flydeck'))).toThrow();
	});
});

describe('what is too old', () => {
	test('is dropped after thirty days, but not what a machine is like at present', () => {
		const book = openTestBook();
		book.write([machineEntry('a', presentMs), stateEntry('a', presentMs, 'started'), eventEntry('a', eventAt(0))], presentMs);
		const laterMs = presentMs + 31 * dayMs;
		book.write([machineEntry('a', laterMs, 'a', presentMs)], laterMs);
		expect(book.historyOf('a', 0, laterMs)).toEqual([]);
		expect(book.barsOf(['a'], {fromMs: laterMs - 1000, toMs: laterMs}, 2)[0]?.cells).toEqual(['=', '=']);
	});

	test('goes with the machine when nobody saw it for thirty days', () => {
		const book = openTestBook();
		book.write([machineEntry('a', presentMs), stateEntry('a', presentMs, 'started')], presentMs);
		book.write([machineEntry('b', presentMs + 31 * dayMs)], presentMs + 31 * dayMs);
		expect(book.machinesNamed('a')).toEqual([]);
		expect(book.machinesNamed('b')).toHaveLength(1);
	});
});

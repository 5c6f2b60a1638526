import {chmodSync, mkdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openJournal} from '../../source/journal/journal.ts';
import {buildEvent, buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const dayMs = 86_400_000;

const open = (directory: string | undefined, nowMs = presentMs) => {
	const journal = openJournal(directory, nowMs);
	let isOpen = true;
	const close = (): void => {
		if (isOpen) {
			isOpen = false;
			journal.close();
		}
	};
	onTestFinished(close);
	return {...journal, close};
};

const eventAt = (agoMs: number) => buildEvent({timestampMs: presentMs - agoMs});

test('an event comes back as it was, its exit and all', () => {
	const journal = open(temporaryDirectory());
	const exit = buildExitEvent({exitCode: 137, oomKilled: true});
	journal.addEvents([{machineId: 'a', event: exit}]);
	expect(journal.eventsOf('a')).toEqual([JSON.parse(JSON.stringify(exit))]);
	expect(journal.eventsOf('a')[0]?.exit).toMatchObject({exitCode: 137, oomKilled: true, requestedStop: false});
});

test('the events of a machine are its own, the newest first, in whatever order they came', () => {
	const journal = open(temporaryDirectory());
	const [oldest, middle, newest] = [eventAt(3000), eventAt(2000), eventAt(1000)];
	journal.addEvents([middle, newest, oldest].map(event => ({machineId: 'a', event})));
	journal.addEvents([{machineId: 'b', event: eventAt(500)}]);
	expect(journal.eventsOf('a').map(({id}) => id)).toEqual([newest.id, middle.id, oldest.id]);
	expect(journal.eventsOf('nobody')).toEqual([]);
});

test('an event that is there already stays as it is', () => {
	const journal = open(temporaryDirectory());
	const event = eventAt(1000);
	journal.addEvents([
		{machineId: 'a', event},
		{machineId: 'a', event},
	]);
	journal.addEvents([{machineId: 'a', event: {...event, status: 'another'}}]);
	expect(journal.eventsOf('a').map(({status}) => status)).toEqual(['started']);
});

test('the same id of another machine is another event', () => {
	const journal = open(temporaryDirectory());
	const event = eventAt(1000);
	journal.addEvents([
		{machineId: 'a', event},
		{machineId: 'b', event},
	]);
	expect(journal.eventsOf('a')).toHaveLength(1);
	expect(journal.eventsOf('b')).toHaveLength(1);
});

test('everything is there again when it is opened again', () => {
	const directory = temporaryDirectory();
	const first = open(directory);
	first.addEvents([{machineId: 'a', event: eventAt(1000)}]);
	first.close();
	const second = open(directory);
	expect(second.eventsOf('a')).toHaveLength(1);
});

test('what is older than thirty days is dropped when it is opened, and nothing younger', () => {
	const directory = temporaryDirectory();
	const first = open(directory);
	first.addEvents([
		{machineId: 'a', event: eventAt(0)},
		{machineId: 'a', event: eventAt(2 * dayMs)},
	]);
	first.close();
	const later = open(directory, presentMs + 29 * dayMs);
	expect(later.eventsOf('a').map(({timestampMs}) => timestampMs)).toEqual([presentMs]);
});

test('at most five hundred events of a machine are given, the newest', () => {
	const journal = open(undefined);
	journal.addEvents(Array.from({length: 600}, (_, index) => ({machineId: 'a', event: eventAt(index * 1000)})));
	const events = journal.eventsOf('a');
	expect(events).toHaveLength(500);
	expect(events[0]?.timestampMs).toBe(presentMs);
});

test('the directory and the file are made for their owner alone', () => {
	const directory = join(temporaryDirectory(), 'state', 'flydeck');
	open(directory).addEvents([{machineId: 'a', event: eventAt(1000)}]);
	expect(statSync(directory).mode & 0o777).toBe(0o700);
	for (const name of ['journal.db', 'journal.db-wal', 'journal.db-shm']) {
		expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
	}
});

test('without a directory it is kept in memory', () => {
	const journal = open(undefined);
	journal.addEvents([{machineId: 'a', event: eventAt(1000)}]);
	expect(journal.eventsOf('a')).toHaveLength(1);
	expect(open(undefined).eventsOf('a')).toEqual([]);
});

test('two programs can keep the same journal at the same time', () => {
	const directory = temporaryDirectory();
	const [first, second] = [open(directory), open(directory)];
	first.addEvents([{machineId: 'a', event: eventAt(1000)}]);
	second.addEvents([
		{machineId: 'a', event: eventAt(1000)},
		{machineId: 'a', event: eventAt(2000)},
	]);
	expect(first.eventsOf('a')).toHaveLength(2);
});

test('a file that is no database is refused', () => {
	const directory = temporaryDirectory();
	writeFileSync(join(directory, 'journal.db'), 'this is no database at all, however long it may be'.repeat(100));
	expect(() => openJournal(directory, presentMs)).toThrow();
});

test('a directory that cannot be made is refused', () => {
	const directory = temporaryDirectory();
	writeFileSync(join(directory, 'file'), '');
	expect(() => openJournal(join(directory, 'file', 'flydeck'), presentMs)).toThrow();
});

test('a directory that is there already keeps its mode', () => {
	const directory = join(temporaryDirectory(), 'shared');
	mkdirSync(directory);
	chmodSync(directory, 0o755);
	open(directory);
	expect(statSync(directory).mode & 0o777).toBe(0o755);
});

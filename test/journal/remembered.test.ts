import {expect, test} from 'vitest';
import type {JournalEntry} from '../../source/domain/history/record.ts';
import {openTestBook} from '../helpers/book-journal.ts';
import {buildEvent, buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {eventEntry, machineEntry} from '../helpers/journal-entries.ts';

const ago = (minutes: number): number => presentMs - minutes * 60_000;
const hostEntry = (minutes: number, value: string): JournalEntry => ({
	kind: 'change',
	machineId: 'a',
	change: {aspect: 'host', atMs: ago(minutes), value, detail: ''},
});

test('of each aspect the newest value is told with when it began, however often it was told since', () => {
	const book = openTestBook();
	book.write([machineEntry('a', ago(9)), hostEntry(9, 'unreachable'), hostEntry(8, ''), hostEntry(7, 'unreachable')], ago(7));
	book.write([hostEntry(1, 'unreachable')], presentMs);
	expect(book.remembered(['a', 'b'])).toEqual([
		{machineId: 'a', values: [{aspect: 'host', value: 'unreachable', atMs: ago(7)}], run: undefined},
		{machineId: 'b', values: [], run: undefined},
	]);
});

test('a crash loop is told from its first exit on, though no answer of the API reaches so far back', () => {
	const book = openTestBook();
	const crash = (minutes: number): readonly JournalEntry[] => [
		eventEntry('a', buildExitEvent({exitCode: 1, restarting: true}, minutes * 60_000)),
		eventEntry('a', buildEvent({timestampMs: ago(minutes) + 1000})),
	];
	const started = eventEntry('a', buildEvent({type: 'start', status: 'starting', source: 'user', timestampMs: ago(61)}));
	book.write([machineEntry('a', presentMs), started, ...Array.from({length: 60}, (_, index) => crash(index + 1)).flat()], presentMs);
	expect(book.remembered(['a'])[0]?.run).toEqual({fromMs: ago(60), untilMs: ago(1), isOpen: false});
});

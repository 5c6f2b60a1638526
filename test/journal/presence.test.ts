import {describe, expect, test} from 'vitest';
import {dayInWords} from '../../source/domain/history/day-words.ts';
import type {JournalEntry} from '../../source/domain/history/record.ts';
import {openTestBook} from '../helpers/book-journal.ts';
import {buildEvent, buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {eventEntry, machineEntry, stateEntry} from '../helpers/journal-entries.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const daysAgo = (days: number): number => presentMs - days * dayMs;
const listed = (machineIds: readonly string[], atMs = presentMs, app = 'web'): JournalEntry => ({kind: 'listed', app, atMs, machineIds});
const watched = (fromMs: number, untilMs: number, app = 'web'): JournalEntry => ({kind: 'watched', app, fromMs, untilMs});

describe('while nobody watched', () => {
	/** Somebody watched four days ago for six hours, and again since an hour ago; `knownFromMs` is how far back the events of the API went then. */
	const openGap = (knownFromMs = presentMs - hourMs, later: readonly JournalEntry[] = []) => {
		const book = openTestBook();
		book.write([machineEntry('a', daysAgo(4)), stateEntry('a', daysAgo(4), 'started')], daysAgo(4));
		book.write([watched(daysAgo(4), daysAgo(4) + 6 * hourMs)], daysAgo(4) + 6 * hourMs);
		book.write([...later, machineEntry('a', presentMs - hourMs, 'a', knownFromMs), watched(presentMs - hourMs, presentMs)], presentMs);
		return {
			bar: () => book.barsOf(['a'], {fromMs: daysAgo(4), toMs: presentMs}, 16)[0]?.cells.join(''),
			words: () => book.uptimeOf('a', [4, 3, 2, 1].map(daysAgo), presentMs).map(dayInWords),
		};
	};

	test('it is not known what a machine went through, and uptime counts only what is', () => {
		const {bar, words} = openGap();
		expect(bar()).toBe('==             =');
		expect(words()).toEqual(['started 6h 1m of 6h 1m known', 'nothing is known', 'nothing is known', 'started 1h 0m of 1h 0m known']);
	});

	test('what the API told later is known, as far back as its events go', () => {
		const {bar, words} = openGap(daysAgo(2), [
			eventEntry('a', buildExitEvent({exitCode: 0}, 2 * dayMs)),
			eventEntry('a', buildEvent({timestampMs: daysAgo(1)})),
		]);
		expect(bar()).toBe('==      x...====');
		expect(words().slice(1)).toEqual([
			'nothing is known',
			'started 0s of 24h 0m known, 1 exit',
			'started 24h 0m of 24h 0m known, 1 restart',
		]);
	});

	test('nothing is known of the machines of another app', () => {
		const book = openTestBook();
		book.write([machineEntry('a', daysAgo(1)), stateEntry('a', daysAgo(1), 'started'), watched(daysAgo(1), presentMs, 'other')], presentMs);
		expect(book.barsOf(['a'], {fromMs: presentMs - hourMs, toMs: presentMs}, 2)[0]?.cells).toEqual([' ', ' ']);
	});
});

describe('a machine that is not in a list of all machines of its app', () => {
	const openWith = (entries: readonly JournalEntry[]) => {
		const book = openTestBook();
		for (const id of ['a', 'b']) {
			book.write([machineEntry(id, daysAgo(1)), stateEntry(id, daysAgo(2), 'started')], daysAgo(1));
		}

		book.write(entries, presentMs);
		return {book, gone: () => book.changesSince(presentMs - hourMs, presentMs).map(({machineId, state}) => `${machineId} ${state}`)};
	};

	test('is gone since then, which is told once', () => {
		const {book, gone} = openWith([listed(['a'])]);
		expect(gone()).toEqual(['b destroyed']);
		book.write([listed(['a'], presentMs + 1000)], presentMs + 1000);
		expect(book.historyOf('b', presentMs, presentMs + 2000)).toMatchObject([
			{atMs: presentMs, change: {value: 'destroyed', detail: 'not listed any more'}},
		]);
	});

	test('is not gone when it is of another app, or was seen by somebody after the list was asked for', () => {
		expect(openWith([listed(['a'], presentMs, 'other')]).gone()).toEqual([]);
		expect(openWith([machineEntry('b', presentMs + 1), listed(['a'])]).gone()).toEqual([]);
	});

	test('was never gone when it is there again', () => {
		const {book, gone} = openWith([listed(['a']), machineEntry('b', presentMs + 1000), stateEntry('b', daysAgo(2), 'started')]);
		expect(gone()).toEqual([]);
		expect(book.historyOf('b', 0, presentMs + 1000)).toMatchObject([{atMs: daysAgo(2), change: {value: 'started'}}]);
	});
});

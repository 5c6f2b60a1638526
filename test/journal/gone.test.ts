import {expect, test} from 'vitest';
import type {JournalEntry} from '../../source/domain/history/record.ts';
import {openTestBook} from '../helpers/book-journal.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {machineEntry, stateEntry} from '../helpers/journal-entries.ts';

const ago = (minutes: number): number => presentMs - minutes * 60_000;
const window = {fromMs: ago(10), toMs: presentMs};

/** A machine of the app web that was made so many minutes ago and is gone since then. */
const gone = (
	id: string,
	goneForMinutes: number,
	given: {readonly app?: string; readonly createdAtMs?: number} = {},
): readonly JournalEntry[] => [
	{...machineEntry(id, ago(goneForMinutes), `web-${id}`), ...given} as JournalEntry,
	stateEntry(id, ago(goneForMinutes), 'destroyed'),
];

const goneIn = (entries: readonly JournalEntry[], apps: readonly string[] = ['web'], asked = window) => {
	const book = openTestBook();
	book.write(entries, presentMs);
	return book.goneIn(apps, asked);
};

test('those are gone that were still there in the window, the newest first', () => {
	expect(
		goneIn([machineEntry('a', presentMs), stateEntry('a', ago(60), 'started'), ...gone('b', 11), ...gone('c', 9), ...gone('d', 1)]),
	).toEqual([
		{machineId: 'd', app: 'web', name: 'web-d', image: '', goneAtMs: ago(1)},
		{machineId: 'c', app: 'web', name: 'web-c', image: '', goneAtMs: ago(9)},
	]);
});

test('of an earlier window those are told that went later, but none that was made later', () => {
	const earlier = {fromMs: ago(60), toMs: ago(50)};
	const found = goneIn(
		[...gone('a', 5, {createdAtMs: ago(90)}), ...gone('b', 5, {createdAtMs: ago(40)}), ...gone('c', 5)],
		['web'],
		earlier,
	);
	expect(found.map(({machineId}) => machineId).toSorted()).toEqual(['a', 'c']);
});

test('they are of the apps that are asked for', () => {
	const entries = [...gone('a', 5), ...gone('b', 4, {app: 'db'}), ...gone('c', 3, {app: 'other'})];
	expect(goneIn(entries, ['web', 'db']).map(({machineId}) => machineId)).toEqual(['b', 'a']);
	expect(goneIn(entries, [])).toEqual([]);
});

test('of very many the newest hundred are told', () => {
	const found = goneIn(Array.from({length: 150}, (_, index) => gone(`m${index}`, index / 20)).flat());
	expect(found).toHaveLength(100);
	expect(found[0]?.machineId).toBe('m0');
});

test('one that is there again is not gone', () => {
	expect(goneIn([...gone('a', 5), stateEntry('a', ago(1), 'started')])).toEqual([]);
});

test('each is told with its newest image', () => {
	const version = (minutes: number, value: string, detail: string): JournalEntry => ({
		kind: 'change',
		machineId: 'a',
		change: {aspect: 'version', atMs: ago(minutes), value, detail},
	});
	const found = goneIn([version(50, '01A', 'web:v40'), version(40, '01B', 'web:v41'), version(30, '01C', ''), ...gone('a', 5)]);
	expect(found).toMatchObject([{machineId: 'a', image: 'web:v41'}]);
});

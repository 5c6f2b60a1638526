import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {sizeCap} from '../../source/journal/prune.ts';
import {openTestBook} from '../helpers/book-journal.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {fillMonth} from '../helpers/month-of-journal.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const bytesIn = (directory: string): number => readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);

const dayMs = 86_400_000;

test('thirty days of a thousand machines fit under the cap: the oldest goes first, and the present stays', () => {
	const directory = temporaryDirectory();
	const ids = fillMonth(directory, {machines: 1000, perDay: 20, nowMs: presentMs});
	expect(bytesIn(directory)).toBeGreaterThan(sizeCap);
	const book = openTestBook(directory);
	book.write([], presentMs);
	expect(bytesIn(directory)).toBeLessThanOrEqual(sizeCap);
	const items = book.historyOf(ids[7] ?? '', 0, presentMs);
	const oldestMs = Math.min(...items.map(({atMs}) => atMs));
	expect(items[0]?.atMs).toBeGreaterThan(presentMs - dayMs);
	expect(oldestMs).toBeGreaterThan(presentMs - 29 * dayMs);
	expect(oldestMs).toBeLessThan(presentMs - 5 * dayMs);
	expect(book.machinesNamed('web-1000')).toHaveLength(1);
}, 60_000);

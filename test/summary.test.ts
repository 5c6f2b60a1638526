import {globSync} from 'node:fs';
import {expect, test} from 'vitest';
import {parts} from './helpers/parts.ts';
import {partLine} from './helpers/summary.ts';

const files = globSync('test/**/*.test.{ts,tsx}');

test.each(parts.flatMap(part => part.files))('a part of the summary finds its tests at %s', beginning => {
	expect(files.filter(file => file.startsWith(beginning))).not.toEqual([]);
});

test('a line of the summary tells a failure, and a part of which nothing ran has none', () => {
	expect(partLine('the terminal', {cases: 400, passed: 99, failed: 2, skipped: 1})).toMatch(
		/the terminal +400 cases +99 passed +2 failed +1 skipped/,
	);
	expect(partLine('the terminal', {cases: 0, passed: 0, failed: 0, skipped: 0})).toBeUndefined();
});

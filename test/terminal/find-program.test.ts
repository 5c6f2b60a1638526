import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {findProgram} from '../../source/terminal/find-program.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const put = (directory: string, name: string, mode = 0o755): string => {
	const path = join(directory, name);
	writeFileSync(path, '#!/bin/sh\n');
	chmodSync(path, mode);
	return path;
};

test('the first name wins, then the first directory', () => {
	const [first, second] = [temporaryDirectory(), temporaryDirectory()];
	put(first, 'flyctl');
	const fly = put(second, 'fly');
	expect(findProgram(['fly', 'flyctl'], `${first}:${second}`)).toBe(fly);
	const earlier = put(first, 'fly');
	expect(findProgram(['fly', 'flyctl'], `${first}:${second}`)).toBe(earlier);
});

test('a directory and a file that cannot be run are no programs', () => {
	const directory = temporaryDirectory();
	mkdirSync(join(directory, 'fly'));
	put(directory, 'flyctl', 0o644);
	expect(findProgram(['fly', 'flyctl'], directory)).toBeUndefined();
});

test.each([undefined, '', ':', '/none'])('in the path %j there is none', path => {
	expect(findProgram(['fly'], path)).toBeUndefined();
});

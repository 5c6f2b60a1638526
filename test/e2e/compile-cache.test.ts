import {chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {helpText} from '../../source/help-text.ts';
import {runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';

const help = (cache: string) => runFlydeck({args: ['--help'], env: {XDG_CACHE_HOME: cache}});

const helped = {exitCode: 0, stdout: `${helpText}\n`, stderr: ''};

const permissionsOf = (path: string): number => statSync(path).mode & 0o777;

test.each([
	['is not there', () => {}],
	[
		'is open to others',
		(directory: string) => {
			mkdirSync(directory);
			chmodSync(directory, 0o777);
		},
	],
])('compiled code is kept for this user alone where its directory %s', async (_, prepare) => {
	const cache = temporaryDirectory();
	const directory = join(cache, 'flydeck');
	prepare(directory);
	expect(await help(cache)).toEqual(helped);
	expect(permissionsOf(directory)).toBe(0o700);
	expect(readdirSync(directory)).toHaveLength(1);
	expect(await help(cache)).toEqual(helped);
});

test('compiled code is not kept behind a link', async () => {
	const cache = temporaryDirectory();
	const elsewhere = temporaryDirectory();
	symlinkSync(elsewhere, join(cache, 'flydeck'));
	expect(await help(cache)).toEqual(helped);
	expect(readdirSync(elsewhere)).toEqual([]);
});

test('where compiled code cannot be kept, the program runs all the same', async () => {
	const cache = temporaryDirectory();
	writeFileSync(join(cache, 'flydeck'), '');
	expect(await help(cache)).toEqual(helped);
	expect(await help('/proc/nowhere')).toEqual(helped);
});

test('the version alone is told without a look at what is kept', async () => {
	const cache = temporaryDirectory();
	expect(await runFlydeck({args: ['--version'], env: {XDG_CACHE_HOME: cache}})).toMatchObject({exitCode: 0, stderr: ''});
	expect(readdirSync(cache)).toEqual([]);
});

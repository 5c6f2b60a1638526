import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {saveFile} from '../source/save-file.ts';
import {temporaryDirectory} from './helpers/run-flydeck.ts';

describe('a file that is saved', () => {
	test('is for its owner alone, and its whole path is told', async () => {
		const path = join(temporaryDirectory(), 'web.log');
		expect(await saveFile(path, 'one\n')).toBe(path);
		expect(readFileSync(path, 'utf8')).toBe('one\n');
		expect(statSync(path).mode & 0o777).toBe(0o600);
	});

	test('never takes the place of another', async () => {
		const path = join(temporaryDirectory(), 'web.log');
		writeFileSync(path, 'precious');
		await expect(saveFile(path, 'one\n')).rejects.toThrow(`${path} is there already. Give another name.`);
		expect(readFileSync(path, 'utf8')).toBe('precious');
	});

	test('cannot be a directory, or in one that is not there', async () => {
		const directory = temporaryDirectory();
		mkdirSync(join(directory, 'logs'));
		await expect(saveFile(join(directory, 'logs'), '')).rejects.toThrow('is there already');
		await expect(saveFile(join(directory, 'none', 'web.log'), '')).rejects.toThrow('ENOENT');
	});
});

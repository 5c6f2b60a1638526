import {statSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openBook} from '../../../source/journal/book.ts';
import {ensurePrivateDirectory} from '../../../source/local/state/private-directory.ts';
import {makePrivateDirectory} from '../../../source/make-private-directory.ts';

test('a directory is made with all that lead to it, for nobody else', async () => {
	const parent = await mkdtemp(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rm(parent, {recursive: true, force: true}));
	makePrivateDirectory(join(parent, 'a', 'b'));
	makePrivateDirectory(join(parent, 'a', 'b'));
	expect(statSync(join(parent, 'a', 'b')).mode & 0o777).toBe(0o700);
	expect(statSync(join(parent, 'a')).mode & 0o777).toBe(0o700);
});

test.runIf(process.platform === 'linux').each([
	['makePrivateDirectory', makePrivateDirectory],
	['the state', (path: string) => ensurePrivateDirectory(path, 'state.db')],
	['the journal', (path: string) => openBook(path)],
])('a place where none can be made is a sentence: %s', (_, make) => {
	expect(() => make('/proc/nope/flydeck')).toThrow('The directory /proc/nope cannot be made (ENOENT): choose another place.');
});

import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {createDraftFiles} from '../../source/terminal/draft-files.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const start = () => {
	const parent = join(temporaryDirectory(), 'state', 'edits');
	return {parent, files: createDraftFiles(parent)};
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a file is for its owner alone, and so is its directory', () => {
	const {parent, files} = start();
	const path = files.create('machine.jsonc', 'text');
	expect(path).toMatch(new RegExp(`^${parent}/edit-\\w+/machine.jsonc$`));
	expect([modeOf(path), modeOf(dirname(path)), modeOf(parent)]).toEqual([0o600, 0o700, 0o700]);
	expect(files.read(path)).toBe('text');
});

test('no file takes the place of another', () => {
	const {files} = start();
	const paths = [files.create('machine.jsonc', 'one'), files.create('machine.jsonc', 'two')];
	expect(paths.map(files.read)).toEqual(['one', 'two']);
});

test('what an editor left wide open is closed again when it is written', () => {
	const {files} = start();
	const path = files.create('machine.jsonc', 'one');
	chmodSync(path, 0o644);
	expect(files.write(path, 'two')).toBe(path);
	expect(modeOf(path)).toBe(0o600);
	expect(files.read(path)).toBe('two');
});

test.for([
	['its directory is gone', (path: string) => rmSync(dirname(path), {recursive: true})],
	[
		'a directory is in its place',
		(path: string) => {
			rmSync(path);
			mkdirSync(path);
		},
	],
] as const)('a text goes into a new file when %s', ([_what, spoil]) => {
	const {files} = start();
	const path = files.create('machine.jsonc', 'one');
	spoil(path);
	const other = files.write(path, 'two');
	expect(other).not.toBe(path);
	expect(files.read(other)).toBe('two');
});

test('where the state directory cannot be written, the system has a place', () => {
	const parent = join(temporaryDirectory(), 'file');
	writeFileSync(parent, '');
	const path = createDraftFiles(parent).create('machine.jsonc', 'text');
	onTestFinished(() => rmSync(dirname(path), {recursive: true}));
	expect(path.startsWith(join(tmpdir(), 'flydeck-edit-'))).toBe(true);
	expect(modeOf(dirname(path))).toBe(0o700);
});

test('a removed file leaves nothing of the editor behind', () => {
	const {parent, files} = start();
	const path = files.create('machine.jsonc', 'text');
	writeFileSync(`${path}~`, 'a copy that the editor made');
	files.remove(path);
	expect(readdirSync(parent)).toEqual([]);
});

test('what an editor left is found beside the file that was made here, and of no other', () => {
	const {files} = start();
	const path = files.create('machine.jsonc', 'text');
	expect(files.beside(path)).toEqual([]);
	writeFileSync(join(dirname(path), '.machine.jsonc.swp'), 'unsaved');
	expect(files.beside(path)).toEqual(['.machine.jsonc.swp']);
	expect(files.beside('/etc/passwd')).toEqual([]);
});

test('only what was made here is removed', () => {
	const {files} = start();
	const own = join(temporaryDirectory(), 'own.jsonc');
	writeFileSync(own, 'text');
	files.remove(own);
	expect(readFileSync(own, 'utf8')).toBe('text');
	expect(existsSync(dirname(own))).toBe(true);
});

test.for([
	['no file', '/no/such/file', 'There is no file /no/such/file.'],
	['a directory', '/', '/ is no file.'],
	['a device without an end', '/dev/zero', '/dev/zero is no file.'],
] as const)('%s is not read', ([_what, path, sentence]) => {
	expect(() => start().files.read(path)).toThrow(sentence);
});

test('what is too large is not read', () => {
	const path = join(temporaryDirectory(), 'large');
	writeFileSync(path, 'x'.repeat(1_048_577));
	expect(() => start().files.read(path)).toThrow('too large');
});

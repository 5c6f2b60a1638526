import {spawn} from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createSqliteState} from '../../../source/local/state/sqlite-state.ts';

const parent = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

const open = (directory: string) => {
	const state = createSqliteState(directory);
	onTestFinished(state.close);
	return state;
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('the state directory', () => {
	test('is made for its owner alone, and so is every file in it', () => {
		const directory = join(parent(), 'a', 'b');
		open(directory).collection('any').put('x', 1);
		expect(modeOf(directory)).toBe(0o700);
		const names = readdirSync(directory);
		expect(names).toContain('state.db');
		for (const name of names) {
			expect(modeOf(join(directory, name))).toBe(0o600);
		}
	});

	test('is closed to others when it was open to them', () => {
		const directory = join(parent(), 'state');
		mkdirSync(directory);
		chmodSync(directory, 0o755);
		createSqliteState(directory).close();
		chmodSync(directory, 0o755);
		chmodSync(join(directory, 'state.db'), 0o644);
		open(directory);
		expect([modeOf(directory), modeOf(join(directory, 'state.db'))]).toEqual([0o700, 0o600]);
	});

	test('is refused when it is a link', () => {
		const root = parent();
		mkdirSync(join(root, 'real'));
		symlinkSync(join(root, 'real'), join(root, 'link'));
		expect(() => createSqliteState(join(root, 'link'))).toThrow(/^The state directory .* is a symbolic link/);
		expect(() => createSqliteState(`${join(root, 'link')}/`)).toThrow(/is a symbolic link/);
		expect(readdirSync(join(root, 'real'))).toEqual([]);
	});

	test('is refused when its database is a link', () => {
		const root = parent();
		mkdirSync(join(root, 'state'));
		symlinkSync(join(root, 'elsewhere'), join(root, 'state', 'state.db'));
		expect(() => createSqliteState(join(root, 'state'))).toThrow(/state\.db is a symbolic link: look who put it there, and remove it\.$/);
		expect(existsSync(join(root, 'elsewhere'))).toBe(false);
	});

	test('is refused when it serves something else, whose rights stay as they are', () => {
		const directory = join(parent(), 'home');
		mkdirSync(directory);
		chmodSync(directory, 0o755);
		writeFileSync(join(directory, 'letter.txt'), 'Dear');
		expect(() => createSqliteState(directory)).toThrow(/holds other things/);
		expect([modeOf(directory), readdirSync(directory)]).toEqual([0o755, ['letter.txt']]);
	});

	test('is refused when it is a file', () => {
		const path = join(parent(), 'file');
		writeFileSync(path, '');
		expect(() => createSqliteState(path)).toThrow(/is something else than it should be: give it a directory of its own\.$/);
	});

	test.skipIf(process.getuid?.() !== 0)('is refused when it belongs to somebody else', () => {
		const directory = join(parent(), 'theirs');
		mkdirSync(directory);
		chownSync(directory, 12_345, 12_345);
		expect(() => createSqliteState(directory)).toThrow(/belongs to another user/);
	});
});

describe('the database', () => {
	test('serves one server at a time, and the next one as soon as the first is gone', () => {
		const directory = join(parent(), 'state');
		const first = createSqliteState(directory);
		expect(() => createSqliteState(directory)).toThrow(/^Another flydeck serves from .*: two cannot use one state directory\.$/);
		first.collection('any').put('x', 1);
		first.close();
		expect(open(directory).collection('any').get('x')).toBe(1);
	});

	test('is free again when the server that used it was killed, and holds what that had put', async () => {
		const directory = join(parent(), 'state');
		const module = new URL('../../../source/local/state/sqlite-state.ts', import.meta.url);
		const script = `
			const {createSqliteState} = await import(${JSON.stringify(module.href)});
			createSqliteState(${JSON.stringify(directory)}).collection('any').put('x', {is: 'there'});
			console.log('put');
			setInterval(() => {}, 1000);
		`;
		const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {stdio: ['ignore', 'pipe', 'ignore']});
		onTestFinished(() => void child.kill('SIGKILL'));
		await new Promise(resolve => child.stdout.once('data', resolve));
		expect(() => createSqliteState(directory)).toThrow(/Another flydeck serves/);
		const ended = new Promise(resolve => child.once('exit', resolve));
		child.kill('SIGKILL');
		await ended;
		expect(open(directory).collection('any').get('x')).toEqual({is: 'there'});
	});

	test('of a newer version is left alone, with a sentence', () => {
		const directory = join(parent(), 'state');
		createSqliteState(directory).close();
		const database = new DatabaseSync(join(directory, 'state.db'));
		database.exec('PRAGMA user_version = 99');
		database.close();
		expect(() => createSqliteState(directory)).toThrow(/was written by a newer flydeck \(version 99 of it, this one knows 1\)/);
	});

	test('of another program is left as it is, with a sentence', () => {
		const directory = join(parent(), 'state');
		mkdirSync(directory, {mode: 0o700});
		const database = new DatabaseSync(join(directory, 'state.db'));
		database.exec('CREATE TABLE letter (text TEXT)');
		database.close();
		const before = readFileSync(join(directory, 'state.db'));
		expect(() => createSqliteState(directory)).toThrow(
			/^\/.*\/state\.db is the database of another program: give --state-dir a directory of its own\.$/,
		);
		expect([readdirSync(directory), readFileSync(join(directory, 'state.db'))]).toEqual([['state.db'], before]);
	});

	test.each([
		['machine', '{"id":'],
		['machine', '{}'],
		['machine', 'null'],
		['machine', '[]'],
		['volume', '{"id":"vol_1"}'],
		['version', '{}'],
		['given_secrets', '7'],
	])('with a damaged %s, %s, is refused with a sentence that names it', (collection, json) => {
		const directory = join(parent(), 'state');
		createSqliteState(directory).close();
		const database = new DatabaseSync(join(directory, 'state.db'));
		database.prepare('INSERT INTO value (ordinal, collection, key, json) VALUES (1, ?, ?, ?)').run(collection, '"abc"', json);
		database.close();
		const state = open(directory);
		const name = `The state in ${directory} is damaged, ${collection} "abc" cannot be read`;
		expect(() => state.collection(collection)).toThrow(`${name}: put a copy of it back, or choose another directory.`);
	});

	test('that is none is refused with a sentence', () => {
		const directory = join(parent(), 'state');
		mkdirSync(directory);
		writeFileSync(join(directory, 'state.db'), 'no database, and long enough to be seen to be none'.repeat(100));
		expect(() => createSqliteState(directory)).toThrow(/^Cannot open the state in .*: file is not a database\.$/);
	});
});

import {
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {furnish} from '../../../source/local/process/furnish.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const makePlace = () => {
	const directory = realpathSync(mkdtempSync(join(tmpdir(), 'flydeck-test-')));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const root = join(directory, 'root');
	const outside = join(directory, 'outside');
	mkdirSync(root);
	mkdirSync(outside);
	const volume = join(directory, 'volumes', 'vol_1');
	mkdirSync(volume, {recursive: true});
	const apply = (config: JsonObject): void =>
		furnish(config, {
			root,
			secrets: {KEY: base64('from a secret'), PLAIN: 'no base64', LINES: `${base64('two li')}\n${base64('nes')}\n`},
			volumeDirectory: id => (id === 'vol_1' ? volume : undefined),
		});
	return {directory, root, outside, apply, textOf: (...words: string[]) => readFileSync(join(root, ...words), 'utf8')};
};

const everythingBelow = (directory: string): readonly string[] => readdirSync(directory, {recursive: true}).map(String).toSorted();

describe('files', () => {
	test('are written below the root with their content and mode, whatever the umask', () => {
		const {root, apply, textOf} = makePlace();
		apply({
			files: [
				{guest_path: '/etc/app/config.json', raw_value: base64('{}')},
				{guest_path: '/run.sh', raw_value: base64('#!/bin/sh'), mode: 0o755},
				{guest_path: '/open', raw_value: base64('x'), mode: 0o666},
				{guest_path: '/key', secret_name: 'KEY', mode: 0o400},
				{guest_path: '/empty', raw_value: ''},
			],
		});
		expect([textOf('etc', 'app', 'config.json'), textOf('run.sh'), textOf('key'), textOf('empty')]).toEqual([
			'{}',
			'#!/bin/sh',
			'from a secret',
			'',
		]);
		const modeOf = (name: string): number => statSync(join(root, name)).mode & 0o7777;
		expect(['etc/app/config.json', 'run.sh', 'open', 'key'].map(modeOf)).toEqual([0o644, 0o755, 0o666, 0o400]);
	});

	test('never get bits that lend the rights of their owner', () => {
		const {root, apply} = makePlace();
		apply({files: [{guest_path: '/tool', raw_value: '', mode: 0o6755}]});
		expect(statSync(join(root, 'tool')).mode & 0o7777).toBe(0o755);
	});

	test('take the place of what an earlier start left there', () => {
		const {apply, textOf} = makePlace();
		apply({files: [{guest_path: '/a', raw_value: base64('old'), mode: 0o400}]});
		apply({files: [{guest_path: '/a', raw_value: base64('new')}]});
		expect(textOf('a')).toBe('new');
	});

	test('replace a link and leave what it points to alone', () => {
		const {root, outside, apply, textOf} = makePlace();
		writeFileSync(join(outside, 'precious'), 'mine');
		symlinkSync(join(outside, 'precious'), join(root, 'a'));
		apply({files: [{guest_path: '/a', raw_value: base64('theirs')}]});
		expect(textOf('a')).toBe('theirs');
		expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('mine');
	});

	test.each([
		['relative', 'must be an absolute path'],
		['', 'must be an absolute path'],
		['/a/../../b', "must not contain '..'"],
		['/..', "must not contain '..'"],
		['/a\0b', 'must not contain null bytes'],
		['/', 'must not be the root directory'],
		['//./', 'must not be the root directory'],
		['/link/a', 'which is not a directory'],
		['/file/a', 'which is not a directory'],
	])('with the path %j are refused', (guestPath, reason) => {
		const {root, outside, apply} = makePlace();
		symlinkSync(outside, join(root, 'link'));
		writeFileSync(join(root, 'file'), '');
		expect(() => apply({files: [{guest_path: guestPath, raw_value: 'eA=='}]})).toThrow(reason);
		expect(everythingBelow(outside)).toEqual([]);
	});

	test('that the system refuses are told of without any path of this computer', () => {
		const {root, apply} = makePlace();
		mkdirSync(join(root, 'taken', 'in'), {recursive: true});
		const long = `/${'a/'.repeat(2040)}b`;
		for (const [guestPath, code] of [
			['/taken', 'E'],
			[long, 'ENAMETOOLONG'],
		] as const) {
			const refuse = (): void => apply({files: [{guest_path: guestPath, raw_value: ''}]});
			expect(refuse).toThrow(`path ${JSON.stringify(guestPath)} cannot be made (${code}`);
			expect(refuse).not.toThrow(root);
		}
	});

	test('whose secret does not exist are refused, one that every object has included', () => {
		const {apply} = makePlace();
		expect(() => apply({files: [{guest_path: '/a', secret_name: 'toString'}]})).toThrow('secret "toString" does not exist');
	});

	test('have a content in base64, in lines or not; another is refused', () => {
		const {apply, textOf} = makePlace();
		apply({files: [{guest_path: '/a', secret_name: 'LINES'}]});
		expect(textOf('a')).toBe('two lines');
		expect(() => apply({files: [{guest_path: '/b', secret_name: 'PLAIN'}]})).toThrow('secret "PLAIN" is not base64');
		expect(() => apply({files: [{guest_path: '/b', raw_value: 'abc'}]})).toThrow('"raw_value" is not base64');
	});

	test('never leave the root, whatever their path', () => {
		const {directory, root, outside, apply} = makePlace();
		symlinkSync(outside, join(root, 'link'));
		symlinkSync('..', join(root, 'up'));
		const word = fc.constantFrom('a', 'b', '.', '..', '', 'link', 'up', '...', '\\..', '%2e%2e', '~', 'outside');
		const path = fc.oneof(
			fc.array(word, {maxLength: 6}).map(words => `/${words.join('/')}`),
			fc.string(),
		);
		fc.assert(
			fc.property(path, guestPath => {
				try {
					apply({files: [{guest_path: guestPath, raw_value: 'eA=='}]});
				} catch {
					// Refused, which is fine: only what is written counts.
				}

				expect(readdirSync(directory).toSorted()).toEqual(['outside', 'root', 'volumes']);
				expect(everythingBelow(outside)).toEqual([]);
			}),
			{numRuns: 300},
		);
	});
});

describe('volumes', () => {
	const mounts = [{volume: 'vol_1', path: '/var/data'}];

	test('are linked at their path, and what is in them outlives the root', () => {
		const {directory, root, apply, textOf} = makePlace();
		apply({mounts});
		writeFileSync(join(root, 'var', 'data', 'kept'), 'yes');
		rmSync(root, {recursive: true});
		mkdirSync(root);
		apply({mounts});
		expect(textOf('var', 'data', 'kept')).toBe('yes');
		expect(realpathSync(join(root, 'var', 'data'))).toBe(join(directory, 'volumes', 'vol_1'));
	});

	test('are linked anew where the root persists, even if the link was turned elsewhere', () => {
		const {directory, root, outside, apply} = makePlace();
		apply({mounts});
		rmSync(join(root, 'var', 'data'));
		symlinkSync(outside, join(root, 'var', 'data'));
		apply({mounts});
		expect(realpathSync(join(root, 'var', 'data'))).toBe(join(directory, 'volumes', 'vol_1'));
	});

	test('may hold files of the config, but no link in them is followed', () => {
		const {root, outside, apply, textOf} = makePlace();
		apply({mounts, files: [{guest_path: '/var/data/etc/a', raw_value: base64('in the volume')}]});
		expect(textOf('var', 'data', 'etc', 'a')).toBe('in the volume');
		symlinkSync(outside, join(root, 'var', 'data', 'trap'));
		expect(() => apply({mounts, files: [{guest_path: '/var/data/trap/a', raw_value: ''}]})).toThrow('not a directory');
		expect(everythingBelow(outside)).toEqual([]);
	});

	test.each([
		[{volume: 'vol_2', path: '/data'}, 'volume "vol_2" does not exist'],
		[{volume: 'vol_1', path: '/../data'}, "must not contain '..'"],
		[{volume: 'vol_1', path: 'data'}, 'must be an absolute path'],
		[{volume: 'vol_1', path: '/taken'}, 'path "/taken" cannot be made (EEXIST)'],
	])('as in %j are refused', (mount, reason) => {
		const {root, apply} = makePlace();
		mkdirSync(join(root, 'taken'));
		expect(() => apply({mounts: [mount]})).toThrow(reason);
		expect(lstatSync(join(root, 'taken')).isDirectory()).toBe(true);
	});
});

import {chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {findCommand} from '../../../source/local/process/find-command.ts';

const makePlace = (): string => {
	const place = realpathSync(mkdtempSync(join(tmpdir(), 'flydeck-test-')));
	onTestFinished(() => rmSync(place, {recursive: true, force: true}));
	for (const name of ['early', 'late', 'late/directory']) {
		mkdirSync(join(place, name));
	}

	for (const name of ['late/tool', 'late/both', 'early/both', 'own']) {
		writeFileSync(join(place, name), '#!/bin/sh\n');
		chmodSync(join(place, name), 0o755);
	}

	for (const name of ['early/tool', 'early/plain']) {
		writeFileSync(join(place, name), 'text');
		chmodSync(join(place, name), 0o644);
	}

	return place;
};

const relative = (place: string, path = `${place}/early:${place}/late:`) => {
	const at = (name: string): string => {
		const found = findCommand(name, path, place);
		return 'file' in found ? found.file.replace(place, '') : (found.error.message.split(':')[0] ?? '');
	};

	return at;
};

test.each([
	['both', '/early/both'],
	['tool', '/late/tool'],
	['own', '/own'],
	['./own', '/own'],
	['late/tool', '/late/tool'],
	['plain', 'EACCES'],
	['early/plain', 'EACCES'],
	['late/directory', 'EACCES'],
	['none', 'ENOENT'],
	['./none', 'ENOENT'],
	['own/none', 'ENOENT'],
	['', 'ENOENT'],
])('the command %j is found as a shell finds it: %s', (name, expected) => {
	expect(relative(makePlace())(name)).toBe(expected);
});

test('what is in no directory of PATH is not found, not even beside the process', () => {
	const place = makePlace();
	expect(relative(place, `${place}/early`)('own')).toBe('ENOENT');
	expect(relative(place, 'late')('tool')).toBe('/late/tool');
});

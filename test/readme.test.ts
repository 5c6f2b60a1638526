import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {keyTable, readmeParts} from './helpers/readme-keys.ts';

const readme = readFileSync(new URL('../readme.md', import.meta.url), 'utf8');

test('the readme lists the keys of the command table', () => {
	expect(readmeParts(readme)[1]).toBe(keyTable());
});

test.each(['port', 'scenario', 'seed', 'fleet', 'speed', 'json', 'no-journal', 'app', 'org', 'token', 'api-url'])(
	'the readme tells of --%s',
	flag => {
		expect(readme).toContain(`--${flag}`);
	},
);

import {execFile} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = join(root, 'dist', 'flydeck.js');
const inputs = [
	'package.json',
	'rolldown.config.ts',
	...readdirSync(join(root, 'source'), {recursive: true, encoding: 'utf8'}).map(name => join('source', name)),
];

/** When a file of the project last changed, in ms; 0 where there is none. */
const changedAtMs = (path: string): number => statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? 0;

/** Builds `dist` before the end-to-end tests, once for all of them, and only when a source is newer than it is. */
export const setup = async (): Promise<void> => {
	const newestMs = Math.max(...inputs.map(input => changedAtMs(join(root, input))));
	if (newestMs > changedAtMs(entry)) {
		await promisify(execFile)(process.execPath, [join(root, 'node_modules/rolldown/bin/cli.mjs'), '--config', '--log-level', 'warn'], {
			cwd: root,
		});
	}
};

import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';

export type Environment = Readonly<Record<string, string | undefined>>;

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The Node of the project, and the program as it is published. */
export const node = at('node_modules/.bin/node');
export const program = at('dist/flydeck.js');

/** A directory of this test's own, removed when the test ends. */
export const temporaryDirectory = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

/** As little as a terminal gives a program: no FLY variables, and a home directory where nothing is. */
export const minimalEnvironment = (home: string): Environment => ({
	PATH: process.env.PATH,
	HOME: home,
	XDG_STATE_HOME: join(home, 'state'),
	TERM: 'xterm-256color',
	LANG: 'C.UTF-8',
	TZ: 'UTC',
});

export type Ran = {readonly exitCode: number | null; readonly stdout: string; readonly stderr: string};

type RunOptions = {
	readonly args?: readonly string[];
	readonly env?: Environment;
	readonly cwd?: string;
	/** What runs the program, a script of the shell; `"$@"` stands for it and its arguments. */
	readonly script?: string;
};

/** Runs the program with no terminal at all, to its end. */
export const runFlydeck = async ({args = [], env = {}, cwd, script = 'exec "$@"'}: RunOptions = {}): Promise<Ran> => {
	const home = temporaryDirectory();
	const child = spawn('sh', ['-c', script, 'sh', node, program, ...args], {
		env: {...minimalEnvironment(home), ...env},
		cwd: cwd ?? home,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	const ended = new Promise<number | null>(resolve => {
		child.once('close', resolve);
	});
	const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
	return {exitCode, stdout, stderr};
};

import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {ExitOutcome} from '../../../source/local/fleet/machine-record.ts';
import {startChild} from '../../../source/local/process/child-process.ts';
import {isRunning} from '../../helpers/is-running.ts';

const makeDirectory = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

const env = {PATH: '/usr/local/bin:/usr/bin:/bin'};

const start = (argv: readonly string[], workDirectory = makeDirectory()) => {
	const {promise, resolve} = Promise.withResolvers<ExitOutcome>();
	const child = startChild({argv, env, workDirectory}, resolve);
	onTestFinished(() => child.signal('SIGKILL'));
	return {child, ended: promise, workDirectory};
};

const shell = (script: string) => start(['sh', '-c', script]);

/** Waits until the script has made the file `ready`. */
const readiness = (directory: string): Promise<void> => vi.waitFor(() => expect(readdirSync(directory)).toContain('ready'));

describe('a child process', () => {
	test.each([
		['exit 0', {exitCode: 0, signal: undefined}],
		['exit 3', {exitCode: 3, signal: undefined}],
		['kill -TERM $$', {exitCode: 143, signal: 15}],
		['kill -KILL $$', {exitCode: 137, signal: 9}],
	])('that does "%s" ends so', async (script, expected) => {
		expect(await shell(script).ended).toMatchObject(expected);
	});

	test('that does not exist ends with 127', async () => {
		expect(await start(['no-such-command-anywhere']).ended).toMatchObject({exitCode: 127, signal: undefined});
	});

	test('that is not executable ends with 126', async () => {
		const directory = makeDirectory();
		writeFileSync(join(directory, 'plain.txt'), 'text');
		expect(await start([join(directory, 'plain.txt')], directory).ended).toMatchObject({exitCode: 126});
	});

	test('whose arguments no process can have ends with 126', async () => {
		expect(await start(['echo', 'a\0b']).ended).toMatchObject({exitCode: 126});
	});

	test('ends on a signal', async () => {
		const {child, ended, workDirectory} = shell('touch ready; sleep 60');
		await readiness(workDirectory);
		child.signal('SIGINT');
		expect(await ended).toMatchObject({exitCode: 130, signal: 2});
	});

	test('that ignores a signal lives on until it is killed', async () => {
		const {child, ended, workDirectory} = shell("trap '' INT; touch ready; while true; do touch again; sleep 0.05; done");
		await readiness(workDirectory);
		child.signal('SIGINT');
		rmSync(join(workDirectory, 'again'), {force: true});
		await vi.waitFor(() => expect(readdirSync(workDirectory)).toContain('again'));
		child.signal('SIGKILL');
		expect(await ended).toMatchObject({exitCode: 137, signal: 9});
	});

	test('takes what it left behind with it', async () => {
		const {ended, workDirectory} = shell("(trap '' INT TERM HUP; exec sleep 60) & echo $! > pid; exit 5");
		expect(await ended).toMatchObject({exitCode: 5});
		const processId = Number(readFileSync(join(workDirectory, 'pid'), 'utf8'));
		expect(processId).toBeGreaterThan(0);
		await vi.waitFor(() => expect(isRunning(processId)).toBe(false));
	});
});

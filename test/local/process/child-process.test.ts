import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {ExitOutcome} from '../../../source/local/fleet/machine-record.ts';
import {startChild} from '../../../source/local/process/child-process.ts';
import {createScheduler} from '../../../source/local/time/scheduler.ts';
import {systemClock} from '../../../source/runtime/clock.ts';
import {eventually} from '../../helpers/eventually.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const makeDirectory = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

const env = {PATH: '/usr/local/bin:/usr/bin:/bin'};

const start = (argv: readonly string[], {workDirectory = makeDirectory(), stdin}: {workDirectory?: string; stdin?: string} = {}) => {
	const ended = Promise.withResolvers<ExitOutcome>();
	const closed = Promise.withResolvers<Record<'stdout' | 'stderr', string>>();
	const output = {stdout: '', stderr: ''};
	const heard: string[] = [];
	let pid = 0;
	const error = startChild({argv, before: [], env, workDirectory, ...(stdin === undefined ? {} : {stdin})}, createScheduler(systemClock), {
		onStart(id) {
			pid = id;
			heard.push('start');
		},
		onOutput(stream, chunk) {
			output[stream] += chunk.toString();
		},
		onEnd(outcome) {
			heard.push('end');
			ended.resolve(outcome);
		},
		onClose: () => closed.resolve(output),
	});
	const signal = (name: NodeJS.Signals): void => {
		process.kill(-pid, name);
	};

	return {error, heard, signal, ended: ended.promise, closed: closed.promise, workDirectory};
};

const shell = (script: string) => start(['sh', '-c', script]);

/** Waits until the script has made the file `ready`. */
const readiness = (directory: string): Promise<void> => eventually(() => expect(readdirSync(directory)).toContain('ready'));

describe('a child process', () => {
	test.each([
		['exit 0', {exitCode: 0, signal: undefined}],
		['exit 3', {exitCode: 3, signal: undefined}],
		['kill -TERM $$', {exitCode: 143, signal: 15}],
		['kill -KILL $$', {exitCode: 137, signal: 9}],
	])('that does "%s" ends so', async (script, expected) => {
		expect(await shell(script).ended).toMatchObject(expected);
	});

	test.each([
		[['no-such-command-anywhere'], 'ENOENT'],
		[['/etc/passwd'], 'EACCES'],
		[['echo', 'a\0b'], 'ERR_INVALID_ARG_VALUE'],
		[['true', 'x'.repeat(200_000)], 'E2BIG'],
	])('that the system does not start tells why, and nothing else: %.40j', (argv, code) => {
		const {error, heard} = start(argv);
		expect(error).toMatchObject({code});
		expect(heard).toEqual([]);
	});

	test('ends on a signal', async () => {
		const {signal, ended} = start(['sleep', '60']);
		signal('SIGINT');
		expect(await ended).toMatchObject({exitCode: 130, signal: 2});
	});

	test('that ignores a signal lives on until it is killed', async () => {
		const {signal, ended, workDirectory} = shell("trap '' INT; touch ready; while true; do touch again; sleep 0.05; done");
		await readiness(workDirectory);
		signal('SIGINT');
		rmSync(join(workDirectory, 'again'), {force: true});
		await eventually(() => expect(readdirSync(workDirectory)).toContain('again'));
		signal('SIGKILL');
		expect(await ended).toMatchObject({exitCode: 137, signal: 9});
	});

	test('is heard out, on both streams, before it is closed', async () => {
		const {closed} = shell('i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i + 1)); done; printf end >&2');
		const {stdout, stderr} = await closed;
		expect(stdout.trim().split('\n')).toHaveLength(5000);
		expect(stderr).toBe('end');
	});

	test('that writes faster than it can be heard out is given less of the time', async () => {
		const tick = createManualClock();
		const scheduler = createScheduler(tick);
		const heard: number[] = [];
		const {promise, resolve} = Promise.withResolvers<void>();
		startChild({argv: ['head', '-c', '1000000', '/dev/zero'], before: [], env, workDirectory: makeDirectory()}, scheduler, {
			onStart() {},
			onOutput(_, chunk) {
				heard.push(chunk.length);
				tick.advance(10);
			},
			onEnd() {},
			onClose: resolve,
		});
		await eventually(() => expect(heard).toHaveLength(1));
		tick.advance(29);
		expect(heard).toHaveLength(1);
		await eventually(() => {
			tick.advance(30);
			expect(heard.length).toBeGreaterThan(1);
		});
		await eventually(() => {
			tick.advance(30);
			expect(heard.reduce((sum, length) => sum + length, 0)).toBe(1_000_000);
		});
		await promise;
	});

	test('reads nothing, or what it is given', async () => {
		expect((await start(['cat']).closed).stdout).toBe('');
		expect((await start(['cat'], {stdin: 'hello'}).closed).stdout).toBe('hello');
	});

	test('that does not read what it is given is no harm', async () => {
		expect(await start(['true'], {stdin: 'x'.repeat(1_000_000)}).ended).toMatchObject({exitCode: 0});
	});

	test('is closed although something that it left behind holds its output open', async () => {
		const {signal, ended, closed} = shell('sleep 60 & exit 5');
		expect(await ended).toMatchObject({exitCode: 5});
		await closed;
		signal('SIGKILL');
	});
});

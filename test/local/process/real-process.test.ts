import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {MachineProcess} from '../../../source/local/process/machine-process.ts';
import {eventually} from '../../helpers/eventually.ts';
import {isRunning} from '../../helpers/is-running.ts';
import {machineWith, shell} from '../../helpers/machine-with.ts';
import {createTestRunner} from '../../helpers/real-runner.ts';

const hasProc = existsSync('/proc/self/stat');
const hasLockLimits = hasProc && spawnSync('prlimit', ['--version']).status === 0;

/** Waits until a script has written that many process ids to a file, and answers them. */
const idsIn = (textOf: (name: string) => string, name: string, count: number): Promise<readonly number[]> =>
	eventually(() => {
		const ids = textOf(name).trim().split(/\s+/).map(Number);
		expect(ids).toHaveLength(count);
		return ids;
	});

/** The first letter of a process's state: T when it is stopped. */
const stateOf = (processId: number): string =>
	spawnSync('ps', ['-o', 'stat=', '-p', String(processId)], {encoding: 'utf8'})
		.stdout.trim()
		.charAt(0);

describe('the processes of a machine', () => {
	test('write lines into the log, with what has no line break at the end, before the end is told', async () => {
		const {start, lines} = createTestRunner();
		await start(machineWith(shell('echo one; echo two >&2; printf three'))).ended;
		const expected = [
			['info', 'one'],
			['info', 'three'],
			['error', 'two'],
		].map(([level, message]) => ({app: 'web', instance: '1234567890abcd', region: 'fra', provider: 'app', level, message}));
		expect(lines.toSorted((left, right) => left.message.localeCompare(right.message))).toEqual(expected);
	});

	test('take what they started with them', async () => {
		const {start, directory, textOf} = createTestRunner();
		const script = `(trap '' INT TERM HUP; exec sleep 60) & echo $! > ${directory}/ids; exit 5`;
		expect(await start(machineWith(shell(script))).ended).toMatchObject({exitCode: 5});
		const [id = 0] = await idsIn(textOf, 'ids', 1);
		await eventually(() => expect(isRunning(id)).toBe(false));
	});

	test.runIf(hasProc)('take with them even what left their session and lost its parent', async () => {
		const {start, directory, textOf} = createTestRunner();
		const script = `setsid sh -c 'setsid sleep 60 & echo $! > ${directory}/ids'; exit 3`;
		expect(await start(machineWith(shell(script))).ended).toMatchObject({exitCode: 3});
		const [id = 0] = await idsIn(textOf, 'ids', 1);
		await eventually(() => expect(isRunning(id)).toBe(false));
	});

	test.runIf(hasLockLimits).each([
		['when they end', (_: MachineProcess) => {}, 3],
		['when they are killed', (machineProcess: MachineProcess) => machineProcess.signal('SIGKILL'), 137],
	] as const)('take with them even what has also nothing in its environment, %s', async (_, act, exitCode) => {
		const {start, directory, textOf} = createTestRunner();
		const flee = `env -i setsid sh -c 'setsid sleep 60 & echo $! > ${directory}/ids'`;
		const {process: machineProcess, ended} = start(machineWith(shell(`${flee}; ${exitCode === 3 ? 'exit 3' : 'sleep 60'}`)));
		const [id = 0] = await idsIn(textOf, 'ids', 1);
		act(machineProcess);
		expect(await ended).toMatchObject({exitCode});
		await eventually(() => expect(isRunning(id)).toBe(false));
	});

	test.runIf(hasLockLimits)('of one machine are told from those of another, wherever they went', async () => {
		const {start, directory, textOf} = createTestRunner();
		const flee = (name: string): string => `env -i setsid sh -c 'setsid sleep 60 & echo $! > ${directory}/${name}'; sleep 60`;
		const first = start(machineWith(shell(flee('first'))));
		start(machineWith(shell(flee('second'))));
		const [one = 0] = await idsIn(textOf, 'first', 1);
		const [other = 0] = await idsIn(textOf, 'second', 1);
		expect((await first.process.list()).map(({pid}) => pid)).toContain(one);
		first.process.signal('SIGKILL');
		await first.ended;
		await eventually(() => expect(isRunning(one)).toBe(false));
		expect(isRunning(other)).toBe(true);
	});

	test('end with the first of them, whose outcome counts', async () => {
		const {start, directory, textOf} = createTestRunner();
		const processes = [{exec: ['sh', '-c', `echo $$ > ${directory}/ids; exec sleep 60`]}, {exec: ['sh', '-c', 'sleep 0.2; exit 4']}];
		expect(await start(machineWith({processes})).ended).toMatchObject({exitCode: 4});
		const [id = 0] = await idsIn(textOf, 'ids', 1);
		expect(isRunning(id)).toBe(false);
	});

	test('stand still while they are paused, and go on', async () => {
		const {start, directory, textOf} = createTestRunner();
		const {process} = start(machineWith(shell(`sleep 60 & echo $$ $! > ${directory}/ids; wait`)));
		const ids = await idsIn(textOf, 'ids', 2);
		process.pause();
		await eventually(() => expect(ids.map(stateOf)).toEqual(['T', 'T']));
		process.resume();
		await eventually(() => expect(ids.map(stateOf)).toEqual(['S', 'S']));
	});

	test.each([
		['SIGTERM', 143],
		['SIGKILL', 137],
	] as const)('die of %s although they are paused', async (signal, exitCode) => {
		const {start, directory, textOf} = createTestRunner();
		const {process, ended} = start(machineWith(shell(`echo $$ > ${directory}/ids; exec sleep 60`)));
		const ids = await idsIn(textOf, 'ids', 1);
		process.pause();
		await eventually(() => expect(ids.map(stateOf)).toEqual(['T']));
		process.signal(signal);
		expect(await ended).toMatchObject({exitCode, oomKilled: false});
	});

	test('that hold more memory than the guest has are killed for it', async () => {
		const {start, lines} = createTestRunner();
		const hoard = 'const hoard = []; setInterval(() => hoard.push(Buffer.alloc(32 * 1024 * 1024, 1)), 10)';
		const config = {guest: {memory_mb: 256}, init: {exec: [process.execPath, '-e', hoard]}};
		expect(await start(machineWith(config)).ended).toMatchObject({exitCode: 137, signal: 9, oomKilled: true});
		expect(lines).toEqual([]);
	});

	test('may use the swap too', async () => {
		const {start, directory, textOf} = createTestRunner();
		const hold = `globalThis.held = Buffer.alloc(320 * 1024 * 1024, 1); require('fs').writeFileSync('${directory}/ids', '1'); setTimeout(() => {}, 1000)`;
		const config = {guest: {memory_mb: 256}, init: {exec: [process.execPath, '-e', hold], swap_size_mb: 512}};
		const {process: machineProcess, ended} = start(machineWith(config));
		await idsIn(textOf, 'ids', 1);
		expect(machineProcess.usedMemoryMb()).toBeGreaterThan(320);
		expect(await ended).toMatchObject({exitCode: 0, oomKilled: false});
	});

	test('leave nothing when files or volumes cannot be put in place: they never run', async () => {
		const {start, directory} = createTestRunner();
		const config = {...shell(`touch ${directory}/ran`), files: [{guest_path: '/../x', raw_value: ''}]};
		expect(() => start(machineWith(config))).toThrow(`path "/../x" must not contain '..'`);
		expect(existsSync(`${directory}/ran`)).toBe(false);
	});
});

describe('ps', () => {
	test.runIf(hasProc)('lists the process tree with commands, directories and listening sockets, and nothing else', async () => {
		const {start, directory, textOf} = createTestRunner();
		const listen = `const server = require('net').createServer().listen(0, '127.0.0.1', () => require('fs').writeFileSync('${directory}/ids', process.pid + ' ' + server.address().port))`;
		start(machineWith({init: {exec: ['sleep', '60']}}));
		const second = start(machineWith({init: {exec: [process.execPath, '-e', listen, 'some word']}}));
		const [pid = 0, port = 0] = await idsIn(textOf, 'ids', 2);
		const before = Date.now();
		const [listed, ...others] = await second.process.list();
		expect(others).toEqual([]);
		expect(listed).toMatchObject({pid, listenSockets: [{proto: 'tcp', address: `127.0.0.1:${port}`}]});
		expect(listed?.command).toBe(`${process.execPath} -e ${listen} some word`);
		expect(listed?.directory.startsWith(directory)).toBe(true);
		expect(listed?.rssBytes).toBeGreaterThan(1024 * 1024);
		expect(Math.abs((listed?.startedAtMs ?? 0) - before)).toBeLessThan(60_000);
	});
});

describe('exec', () => {
	const idle = () => createTestRunner().start(machineWith({init: {exec: ['sleep', '60']}, env: {GREETING: 'hello'}})).process;
	const run = (argv: readonly string[], {stdin = '', timeoutMs = 20_000} = {}) => idle().exec({argv, stdin, timeoutMs});

	test('runs in the root of the machine with its environment, and answers what came out', async () => {
		const result = await run(['sh', '-c', 'echo "$GREETING from $FLY_MACHINE_ID"; pwd >&2; cat; exit 3'], {stdin: ' read'});
		expect(result).toMatchObject({exitCode: 3, exitSignal: undefined, stdout: 'hello from 1234567890abcd\n read'});
		expect(result.stderr).toContain('1234567890abcd-');
	});

	test('hands arguments over as they are, to no shell', async () => {
		expect(await run(['echo', '$HOME; `id` && *'])).toMatchObject({stdout: '$HOME; `id` && *\n'});
	});

	test('is killed when its time is over, with what it started', async () => {
		const result = await run(['sh', '-c', 'sleep 60 & echo $!; wait'], {timeoutMs: 300});
		expect(result).toMatchObject({exitCode: 137, exitSignal: 9});
		expect(isRunning(Number(result.stdout))).toBe(false);
	});

	test('cuts what is too long', async () => {
		const {stdout, exitCode} = await run(['sh', '-c', 'head -c 3000000 /dev/zero']);
		expect({exitCode, length: stdout.length}).toEqual({exitCode: 0, length: 1024 * 1024});
	});

	test('says when there is no such command', async () => {
		expect(await run(['no-such-command-anywhere'])).toMatchObject({exitCode: 127, stderr: expect.stringContaining('ENOENT')});
	});
});

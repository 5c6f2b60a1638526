import {readFileSync} from 'node:fs';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {isRunning} from '../../helpers/is-running.ts';
import {startTestApi} from '../../helpers/local-server.ts';

const start = async (speed = 100) => {
	const directory = await mkdtemp(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rm(directory, {recursive: true, force: true}));
	const {api, call} = await startTestApi({speed, environment: {PATH: process.env.PATH, SECRET: 'no', TMPDIR: directory}});
	await call('POST', '/v1/apps', {app_name: 'jobs', org_slug: 'personal'});

	const run = async (config: JsonObject) => {
		const {body} = await call('POST', '/v1/apps/jobs/machines', {
			region: 'syd',
			config: {image: 'busybox', restart: {policy: 'no'}, ...config},
		});
		const path = `/v1/apps/jobs/machines/${body.id}`;
		const wait = (state: string) => call('GET', `${path}/wait?state=${state}&timeout=20`);
		const exit = async (): Promise<JsonObject> => {
			const {events} = JSON.parse((await call('GET', path)).text);
			return events.find((event: JsonObject) => event.type === 'exit')?.request.exit_event;
		};

		return {id: String(body.id), path, wait, exit};
	};

	const fileText = (name: string): string => readFileSync(join(directory, name), 'utf8');
	return {api, call, run, directory, fileText};
};

const shell = (script: string): JsonObject => ({exec: ['sh', '-c', script]});

describe('a machine with a command', () => {
	test.each([
		[{init: shell('exit 7')}, 7, -1],
		[{init: {cmd: ['sh', '-c', 'exit 8']}}, 8, -1],
		[{init: {entrypoint: ['sh', '-c'], cmd: ['exit 9']}}, 9, -1],
		[{init: shell('kill -TERM $$')}, 143, 15],
		[{processes: [{cmd: ['sleep', '60']}, shell('exit 4')]}, 4, -1],
	])('%j ends with exit code %i', async (config, exitCode, signal) => {
		const {run} = await start();
		const machine = await run(config);
		expect((await machine.wait('stopped')).status).toBe(200);
		expect(await machine.exit()).toMatchObject({exit_code: exitCode, signal, guest_signal: signal, requested_stop: false});
	});

	test('runs in an empty directory of its own, with its own environment and nothing of the server', async () => {
		const {run, directory, fileText} = await start();
		const script = `pwd > ${directory}/pwd; ls -a | wc -l > ${directory}/files; env > ${directory}/env`;
		const machine = await run({init: shell(script), env: {GREETING: 'hello world'}});
		await machine.wait('stopped');
		expect(fileText('pwd')).toContain(directory);
		expect(fileText('files').trim()).toBe('2');
		const environment = fileText('env');
		for (const line of ['GREETING=hello world', 'FLY_APP_NAME=jobs', 'FLY_REGION=syd', `FLY_MACHINE_ID=${machine.id}`]) {
			expect(environment).toContain(line);
		}

		expect(environment).not.toContain('SECRET');
	});

	test('stops on the signal of its config, and the requested stop is not restarted', async () => {
		const {call, run} = await start();
		const config = {init: {exec: ['sleep', '60']}, stop_config: {signal: 'SIGTERM'}, restart: {policy: 'always'}};
		const machine = await run(config);
		await machine.wait('started');
		await call('POST', `${machine.path}/stop`);
		await machine.wait('stopped');
		expect(await machine.exit()).toMatchObject({exit_code: 143, signal: 15, requested_stop: true, restarting: false});
	});

	test('that ignores its signal is killed when the timeout is over', async () => {
		const {call, run, directory} = await start();
		const machine = await run({init: shell(`trap '' INT; touch ${directory}/ready; while true; do sleep 1; done`)});
		await vi.waitFor(async () => expect(await readdir(directory)).toContain('ready'));
		await call('POST', `${machine.path}/stop`, {timeout: '200ms'});
		await machine.wait('stopped');
		expect(await machine.exit()).toMatchObject({exit_code: 137, signal: 9, requested_stop: true, oom_killed: false});
	});

	test('that fails is restarted, and says so', async () => {
		const {run} = await start();
		const machine = await run({init: shell('exit 1'), restart: {policy: 'on-failure', max_retries: 2}});
		await vi.waitFor(async () => expect(await machine.exit()).toMatchObject({exit_code: 1, restarting: false}), {timeout: 5000});
	});
});

describe('a machine whose start does not come off', () => {
	const failedWith = (exitCode: number) => ({exit_code: exitCode, requested_stop: false, restarting: false});

	test.each([
		[{init: {exec: ['no-such-command-anywhere']}}, 127, 'ENOENT'],
		[{init: {exec: ['/etc/passwd']}}, 126, 'EACCES'],
		[{init: {exec: ['/']}}, 126, 'EACCES'],
		[{processes: [shell('sleep 60'), {cmd: ['/no/such/file']}]}, 127, 'ENOENT'],
	])('because of its command, %j, is failed; it can be started, stopped and deleted', async (config, exitCode, code) => {
		const {call, run} = await start();
		const machine = await run({...config, restart: {policy: 'always'}});
		expect((await machine.wait('failed')).status).toBe(200);
		const events = (await call('GET', `${machine.path}/events`)).list;
		expect(events).toMatchObject([{type: 'exit', status: 'failed', source: 'flyd'}, {type: 'launch'}, {type: 'launch'}]);
		expect(await machine.exit()).toMatchObject({...failedWith(exitCode), error: expect.stringContaining(code)});
		expect((await call('POST', `${machine.path}/start`)).body).toMatchObject({previous_state: 'failed'});
		expect((await machine.wait('failed')).status).toBe(200);
		expect((await call('POST', `${machine.path}/stop`)).status).toBe(200);
		expect((await machine.wait('stopped')).status).toBe(200);
		await call('POST', `${machine.path}/start`);
		await machine.wait('failed');
		expect((await call('DELETE', machine.path)).status).toBe(200);
		expect((await machine.wait('destroyed')).status).toBe(200);
	});

	test('works once an update has mended it and it is started', async () => {
		const {call, run} = await start();
		const machine = await run({init: {exec: ['no-such-command-anywhere']}});
		await machine.wait('failed');
		await call('POST', machine.path, {config: {image: 'busybox', init: {exec: ['sleep', '60']}}});
		await machine.wait('stopped');
		expect((await call('POST', `${machine.path}/start`)).status).toBe(200);
		expect((await machine.wait('started')).status).toBe(200);
	});

	test('because of its files is launch_failed and soon destroyed when it never ran', async () => {
		const {call, run} = await start(1);
		const machine = await run({init: {exec: ['sleep', '60']}, files: [{guest_path: '/key', secret_name: 'MISSING'}]});
		await vi.waitFor(async () => expect((await call('GET', machine.path)).body.state).toBe('launch_failed'), {timeout: 10_000});
		expect((await call('POST', `${machine.path}/start`)).status).toBe(412);
		expect((await call('DELETE', machine.path)).status).toBe(412);
		expect(await machine.exit()).toMatchObject({...failedWith(255), error: 'secret "MISSING" does not exist'});
		expect((await machine.wait('destroyed')).status).toBe(200);
	}, 20_000);

	test('because of its files is failed when it has run', async () => {
		const {call, run} = await start();
		const files = [{guest_path: '/key', raw_value: ''}];
		const machine = await run({init: shell('rm key; mkdir key; touch key/in-the-way; exit 0'), files, rootfs: {persist: 'always'}});
		await machine.wait('stopped');
		await call('POST', `${machine.path}/start`);
		expect((await machine.wait('failed')).status).toBe(200);
	});
});

test('the memory of a machine that runs is held against the limit that was set last', async () => {
	const {call, run, directory, fileText} = await start();
	const hold = `globalThis.held = Buffer.alloc(150 * 1024 * 1024, 1); require('fs').writeFileSync('${directory}/held', 'x'); setInterval(() => {}, 1000)`;
	const machine = await run({init: {exec: [process.execPath, '-e', hold]}, guest: {memory_mb: 512}});
	await vi.waitFor(() => expect(fileText('held')).toBe('x'), {timeout: 10_000});
	expect((await call('PUT', `${machine.path}/memory`, {limit_mb: 400})).body).toMatchObject({limit_mb: 400});
	expect((await call('PUT', `${machine.path}/memory`, {limit_mb: 513})).status).toBe(400);
	expect((await call('PUT', `${machine.path}/memory`, {limit_mb: 100})).body).toEqual({limit_mb: 100, available_mb: 0});
	expect((await machine.wait('stopped')).status).toBe(200);
	expect(await machine.exit()).toMatchObject({exit_code: 137, signal: 9, oom_killed: true, requested_stop: false});
	await call('POST', `${machine.path}/start`);
	await machine.wait('started');
	expect((await call('GET', `${machine.path}/memory`)).body.limit_mb).toBe(512);
});

describe.each(['close', 'killProcesses'] as const)('%s', way => {
	test('leaves no process of a machine behind', async () => {
		const {api, run, directory, fileText} = await start();
		await run({init: shell(`trap '' INT TERM; sleep 60 & echo $$ $! > ${directory}/ids; wait; sleep 60`)});
		await vi.waitFor(() => expect(fileText('ids')).toMatch(/\d+ \d+/));
		const [leader = 0, child = 0] = fileText('ids').split(' ').map(Number);
		expect([isRunning(leader), isRunning(child)]).toEqual([true, true]);
		await api[way]();
		await vi.waitFor(() => expect([isRunning(leader), isRunning(child)]).toEqual([false, false]));
	});
});

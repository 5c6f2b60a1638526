import {readFileSync} from 'node:fs';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {isRunning} from '../../helpers/is-running.ts';
import {startTestApi} from '../../helpers/local-server.ts';

const start = async () => {
	const directory = await mkdtemp(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rm(directory, {recursive: true, force: true}));
	const {api, call} = await startTestApi({speed: 100, environment: {PATH: process.env.PATH, SECRET: 'no', TMPDIR: directory}});
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
		[{init: {exec: ['no-such-command-anywhere']}}, 127, -1],
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

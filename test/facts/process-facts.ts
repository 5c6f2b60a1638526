import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import net, {type AddressInfo} from 'node:net';
import {expect} from 'vitest';
import {isJsonObject, type JsonObject} from '../../source/domain/json.ts';
import {createMemoryState} from '../../source/local/state/collection.ts';
import {eventually} from '../helpers/eventually.ts';
import {isRunning} from '../helpers/is-running.ts';
import {machinesPath, startWithMachine} from '../helpers/local-machine.ts';
import {type Call, startTestApi} from '../helpers/local-server.ts';
import type {Facts} from './fact.ts';
import {runMachine, runToEnd} from './run-machine.ts';

/** Ports that were free a moment ago. */
const freePorts = async (count: number): Promise<readonly number[]> => {
	const servers = Array.from({length: count}, () => net.createServer().listen(0, '127.0.0.1'));
	await Promise.all(servers.map(server => new Promise(resolve => server.once('listening', resolve))));
	const ports = servers.map(server => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
	return ports;
};

const node = (script: string): JsonObject => ({init: {exec: [process.execPath, '-e', script]}});

/** What drops each of its marks outlives its machine, and is ended here. */
const proveThatOneMayHide = async (): Promise<void> => {
	const script = 'setsid env -i "$(command -v prlimit)" --locks=5 "$(command -v sleep)" 60 & echo "hidden: $!"; wait';
	const {call, path, logs} = await runMachine({init: {exec: ['sh', '-c', script]}});
	const hiddenId = async (): Promise<number> => Number(/hidden: (\d+)/.exec(await logs())?.[1]);
	await eventually(async () => expect(await hiddenId()).toBeGreaterThan(0));
	const pid = await hiddenId();
	try {
		await eventually(async () => expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toMatch(/^[^\0]*\/sleep\0/));
		await call('POST', `${path}/stop`);
		await call('GET', `${path}/wait?state=stopped&timeout=30`);
		expect(isRunning(pid)).toBe(true);
	} finally {
		process.kill(pid, 'SIGKILL');
	}
};

const hasLockLimits = spawnSync('prlimit', ['--version']).status === 0;

const listening = (port: number): string => `require('node:http').createServer((_, r) => r.end('up')).listen(${port}, '127.0.0.1')`;

/** The exit code of a machine that is started once more. */
const nextExitCode = async (call: Call, path: string): Promise<unknown> => {
	const [before] = JSON.parse((await call('GET', path)).text).events;
	await call('POST', `${path}/start`);
	await call('GET', `${path}/wait?state=stopped&from_event_id=${before.id}&timeout=30`);
	const [last] = JSON.parse((await call('GET', path)).text).events;
	expect(last.id).not.toBe(before.id);
	return last.request.exit_event.exit_code;
};

/** What runs in a machine, and where. */
export const processFacts: Facts = {
	async processes() {
		const {exitEvent, logs} = await runToEnd('echo hello from here; echo and here >&2; exit 3');
		expect(exitEvent).toMatchObject({exit_code: 3, signal: -1});
		expect(logs).toContain('hello from here');
		expect(logs).toContain('and here');
		expect((await runToEnd('kill -TERM $$')).exitEvent).toMatchObject({exit_code: 143, signal: 15});
		const script = 'trap "echo caught it" USR1; echo mine > file; echo ready; while true; do sleep 0.1; done';
		const {call, path, logs: logsNow} = await runMachine({init: {exec: ['sh', '-c', script]}});
		await eventually(async () => expect(await logsNow()).toContain('ready'));
		const command = ['sh', '-c', 'cat; cat file; echo oops >&2; exit 5'];
		const answered = {exit_code: 5, stdout: 'from outside\nmine\n', stderr: 'oops\n'};
		expect((await call('POST', `${path}/exec`, {command, stdin: 'from outside\n'})).body).toMatchObject(answered);
		expect((await call('POST', `${path}/exec`, {command: ['sh', '-c', 'kill -9 $$']})).body).toMatchObject({exit_signal: 9});
		const shell = (await call('GET', `${path}/ps`)).list.filter(isJsonObject).find(row => String(row.command).includes('trap'));
		expect(isRunning(Number(shell?.pid))).toBe(true);
		expect((await call('POST', `${path}/signal`, {signal: 'SIGUSR1'})).status).toBe(200);
		await eventually(async () => expect(await logsNow()).toContain('caught it'));
		await call('POST', `${path}/stop`, {signal: 'SIGKILL'});
		await call('GET', `${path}/wait?state=stopped&timeout=30`);
		expect(isRunning(Number(shell?.pid))).toBe(false);
		expect((await call('POST', `${path}/exec`, {command: ['true']})).status).toBe(412);
		if (hasLockLimits) {
			await proveThatOneMayHide();
		}
	},
	async images() {
		const {call, path, get} = await startWithMachine({config: {image: 'registry.example.com/no/such:7'}});
		const shown = {registry: 'registry.example.com', repository: 'no/such', tag: '7'};
		expect(await get()).toMatchObject({state: 'started', image_ref: shown, config: {image: 'registry.example.com/no/such:7'}});
		expect((await call('GET', `${path}/ps`)).list).toMatchObject([{command: '(simulated)'}]);
		expect((await call('POST', `${path}/exec`, {command: ['sh', '-c', 'exit 5']})).body).toMatchObject({exit_code: 0});
		for (const part of [{init: {cmd: ['sh', '-c', 'exit 4']}}, {processes: [{cmd: ['sh', '-c', 'exit 4']}]}]) {
			expect((await runToEnd('', {init: {}, ...part})).exitEvent).toMatchObject({exit_code: 4});
		}
	},
	async 'files and paths'() {
		const files = [{guest_path: '/etc/flydeck-fact', raw_value: Buffer.from('mine').toString('base64')}];
		const mounts = [{volume: 'VOLUME', path: '/flydeck-data'}];
		const script = [
			'test "$(cat etc/flydeck-fact)" = mine',
			'test -d flydeck-data',
			'test ! -e /etc/flydeck-fact',
			'test ! -e /flydeck-data',
			'test -e /etc/passwd',
		].join(' && ');
		expect((await runToEnd(script, {files, mounts})).exitEvent).toMatchObject({exit_code: 0});

		const state = createMemoryState();
		const rootfs = {persist: 'always'};
		const {api, call, path} = await runToEnd('test ! -e kept || exit 3; touch kept', {rootfs}, {server: {state}});
		expect(await nextExitCode(call, path)).toBe(3);
		await api.close();
		expect(await nextExitCode((await startTestApi({state, speed: 1000})).call, path)).toBe(0);
	},
	async network() {
		const [open = 0, closed = 0, outside = 0] = await freePorts(3);
		const quick = {interval: '100ms', grace_period: '0s'};
		const checks = {alive: {type: 'tcp', port: open, ...quick}, dead: {type: 'http', port: closed, path: '/', ...quick}};
		const services = [
			{protocol: 'tcp', internal_port: open, ports: [{port: outside}], checks: [{type: 'http', port: open, path: '/', ...quick}]},
		];
		const {call, path} = await runMachine({...node(listening(open)), checks, services}, 1);
		await eventually(async () => {
			const {checks: results} = (await call('GET', path)).body;
			expect(results).toMatchObject([
				{name: 'alive', status: 'passing'},
				{name: 'dead', status: 'critical'},
				{name: `servicecheck-00-http-${open}`, status: 'passing'},
			]);
		});
		expect(await (await fetch(`http://127.0.0.1:${open}`)).text()).toBe('up');
		await expect(fetch(`http://127.0.0.1:${outside}`)).rejects.toThrow();
		const fetching = `fetch('http://127.0.0.1:${open}').then(() => process.exit(9))`;
		expect((await runToEnd('', node(fetching))).exitEvent).toMatchObject({exit_code: 9});
		expect((await runToEnd('', node(listening(open)))).logs).toContain('EADDRINUSE');
	},
	async 'users and containers'() {
		const processes = [{exec: ['sh', '-c', 'id -u'], user: 'nobody'}];
		const containers = [{name: 'a', image: 'b', exec: ['sh', '-c', 'echo contained'], user: 'nobody'}];
		const {logs, call, path} = await runToEnd('', {processes, containers});
		expect(logs).toContain(`"message":"${process.getuid?.()}"`);
		expect(logs).not.toContain('contained');
		expect((await call('GET', path)).body.config).toMatchObject({processes, containers});
		expect((await call('GET', machinesPath)).list).toHaveLength(1);
	},
};

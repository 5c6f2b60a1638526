import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {eventually} from '../helpers/eventually.ts';
import {minimalEnvironment, node, program, runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';

/** `script` runs the program, `"$@"`, in a shell. */
const serve = async (args: readonly string[], script = 'exec "$@"') => {
	const home = temporaryDirectory();
	const child = spawn('sh', ['-c', script, 'sh', node, program, 'serve', '--port', '0', '--scenario', 'empty', ...args], {
		env: {...minimalEnvironment(home)},
		cwd: home,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', chunk => {
		stdout += String(chunk);
	});
	child.stderr.on('data', chunk => {
		stderr += String(chunk);
	});
	const url = await eventually(() => {
		const found = /^export FLY_API_HOSTNAME=(\S+)$/m.exec(stdout)?.[1];
		if (found === undefined) {
			throw new Error(`no address yet: ${stdout}${stderr}`);
		}

		return found.replace('0.0.0.0', '127.0.0.1');
	});
	const token = /^export FLY_API_TOKEN=(\S+)$/m.exec(stdout)?.[1] ?? '';
	const call = (method: string, path: string, body?: object): Promise<Response> =>
		fetch(url + path, {
			method,
			headers: {authorization: `Bearer ${token}`},
			...(body === undefined ? {} : {body: JSON.stringify(body)}),
		});
	const end = async (): Promise<void> => {
		child.kill('SIGTERM');
		await once(child, 'close');
	};

	return {call, child, end, url, token, stdout: () => stdout, stderr: () => stderr};
};

const list = '/v1/apps?org_slug=personal';

test('--listen without a token says what listening for others means, and does not', async () => {
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['serve', '--listen', '0.0.0.0']});
	expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
	expect(stderr).toMatch(/whoever has its token can run commands on this computer: choose the token with --token\.\n$/);
});

test('--listen with a token says what it means, and listens for others', async () => {
	const {stdout, stderr, call} = await serve(['--listen', '0.0.0.0', '--token', 'chosen']);
	expect(stderr()).toContain('Listening on 0.0.0.0: whoever reaches it and has the token can run commands on this computer.');
	expect(stdout()).toMatch(/^export FLY_API_HOSTNAME=http:\/\/0\.0\.0\.0:\d+$/m);
	expect((await call('GET', list)).status).toBe(200);
});

test('without --listen nothing is said about others', async () => {
	const {stdout, stderr, token} = await serve([]);
	expect(stdout()).toMatch(/^export FLY_API_HOSTNAME=http:\/\/127\.0\.0\.1:\d+$/m);
	expect(stderr()).not.toContain('Listening on');
	expect(token.length).toBeGreaterThan(20);
});

test('--faults strikes what the file says, and --no-limits limits nothing', async () => {
	const file = join(temporaryDirectory(), 'faults.json');
	writeFileSync(file, JSON.stringify({rules: [{fault: '500', route: 'Platform_regions_get'}]}));
	const {call} = await serve(['--faults', file, '--no-limits']);
	expect((await call('GET', '/v1/platform/regions')).status).toBe(500);
	const statuses = await Promise.all(Array.from({length: 20}, async () => (await call('GET', list)).status));
	expect(new Set(statuses)).toEqual(new Set([200]));
});

test('a server whose disk is full says so to those who write, and ends with a sentence when what happens by itself cannot be kept', {
	timeout: 60_000,
}, async () => {
	const directory = join(temporaryDirectory(), 'state');
	// No file may grow beyond some hundred kilobytes.
	const args = ['--state-dir', directory, '--no-limits', '--realism', 'none'];
	const {call, child, stderr} = await serve(args, 'ulimit -f 512; exec "$@"');
	const exited = once(child, 'exit');
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const command = `sleep 3600.${process.pid}9`;
	const script = `${command} & read line < gate; exit 7`;
	const config = {image: 'none', init: {exec: ['sh', '-c', `mkfifo gate; ${script}`]}};
	const {id} = JSON.parse(await (await call('POST', '/v1/apps/web/machines', {config})).text());
	expect((await call('GET', `/v1/apps/web/machines/${id}/wait?state=started&timeout=30`)).status).toBe(200);
	const fill = async (): Promise<Response> => {
		for (let number = 0; number < 1000; number++) {
			const reply = await call('POST', `/v1/apps/web/secrets/S${number}`, {value: 'x'.repeat(3000)});
			if (reply.status !== 201) {
				return reply;
			}
		}

		throw new Error('the disk is never full');
	};

	const refused = await fill();
	const sentence = `The state in ${directory} cannot be written: `;
	expect(refused.status).toBe(500);
	expect(JSON.parse(await refused.text()).error).toContain(`internal: ${sentence}`);
	expect(child.exitCode).toBeNull();
	await call('POST', `/v1/apps/web/machines/${id}/exec`, {command: ['sh', '-c', 'echo > gate']});
	expect(await exited).toEqual([1, null]);
	const told = stderr().trim().split('\n').at(-1);
	expect(told?.startsWith(sentence)).toBe(true);
	expect(stderr()).not.toContain('    at ');
	await eventually(() => expect(spawnSync('ps', ['-A', '-o', 'args='], {encoding: 'utf8'}).stdout).not.toContain(`\n${command}\n`));
});

test('without --no-limits a burst is limited', async () => {
	const {call} = await serve([]);
	const statuses = await Promise.all(Array.from({length: 20}, async () => (await call('GET', list)).status));
	expect(new Set(statuses)).toEqual(new Set([200, 429]));
});

test.each([
	['{', /is not JSON\.\n$/],
	['{"rules":[{"fault":"slow"}]}', /^Rule 1: "fault" must be one of /],
])('a plan of faults that is wrong, %s, is told', async (text, says) => {
	const file = join(temporaryDirectory(), 'faults.json');
	writeFileSync(file, text);
	const {exitCode, stderr} = await runFlydeck({args: ['serve', '--faults', file]});
	expect(exitCode).toBe(1);
	expect(stderr).toMatch(says);
});

test('--state-dir keeps what was made over a restart', async () => {
	const directory = join(temporaryDirectory(), 'state');
	const args = ['--state-dir', directory, '--realism', 'none', '--token', 'chosen'];
	const first = await serve(args);
	expect((await first.call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'})).status).toBe(201);
	await first.end();
	expect(existsSync(join(directory, 'state.db'))).toBe(true);
	const second = await serve(args);
	expect((await second.call('GET', '/v1/apps/web')).status).toBe(200);
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;

test.skipIf(!hasCurl)('the readme shows how to call it with curl', async () => {
	const {url} = await serve(['--token', 't']);
	const readme = readFileSync(new URL('../../readme.md', import.meta.url), 'utf8');
	const [, script = ''] = /```sh\n(export FLY_API_HOSTNAME=[^`]+)```/.exec(readme.split('### Point a client at it')[1] ?? '') ?? [];
	const output = execFileSync('sh', ['-ec', script.replace('http://127.0.0.1:4280', url)], {encoding: 'utf8'});
	expect(output).toMatch(/^\{"id":"[^"]+","created_at":\d+\}\{"id":"[0-9a-f]{14}","name":.*\}\[\{"id":"[0-9a-f]{14}",.*\}\]$/s);
});

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {appendFileSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {expect, onTestFinished, test, vi} from 'vitest';
import {createLineWriter, headerLine} from '../../source/domain/recording/lines.ts';
import {readRecording} from '../../source/recording/read-recording.ts';
import {callWith, startTestApi} from '../helpers/local-server.ts';
import {minimalEnvironment, node, program, runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {exitOnWire, onWire} from '../runtime/harness.ts';
import {quit} from './steps.ts';

vi.setConfig({testTimeout: 60_000});

/** flydeck as it runs until a signal ends it. */
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
	const home = temporaryDirectory();
	const child = spawn(node, [program, ...args], {cwd: home, env: {...minimalEnvironment(home), ...env}, stdio: ['ignore', 'pipe', 'pipe']});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	const told = text(child.stderr);
	return {child, told, ended: once(child, 'exit')};
};

/** Records the machines of a local API without a screen for as long as one answer takes. */
const record = async (file: string) => {
	const {api, call} = await startTestApi();
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	await call('POST', '/v1/apps/web/machines', {name: 'web-1', config: {image: 'nginx', env: {MODE: 'hush-hush'}}});
	const {child, told, ended} = run(['record', file], {FLY_API_TOKEN: 'secret', FLY_FLAPS_BASE_URL: api.url});
	await vi.waitFor(() => expect(readRecording(file).exchanges.length).toBeGreaterThan(1), {timeout: 20_000});
	child.kill('SIGINT');
	return {told: await told, exitCode: (await ended)[0]};
};

test('without a terminal the machines are recorded until a signal, and a server answers the same from the file', async () => {
	const file = join(temporaryDirectory(), 'session.jsonl');
	expect(await record(file)).toEqual({told: expect.stringMatching(/\d+ answers are in /), exitCode: 0});
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(JSON.stringify(readRecording(file))).not.toMatch(/hush-hush|secret/);

	const {child, ended} = run(['serve', '--replay', file, '--token', 'secret']);
	const [words] = await once(child.stdout, 'data');
	const call = callWith(/http:\S+/.exec(String(words))?.[0] ?? '');
	expect((await call('GET', '/v1/apps/web/machines')).list).toMatchObject([{name: 'web-1', config: {env: {MODE: '(masked)'}}}]);
	expect((await call('GET', '/v1/apps/other/machines')).status).toBe(404);
	expect((await call('POST', '/v1/apps/web/machines/1/stop')).status).toBe(501);
	expect((await call('GET', '/v1/apps/web/machines', undefined, {headers: {authorization: 'Bearer other'}})).status).toBe(401);
	child.kill('SIGTERM');
	expect((await ended)[0]).toBe(0);
});

test.each([
	[[], ['CRASH']],
	[['--keep-times'], []],
] as const)('a server that answers a recording of last year with %j tells the troubles that there were', async (args, kinds) => {
	const file = join(temporaryDirectory(), 'old.jsonl');
	const startedAtMs = Date.UTC(2025, 2, 1, 3);
	const events = [10, 40, 70, 100].flatMap(ago => [
		{id: `01S${ago}`, type: 'start', status: 'started', source: 'flyd', timestamp: startedAtMs - ago * 1000 + 2000},
		exitOnWire({exit_code: 1}, `01X${ago}`, startedAtMs - ago * 1000),
	]);
	const json = [onWire({config: {image: 'nginx', restart: {policy: 'on-failure', max_retries: 10}}, events})];
	const header = {
		flydeck: '0.1.0',
		startedAtMs,
		isLocal: false,
		baseUrl: 'http://stub',
		organization: 'acme',
		apps: ['web'],
		intervalMs: 5000,
	};
	const line = createLineWriter()({
		method: 'GET',
		path: '/v1/apps/web/machines?include_leases=true',
		askedMs: 0,
		answeredMs: 100,
		outcome: {kind: 'answer', status: 200, headers: {'content-type': 'application/json'}, body: {json}},
	});
	writeFileSync(file, `${headerLine(header)}\n${line}\n`);
	const {child} = run(['serve', '--replay', file, '--token', 'secret', ...args]);
	const [words] = await once(child.stdout, 'data');
	const {stdout} = await runFlydeck({
		args: ['list', '--app', 'web', '--json'],
		env: {FLY_API_TOKEN: 'secret', FLY_FLAPS_BASE_URL: /http:\S+/.exec(String(words))?.[0] ?? ''},
	});
	const [machine] = JSON.parse(stdout).machines;
	expect(machine.troubles.map(({kind}: {readonly kind: string}) => kind)).toEqual(kinds);
	child.kill('SIGTERM');
});

test('a recording is shown on the screen without a token, and a screen records one', async () => {
	const file = join(temporaryDirectory(), 'session.jsonl');
	const recorder = openTerminal({args: ['record', file, '--local']});
	await recorder.waitForText('CRASH');
	await quit(recorder);
	const terminal = openTerminal({args: ['replay', file]});
	await terminal.waitForText('REPLAY');
	await terminal.waitForText('CRASH');
	await terminal.waitForText('The recording ends here.');
	terminal.press('t');
	await terminal.waitForText('This is a replay: nothing can be changed.');
	await quit(terminal);
});

test('a recording that breaks off is shown up to there, which is told', async () => {
	const file = join(temporaryDirectory(), 'session.jsonl');
	await record(file);
	appendFileSync(file, '{"at":12');
	const terminal = openTerminal({args: ['replay', file]});
	await terminal.waitForText('web-1');
	await terminal.waitForText('The recording ends here.');
	terminal.press('N');
	await terminal.waitForText('The end of the recording is missing');
	terminal.press('escape');
	await quit(terminal);
});

test('what is no recording, or cannot be shown, gets a sentence', async () => {
	const file = join(temporaryDirectory(), 'none.jsonl');
	expect(await runFlydeck({args: ['serve', '--replay', file]})).toMatchObject({exitCode: 1, stderr: `There is no file ${file}.\n`});
	writeFileSync(file, '');
	expect(await runFlydeck({args: ['serve', '--replay', file]})).toMatchObject({stderr: expect.stringContaining('is no recording')});
	truncateSync(file, 3_000_000_000);
	expect(await runFlydeck({args: ['serve', '--replay', file]})).toMatchObject({
		exitCode: 1,
		stderr: `${file} is too large to be played: 3000 MB, and at most 536 can be.\n`,
	});
	expect(await runFlydeck({args: ['replay', file]})).toMatchObject({exitCode: 2, stderr: expect.stringContaining('needs a terminal')});
});

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {startTestApi} from '../helpers/local-server.ts';
import {runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';

const start = async () => {
	const writes: string[] = [];
	const log = (line: string): void => {
		writes.push(...(/^(?:POST|DELETE)/.test(line) ? [line] : []));
	};
	const {api, call} = await startTestApi({speed: 10, log});
	for (const app of ['web', 'api']) {
		await call('POST', '/v1/apps', {app_name: app, org_slug: 'personal'});
	}

	writes.length = 0;
	return {env: environmentFor(api.url), call, writes};
};

test('what there is comes as a table, and as one document', async () => {
	const {env, call} = await start();
	await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 3});
	const table = await runFlydeck({args: ['volumes'], env});
	expect(table.stdout).toMatch(/^ID +STATE +NAME +RGN +GB +USED +MACHINE +AGE\nvol_\w+ +created +data +fra +3 +- +- +\d+s\n$/);
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['volumes', 'list', '--json'], env});
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
	expect(JSON.parse(stdout)).toMatchObject({
		version: 1,
		local: false,
		kind: 'volumes',
		items: [{app: 'web', name: 'data', size_gb: 3, attached_machine_id: null}],
		issues: [],
		failures: [],
	});
});

test('the snapshots of a volume are listed', async () => {
	const {env, call} = await start();
	const {body} = await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 3});
	await call('POST', `/v1/apps/web/volumes/${body.id}/snapshots`);
	const {exitCode, stdout} = await runFlydeck({args: ['volumes', 'snapshots', String(body.id), '--json'], env});
	expect(JSON.parse(stdout)).toMatchObject({kind: 'snapshots', items: [{app: 'web', status: expect.any(String)}]});
	expect(exitCode).toBe(0);
});

test.for([
	['secrets', 'delete', 'NOPE', '-a', 'web', '--yes'],
	['volumes', 'extend', 'vol_nope', '--size', '5', '--yes'],
	['ips', 'release', '192.0.2.1', '-a', 'web', '--yes'],
	['volumes', 'create', 'data'],
])('with --json, %j gives one document that says why nothing was done', async args => {
	const {env, writes} = await start();
	const {stdout, stderr} = await runFlydeck({args: [...args, '--json'], env});
	const document = JSON.parse(stdout);
	expect(document).toMatchObject({version: 1, verb: args.slice(0, 2).join(' '), results: []});
	expect(stderr).toBe(`${document.error}\n`);
	expect(writes).toEqual([]);
});

test('an order gives back the document of results', async () => {
	const {env, writes} = await start();
	const {exitCode, stdout} = await runFlydeck({args: ['volumes', 'create', 'data', '-a', 'web', '--size', '2', '--json', '--yes'], env});
	expect(JSON.parse(stdout)).toMatchObject({
		version: 1,
		verb: 'volumes create',
		results: [{id: 'data', app: 'web', ok: true, skipped: false, text: expect.stringMatching(/^volume data of web created \(request /)}],
	});
	expect(exitCode).toBe(0);
	expect(writes).toHaveLength(1);
});

test.for([
	{args: ['apps', 'create', 'web', '--yes'], exitCode: 1, says: /^apps create:\n {2}app web\n$/},
	{args: ['apps', 'delete', 'web'], exitCode: 2, says: /\nNothing was done: there is no terminal to ask on\. Add --yes to apps delete/},
	{args: ['apps', 'delete', 'none', '--yes'], exitCode: 1, says: /^There is no app none\./},
	{args: ['volumes', 'create', 'data'], exitCode: 2, says: /^flydeck volumes create has to know of which app: add --app NAME\.\n$/},
	{args: ['volumes', 'dance'], exitCode: 2, says: /^flydeck volumes wants one of list, create, /},
	{args: ['volumes', '--app', 'none'], exitCode: 1, says: /app none/},
	{args: ['volumes', 'snapshots', 'vol_none'], exitCode: 1, says: /^There is no volume vol_none\./},
	{
		args: ['ips', 'release', '192.0.2.1', '--app', 'none', '--yes'],
		exitCode: 1,
		says: /\nNothing was done: not everything could be read\.\n$/,
	},
	{args: ['secrets', '--token', 'other'], exitCode: 3, says: /401|token/},
	{args: ['secrets', 'set', 'KEY', '--app', 'web'], exitCode: 2, says: /^Nothing was done: the value is empty\.\n$/},
])('$args ends with $exitCode', async ({args, exitCode, says}) => {
	const {env, writes} = await start();
	const ran = await runFlydeck({args: [...args], env});
	expect(ran.stderr).toMatch(says);
	expect(ran.exitCode).toBe(exitCode);
	expect(writes.filter(line => !/ 422 /.test(line) && !line.includes('POST /v1/apps '))).toEqual([]);
});

test('without a token nothing is listed: the demo has to be asked for', async () => {
	const {exitCode, stderr} = await runFlydeck({args: ['apps']});
	expect(exitCode).toBe(2);
	expect(stderr).toMatch(/^There is no token, .*add --local for the demo\.\n$/);
});

describe('the value of a secret', () => {
	const digestOf = async ({call}: Awaited<ReturnType<typeof start>>) => JSON.stringify((await call('GET', '/v1/apps/web/secrets')).body);

	test.for([
		{title: 'with the line end of echo', script: 'echo hunter2 | "$@"'},
		{title: 'with none', script: 'printf hunter2 | "$@"'},
	])('is read from stdin, $title, and is seen nowhere', async ({script}) => {
		const started = await start();
		const state = temporaryDirectory();
		const env = {...started.env, XDG_STATE_HOME: state};
		const {exitCode, stdout, stderr} = await runFlydeck({args: ['secrets', 'set', 'KEY', '--app', 'web', '--yes'], env, script});
		expect(exitCode).toBe(0);
		const log = readFileSync(join(state, 'flydeck', 'actions.jsonl'), 'utf8');
		expect(log).toContain('set secret KEY of web');
		expect(stdout + stderr + log).not.toContain('hunter2');
		const digest = await digestOf(started);
		await started.call('POST', '/v1/apps/web/secrets', {values: {KEY: 'hunter2'}});
		expect((await digestOf(started)).replaceAll(/"updated_at":"[^"]*"/g, '')).toBe(digest.replaceAll(/"updated_at":"[^"]*"/g, ''));
	});

	test('that stood on the command line is refused, and not repeated', async () => {
		const {env, writes} = await start();
		for (const args of [
			['secrets', 'set', 'KEY=hunter2', '--app', 'web'],
			['secrets', 'set', 'KEY', 'hunter2'],
			['secrets', 'KEY=hunter2'],
		]) {
			const {exitCode, stdout, stderr} = await runFlydeck({args, env});
			expect(exitCode).toBe(2);
			expect(stdout + stderr).not.toContain('hunter2');
		}

		expect(writes).toEqual([]);
	});

	test('that is set already is replaced with --yes alone, where stdin is no terminal', async () => {
		const {env, call, writes} = await start();
		await call('POST', '/v1/apps/web/secrets', {values: {KEY: 'before'}});
		const set = ['secrets', 'set', 'KEY', '--app', 'web'];
		const {exitCode, stderr} = await runFlydeck({args: set, env, script: 'echo hunter2 | "$@"'});
		expect(exitCode).toBe(2);
		expect(stderr).toMatch(/\nNothing was done: there is no terminal to ask on\. Add --yes to secrets set without a question\.\n$/);
		expect(writes).toHaveLength(1);
		expect((await runFlydeck({args: [...set, '--yes'], env, script: 'echo hunter2 | "$@"'})).exitCode).toBe(0);
		expect(writes).toHaveLength(2);
	});

	test('is asked for on a terminal and not shown, and then asked whether it replaces the one before', async () => {
		const {env, call, writes} = await start();
		await call('POST', '/v1/apps/web/secrets', {values: {KEY: 'before'}});
		const terminal = openTerminal({args: ['secrets', 'set', 'KEY', '--app', 'web'], env, columns: 120});
		await terminal.waitForText('Value of KEY, which is not shown:');
		terminal.write('hunter3\u007f2\r');
		await terminal.waitForText('secrets set it? y/N');
		terminal.write('y\r');
		expect((await terminal.exit).exitCode).toBe(0);
		expect(terminal.screen().join('\n')).toMatch(/\nok +KEY +secret KEY of web set/);
		expect(terminal.raw()).not.toContain('hunter');
		expect(writes).toHaveLength(2);
	});

	test.for([
		{title: 'ctrl-c', keys: 'hunter2\u0003', code: 130, says: 'there was no answer'},
		{title: 'ctrl-d', keys: '\u0004', code: 1, says: 'there was no answer'},
		{title: 'several lines', keys: 'hunter2\rmore\r', code: 2, says: 'the value has several lines. Give it on stdin'},
		{title: 'nothing', keys: '\r', code: 2, says: 'the value is empty'},
	])('is not taken from $title', async ({keys, code, says}) => {
		const {env, writes} = await start();
		const terminal = openTerminal({args: ['secrets', 'set', 'KEY', '--app', 'web'], env, columns: 120});
		await terminal.waitForText('Value of KEY');
		terminal.write(keys);
		expect((await terminal.exit).exitCode).toBe(code);
		expect(terminal.lineWith('Nothing was done')).toContain(says);
		expect(terminal.raw()).not.toContain('hunter');
		expect(writes).toEqual([]);
	});
});

test('a network that dies in the middle is told at once, and what became of the order is unknown', async () => {
	const {env, call} = await start();
	const {body} = await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 3});
	await call('PUT', '/_flydeck/faults', {rules: [{fault: 'reset', route: 'DELETE /v1/apps/*/volumes/*'}]});
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['volumes', 'delete', String(body.id), '--yes'], env});
	expect(stderr).toContain(`\nThe API does not answer: delete volume ${body.id} of app web.\n`);
	expect(stdout).toMatch(/^failed .*: it is unknown whether the delete happened: look before you do it again\./);
	expect(exitCode).toBe(1);
});

test('an app is deleted once its name is typed on the terminal', async () => {
	const {env, call} = await start();
	const terminal = openTerminal({args: ['apps', 'delete', 'api'], env, columns: 100});
	await terminal.waitForText('Type its full name, api:');
	terminal.write('api\r');
	expect((await terminal.exit).exitCode).toBe(0);
	expect((await call('GET', '/v1/apps/api')).status).toBe(404);
});

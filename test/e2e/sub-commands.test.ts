import {mkdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {eventually} from '../helpers/eventually.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {type Environment, runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';

const machinesPath = '/v1/apps/web/machines';
const names = ['web-1', 'web-2', 'web-3'];
const stubborn = {init: {exec: ['sh', '-c', 'trap "" INT TERM; while :; do sleep 0.1; done']}, stop_config: {timeout: '120s'}};

/** Three machines that run, in an API of their own. */
const startThree = async (config = {}) => {
	const writes: string[] = [];
	const log = (line: string): void => {
		writes.push(...(/^(?:POST|DELETE)/.test(line) ? [line] : []));
	};
	const {api, call} = await startTestApi({speed: 10, log});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const ids: string[] = [];
	for (const name of names) {
		const {body} = await call('POST', machinesPath, {name, config: {image: 'nginx', ...config}});
		await call('GET', `${machinesPath}/${body.id}/wait?state=started&timeout=60`);
		ids.push(String(body.id));
	}

	writes.length = 0;
	const leases = () => Promise.all(ids.map(async id => (await call('GET', `${machinesPath}/${id}/lease`)).status));
	return {env: environmentFor(api.url), call, ids, leases, writes};
};

test('a query is stopped without a question, told on stderr, and given back as one document', async () => {
	const {env, ids, leases} = await startThree();
	const {exitCode, stdout, stderr} = await runFlydeck({
		args: ['stop', 'state:started region:*', '--yes', '--parallel', '3', '--json'],
		env,
	});
	const {version, verb, results} = JSON.parse(stdout);
	expect({version, verb}).toEqual({version: 1, verb: 'stop'});
	expect(results).toMatchObject(ids.map((id, index) => ({id, app: 'web', name: names[index], ok: true, skipped: false, output: null})));
	expect(stderr).toMatch(/^stop: 3 machines\n/);
	expect(exitCode).toBe(0);
	expect(await leases()).toEqual([404, 404, 404]);
});

test('what was done is in the action log, for its owner alone and without a secret', async () => {
	const {env} = await startThree();
	const state = temporaryDirectory();
	await runFlydeck({args: ['stop', 'web-1', '--yes'], env: {...env, XDG_STATE_HOME: state}});
	const path = join(state, 'flydeck', 'actions.jsonl');
	const text = readFileSync(path, 'utf8');
	expect(text).toMatch(/"stop".*web-1 stopped in/);
	expect(text).not.toContain(env.FLY_API_TOKEN);
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

/** What the history of a machine has of own acts. */
const actsOf = async (machine: string, env: Environment): Promise<readonly string[]> => {
	const {stdout} = await runFlydeck({args: ['history', machine, '--filter', 'kind:action', '--json'], env});
	return JSON.parse(stdout === '' ? '{"items":[]}' : stdout).items.map(({what}: {readonly what: string}) => what);
};

test('what several sub-commands do at once is in the history of each machine, by its name too', async () => {
	const {env: place, ids} = await startThree();
	const [first = '', second = '', third = ''] = ids;
	const env = {...place, XDG_STATE_HOME: temporaryDirectory()};
	const ran = await Promise.all(
		[
			['stop', 'name:web-1', '--yes'],
			['metadata', 'set', second, 'role=db', '--yes'],
			['metadata', 'set', second, 'tier=one', '--yes'],
			['exec', third, '--yes', '--', 'true'],
		].map(args => runFlydeck({args, env})),
	);
	ran.push(
		...[await runFlydeck({args: ['cordon', second, '--yes'], env}), await runFlydeck({args: ['lease', 'acquire', third, '--yes'], env})],
	);
	expect(ran.map(({exitCode}) => exitCode)).toEqual([0, 0, 0, 0, 0, 0]);
	expect(ran.map(({stderr}) => stderr).join('')).not.toMatch(/journal/);
	expect(await actsOf('web-1', env)).toContain('stop');
	expect(await actsOf('web-1', env)).toEqual(await actsOf(first, env));
	expect(await actsOf('web-2', env)).toEqual(expect.arrayContaining(['cordon', 'set metadata role', 'set metadata tier']));
	expect(await actsOf('web-3', env)).toEqual(expect.arrayContaining(['exec', 'acquire lease']));
});

test.each([
	['--no-journal keeps nothing in it', ['--no-journal'], /^There is no journal/],
	['where it cannot be opened, that is told, and the act is done', [], /./],
])('the journal: %s', async (_what, flags, says) => {
	const {env: place, call, ids} = await startThree();
	const home = temporaryDirectory();
	if (flags.length === 0) {
		mkdirSync(join(home, 'flydeck', 'journal.db'), {recursive: true});
	}

	const env = {...place, XDG_STATE_HOME: home};
	const {exitCode, stderr} = await runFlydeck({args: ['cordon', 'web-1', '--yes', ...flags], env});
	expect(exitCode).toBe(0);
	expect(/^The journal cannot be used, so not all that was done is in it: .*$/m.test(stderr)).toBe(flags.length === 0);
	expect((await call('GET', `${machinesPath}/${ids[0]}`)).body.cordoned ?? true).toBe(true);
	expect((await runFlydeck({args: ['history', 'web-1'], env})).stderr).toMatch(says);
});

test('without a terminal and without --yes nothing is done', async () => {
	const {env, writes} = await startThree();
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['delete', '--force', 'web-1'], env});
	expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
	expect(stderr).toMatch(/\nNothing was done: there is no terminal to ask on\. Add --yes to force delete without a question\.\n$/);
	expect(writes).toEqual([]);
});

test.for([
	{args: ['stop', 'nope'], exitCode: 1, says: /^No machine fits: nope\n/},
	{
		args: ['stop', 'state:startd'],
		exitCode: 2,
		says: /^This is no query:\n {2}state:startd\n {8}\^{6}\nAt letter 7: state is never "startd"/,
	},
	{args: ['stop'], exitCode: 2, says: /^flydeck stop wants to know which machines/},
	{args: ['wait', 'web-1'], exitCode: 2, says: /^flydeck wait wants --wait-for/},
	{args: ['start', 'web-1'], exitCode: 0, says: /^$/},
	{args: ['stop', 'web-1', '--token', 'other'], exitCode: 3, says: /401|token/},
	{args: ['stop', 'web-1', '--app', 'none'], exitCode: 1, says: /\nNothing was done: not everything could be read, and no machine /},
])('$args ends with $exitCode', async ({args, exitCode, says}) => {
	const {env, writes} = await startThree();
	const ran = await runFlydeck({args: [...args], env});
	expect(ran.stderr).toMatch(says);
	expect(ran.exitCode).toBe(exitCode);
	expect(writes).toEqual([]);
});

test.for([
	{args: ['stop', 'nope', '--yes'], exitCode: 1, error: /^No machine fits: nope\n/},
	{args: ['stop', 'state:startd'], exitCode: 2, error: /^This is no query/},
	{args: ['stop', 'web-1'], exitCode: 2, error: /^Nothing was done: there is no terminal to ask on\./},
	{args: ['stop'], exitCode: 2, error: /^flydeck stop wants to know which machines/},
	{args: ['stop', 'web-1', '--token', 'other'], exitCode: 3, error: /token/},
	{args: ['stop', 'web-1', '--api-url', 'http://127.0.0.1:1'], exitCode: 1, error: /^Nothing was done: not everything could be read/},
])('with --json, $args gives one document that says why nothing was done', async ({args, exitCode, error}) => {
	const {env, writes} = await startThree();
	const ran = await runFlydeck({args: [...args, '--json'], env});
	const {error: told, ...document} = JSON.parse(ran.stdout);
	expect(document).toEqual({version: 1, verb: 'stop', results: []});
	expect(told).toMatch(error);
	expect(ran.stderr.endsWith(`${told}\n`)).toBe(true);
	expect(ran.exitCode).toBe(exitCode);
	expect(writes).toEqual([]);
});

test.for(['POST /v1/apps/*/machines/*/lease', 'POST /v1/apps/*/machines/*/stop'])(
	'a token that is good to read and refused for %s ends with 3',
	async route => {
		const {env, call} = await startThree();
		await call('PUT', '/_flydeck/faults', {rules: [{fault: '401', route}]});
		const {exitCode, stdout} = await runFlydeck({args: ['stop', 'web-1', '--yes'], env});
		expect(stdout).toMatch(/^failed .*token/);
		expect(exitCode).toBe(3);
	},
);

test('without a token there is nothing to act on; the demo has to be asked for', async () => {
	const {exitCode, stderr} = await runFlydeck({args: ['stop', 'app:shop-web', '--yes']});
	expect({exitCode, stderr}).toEqual({
		exitCode: 2,
		stderr: 'There is no token, so there are no machines to act on: set FLY_API_TOKEN, or add --local for the demo.\n',
	});
});

test('in a terminal it asks, and does what was confirmed', async () => {
	const {env} = await startThree();
	const terminal = openTerminal({args: ['stop', 'web-2'], env, columns: 100});
	await terminal.waitForText('stop it? y/N');
	terminal.write('y\r');
	const {exitCode} = await terminal.exit;
	expect(terminal.screen().join('\n')).toMatch(/\nok +\w+ +web-2 stopped in /);
	expect(exitCode).toBe(0);
});

test('what was typed before the question is no answer to it', async () => {
	const {env, writes} = await startThree();
	const terminal = openTerminal({args: ['stop', 'web-2'], env, columns: 100});
	terminal.write('y\r');
	await terminal.waitForText('stop it? y/N');
	terminal.write('n\r');
	const {exitCode} = await terminal.exit;
	expect(terminal.lineWith('Nothing was done')).toBe('Nothing was done: the answer was not yes.');
	expect(exitCode).toBe(1);
	expect(writes).toEqual([]);
});

test('ctrl-c at the question leaves everything alone', async () => {
	const {env, writes} = await startThree();
	const terminal = openTerminal({args: ['stop', 'web-2'], env, columns: 100});
	await terminal.waitForText('stop it? y/N');
	terminal.write('\u0003');
	const {exitCode} = await terminal.exit;
	expect(terminal.lineWith('no answer')).toBe('Nothing was done: there was no answer.');
	expect(exitCode).toBe(130);
	expect(writes).toEqual([]);
});

test.for([
	{title: 'ctrl-c', end: (terminal: ReturnType<typeof openTerminal>) => terminal.write('\u0003'), code: 130},
	{title: 'SIGTERM', end: (terminal: ReturnType<typeof openTerminal>) => terminal.kill('SIGTERM'), code: 143},
])('$title in the middle leaves no lease, and tells what was done and what was not', async ({end, code}) => {
	const {env, leases, writes} = await startThree(stubborn);
	const terminal = openTerminal({args: ['stop', 'app:web', '--yes'], env, columns: 100});
	await eventually(() => expect(writes.filter(line => line.includes('/stop'))).toHaveLength(1));
	expect(await leases()).toEqual([200, 404, 404]);
	end(terminal);
	const {exitCode} = await terminal.exit;
	const screen = terminal.screen().join('\n');
	expect(screen).toMatch(/failed +\w+ +flydeck ended before it was known how this ended/);
	expect(screen).toMatch(/skipped +\w+ +web-2: not begun/);
	expect(screen).toMatch(/skipped +\w+ +web-3: not begun/);
	expect(exitCode).toBe(code);
	expect(await leases()).toEqual([404, 404, 404]);
	expect(writes.filter(line => line.includes('/stop'))).toHaveLength(1);
});

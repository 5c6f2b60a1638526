import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {systemClock} from '../../source/runtime/clock.ts';
import {startFaultyProxy} from '../helpers/faulty-proxy.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';
import {closeDetails, filterTo, openDetails, quit, stop, takeLease} from './steps.ts';

vi.setConfig({testTimeout: 90_000});

const token = 'fm2_MARKED0token0that0nobody0may0see';
const password = 'MARKED1value1of1the1env';
const secretValue = 'MARKED2value2of2a2secret';
const apiKey = 'MARKED3key3in3the3metadata';

/** Every file below a directory, and what is in it. */
const filesBelow = (directory: string): ReadonlyMap<string, Buffer> =>
	new Map(
		readdirSync(directory, {recursive: true, encoding: 'utf8'})
			.map(name => join(directory, name))
			.filter(path => statSync(path).isFile())
			.map(path => [path, readFileSync(path)] as const),
	);

/** One machine with things to keep secret, behind a proxy that remembers the nonces that passed. */
const startWithSecrets = async () => {
	const {api} = await startTestApi({speed: 10, token});
	const post = (path: string, body: unknown) =>
		fetch(api.url + path, {method: 'POST', headers: {authorization: `Bearer ${token}`}, body: JSON.stringify(body)});
	await post('/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const env = {AUTH_KEY: password, MODE: 'plain'};
	const config = {image: 'nginx', env, metadata: {api_key: apiKey}};
	const machine = (await (await post('/v1/apps/web/machines', {name: 'web-1', config})).json()) as {readonly id: string};
	await post('/v1/apps/web/secrets/DATABASE', {value: secretValue});
	const proxy = await startFaultyProxy(api.url, systemClock);
	const nonces: string[] = [];
	proxy.strike(async ({response, answer}) => {
		const {status, headers, body} = await answer();
		nonces.push(...[...body.matchAll(/"nonce":"([^"]+)"/g)].flatMap(([, nonce]) => nonce ?? []));
		response.writeHead(status, headers).end(body);
	});
	return {id: machine.id, nonces, env: environmentFor(proxy.url, token)};
};

test('no byte that flydeck writes anywhere holds the token, a nonce, or a value that is masked', async () => {
	const {id, nonces, env: given} = await startWithSecrets();
	const home = temporaryDirectory();
	const recording = join(home, 'session.jsonl');
	const env = {...given, HOME: home, XDG_STATE_HOME: join(home, 'state')};
	const written: Buffer[] = [];

	const terminal = openTerminal({args: ['record', recording], env, columns: 160, rows: 48});
	await terminal.waitForText('live');
	await filterTo(terminal, {id, name: 'web-1'});
	const {pid} = terminal;
	const shownToAll = ['cmdline', 'comm'].map(name => readFileSync(`/proc/${pid}/${name}`));
	await takeLease(terminal);
	await openDetails(terminal, id);
	for (const [tab, text] of [
		['3', 'AUTH_KEY'],
		['4', 'held by this flydeck'],
		['2', 'web-1'],
		['1', 'start'],
	] as const) {
		terminal.press(tab);
		await terminal.waitForText(text);
	}

	await closeDetails(terminal, id);
	terminal.press('m');
	await terminal.waitForText('api_key');
	terminal.press('esc');
	await terminal.waitForText('[browse]');
	terminal.press('c');
	await terminal.waitForText('curl');
	terminal.press('C');
	await terminal.waitForText('[copy-curl]');
	terminal.press('enter');
	await terminal.waitForText('[browse]');
	await stop(terminal);
	await terminal.waitForText(/web-1 stopped in/);
	terminal.press('A');
	await terminal.waitForText(/stop .*web-1/);
	await quit(terminal);
	written.push(Buffer.from(terminal.raw()), ...shownToAll);

	for (const args of [
		['list', '--json'],
		['metadata', 'show', 'web-1', '--json'],
		['secrets', 'list', '--app', 'web', '--json'],
		['lease', 'acquire', 'web-1', '--yes', '--json'],
		['lease', 'show', 'web-1'],
		['lease', 'release', 'web-1', '--yes'],
		['versions', 'web-1', '--json'],
		['history', id, '--json'],
		['start', 'web-1', '--yes', '--token', `${token}x`],
	]) {
		const {stdout, stderr} = await runFlydeck({args, env});
		written.push(Buffer.from(stdout), Buffer.from(stderr));
	}

	const replayed = openTerminal({args: ['replay', recording], env: {XDG_STATE_HOME: env.XDG_STATE_HOME}});
	await replayed.waitForText('REPLAY');
	await quit(replayed);
	written.push(Buffer.from(replayed.raw()));

	const files = filesBelow(home);
	expect([...files.keys()].map(path => path.slice(home.length))).toEqual(
		expect.arrayContaining(['/session.jsonl', '/state/flydeck/actions.jsonl']),
	);
	expect(nonces.length).toBeGreaterThan(0);
	const places = [...files, ...written.map((bytes, index) => [`output ${index}`, bytes] as const)];
	const secrets = {token, password, secretValue, apiKey, ...Object.fromEntries(nonces.map((nonce, index) => [`nonce ${index}`, nonce]))};
	const leaks = Object.entries(secrets).flatMap(([name, secret]) =>
		places.filter(([, bytes]) => bytes.includes(secret)).map(([place]) => `${name} in ${place}`),
	);
	expect(leaks).toEqual([]);
	expect([...files.keys()].filter(path => path.includes('/state/') && (statSync(path).mode & 0o077) !== 0)).toEqual([]);
	// What is looked for is found where it is.
	writeFileSync(join(home, 'proof'), token);
	expect(filesBelow(home).get(join(home, 'proof'))?.includes(token)).toBe(true);
});

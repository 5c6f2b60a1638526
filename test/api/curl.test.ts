import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Calls, createApi} from '../../source/api/api.ts';
import {bodyWord} from '../../source/api/curl.ts';
import {blank, blanksIn} from '../../source/domain/curl-blanks.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const token = 'fm2_sesame-open-1234567890';
const api = createApi({
	baseUrl: 'https://api.machines.dev/',
	token,
	clock: createManualClock(),
	userAgent: 'flydeck/1',
	fetch: () => Promise.reject(new Error('nothing must be sent')),
});

const authorization = '-H "Authorization: Bearer $FLY_API_TOKEN"';
const json = "-H 'Content-Type: application/json'";
const machines = 'https://api.machines.dev/v1/apps/shop/machines';

test.each<{readonly title: string; readonly ask: (calls: Calls) => unknown; readonly command: string}>([
	{
		title: 'a read',
		ask: calls => calls.listMachines('shop'),
		command: `curl -X GET '${machines}?include_leases=true' ${authorization}`,
	},
	{
		title: 'a write under a lease',
		ask: calls => calls.stopMachine('shop', 'm1', {nonce: 'secret-nonce', stopSignal: 'SIGTERM'}),
		command: `curl -X POST '${machines}/m1/stop' ${authorization} -H "fly-machine-lease-nonce: $NONCE" ${json} --data-raw '{"signal":"SIGTERM"}'`,
	},
	{
		title: 'a write without a body',
		ask: calls => calls.deleteMachine('shop', "it's", {force: true}),
		command: `curl -X DELETE '${machines}/it'\\''s?force=true' ${authorization}`,
	},
	{
		title: 'a change of secrets, without their values',
		ask: calls => calls.setSecrets('shop', {KEY: 'hunter22', OLD: null}),
		command: `curl -X POST 'https://api.machines.dev/v1/apps/shop/secrets' ${authorization} ${json} --data-raw '{"values":{"KEY":"'"\${KEY_VALUE:?}"'","OLD":null}}'`,
	},
	{
		title: 'the first of several calls',
		ask: calls => calls.listOrganizationMachines('acme'),
		command: `curl -X GET 'https://api.machines.dev/v1/orgs/acme/machines' ${authorization}`,
	},
	{
		title: 'the logs, at their own address',
		ask: calls => calls.getLogs('shop'),
		command: `curl -X GET 'https://api.fly.io/api/v1/apps/shop/logs?next_token=' ${authorization}`,
	},
])('the command of $title can be copied and sends what flydeck would', ({ask, command}) => {
	expect(api.curlOf(ask)).toBe(command);
});

test('no command comes of no call', () => {
	expect(api.curlOf(() => {})).toBeUndefined();
});

const printedByShell = (word: string, environment: Readonly<Record<string, string>> = {}): string =>
	execFileSync('sh', ['-c', `printf %s ${word}`], {encoding: 'utf8', env: environment});

const awkward = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.constantFrom("'", "''", '\\', "\\'", '$HOME', '`id`', '$(id)', '!', '\n', '\u0000', '\u202E', '\uD800', '@file', '%s', blank('X')),
);
// Once Node 24 has parsed an object with the key `\\`, it takes a key that is one escape, as `\\u202e`, for that.
const keys = awkward.filter(key => key !== '\\');
const bodies = fc.dictionary(keys, fc.oneof(awkward, fc.jsonValue({maxDepth: 2})));

test('a shell reads the body back to the letter, and a terminal hides nothing of it', () => {
	fc.assert(
		fc.property(bodies, given => {
			const body: JsonObject = JSON.parse(JSON.stringify(given));
			const word = bodyWord(body);
			expect(word).not.toMatch(/\p{C}|\p{Zl}|\p{Zp}/u);
			expect(blanksIn(word)).toEqual([]);
			expect(JSON.parse(printedByShell(word))).toEqual(body);
		}),
		{numRuns: 60},
	);
});

const secret = 'hunter2-marked';
const config = {
	image: 'nginx',
	env: {PASSWORD: secret, LEVEL: 'info', DB: `postgres://u:${secret}@db/x`, '9 key': secret},
	init: {cmd: ['serve', '--token', secret]},
	containers: [{name: 'app', env: {PASSWORD: `other ${secret}`}}],
	files: [{guest_path: '/etc/x', raw_value: secret}],
	metadata: {team: 'a'},
};

test('the secrets of a config are left blank, each with a variable of its own, and the shell puts them in', () => {
	const word = bodyWord({config});
	expect(word).not.toContain('marked');
	const blanks = blanksIn(word);
	expect(blanks).toEqual(['PASSWORD_VALUE', 'DB_VALUE', '_9_KEY_VALUE', 'CMD_VALUE', 'PASSWORD_VALUE_2', 'RAW_VALUE']);
	const values = [secret, config.env.DB, secret, secret, `other ${secret}`, secret];
	const environment = Object.fromEntries(blanks.map((name, index) => [name, values[index] ?? '']));
	expect(JSON.parse(printedByShell(word, environment))).toEqual({config});
});

test('a shell that has no value for a blank runs nothing', () => {
	expect(() => printedByShell(bodyWord({config}))).toThrow(/PASSWORD_VALUE/);
});

test.each([
	['a number', {config: {env: {PIN_KEY: 42}}}, '{"config":{"env":{"PIN_KEY":7}}}'],
	['a list', {headers: [{name: 'Authorization', values: ['a', 'b']}]}, '{"headers":[{"name":"Authorization","values":["7","8"]}]}'],
])('%s that is a secret is left blank as what it is', (_what, body, filled) => {
	const word = bodyWord(body);
	const environment = Object.fromEntries(blanksIn(word).map((name, index) => [name, `${7 + index}`]));
	expect(printedByShell(word, environment)).toBe(filled);
});

test.each([
	['role', 'primary', []],
	['api_token', 'marked', ['VALUE']],
	['role', 'postgres://u:marked@db/x', ['VALUE']],
])('the metadata %s is copied with the value, unless that looks like a secret', (key, value, blanks) => {
	const command = api.curlOf(calls => calls.setMetadata('shop', 'm1', key, value)) ?? '';
	expect(blanksIn(command)).toEqual(blanks);
	expect(command.includes(value)).toBe(blanks.length === 0);
});

test('a nonce has to be filled in too', () => {
	expect(blanksIn(api.curlOf(calls => calls.releaseLease('shop', 'm1', 'marked')) ?? '')).toEqual(['NONCE']);
});

import {describe, expect, test} from 'vitest';
import {type Worded, worded} from '../../source/flags.ts';
import {runFlydeck} from '../helpers/run-flydeck.ts';
import {environmentFor} from './demo-api.ts';

const nowhere = environmentFor('http://127.0.0.1:1');

/** What each command is told that makes sense, and what makes none. */
const told: {readonly [Command in Worded]: {readonly good: readonly string[]; readonly bad: readonly string[]}} = {
	start: {good: ['web-1'], bad: []},
	stop: {good: ['web-1'], bad: ['web-1', '--signal', 'SIGODD']},
	suspend: {good: ['web-1'], bad: []},
	restart: {good: ['web-1'], bad: ['web-1', '--signal', 'SIGSTOP']},
	signal: {good: ['web-1'], bad: ['']},
	cordon: {good: ['web-1'], bad: ['web-1', '--parallel', '0']},
	uncordon: {good: ['web-1'], bad: ['web-1', '--timeout', '5']},
	update: {good: ['web-1', '--image', 'nginx'], bad: ['web-1']},
	delete: {good: ['web-1'], bad: []},
	wait: {good: ['web-1', '--wait-for', 'started'], bad: ['web-1', '--wait-for', 'odd']},
	exec: {good: ['web-1', '--', 'true'], bad: ['web-1']},
	lease: {good: ['show', 'web-1'], bad: ['dance', 'web-1']},
	edit: {good: ['web-1'], bad: []},
	back: {good: ['web-1'], bad: []},
	compare: {good: ['web-1', 'web-2'], bad: []},
	versions: {good: ['web-1'], bad: []},
	create: {good: ['--app', 'web', '--file', '/dev/null'], bad: ['--name', 'a b']},
	clone: {good: ['web-1'], bad: []},
	metadata: {good: ['show', 'web-1'], bad: ['set', 'web-1']},
	logs: {good: ['web-1'], bad: ['web-1', '--filter', '/(/']},
	apps: {good: ['delete', 'web', '--yes'], bad: ['dance']},
	volumes: {good: ['delete', 'vol_1', '--yes'], bad: ['extend', 'vol_1']},
	secrets: {good: ['delete', 'KEY', '--yes'], bad: ['set', 'KEY', 'value']},
	certificates: {good: ['delete', 'a.example.com', '--yes'], bad: ['add', 'no host']},
	ips: {good: ['release', '192.0.2.1', '--yes'], bad: ['assign', 'v5', '--app', 'web']},
};

/** With `--json` before all else, so that it stands before a `--` too. */
const ran = async (command: string, args: readonly string[], env = {}) => {
	const {exitCode, stdout, stderr} = await runFlydeck({args: [command, '--json', ...args], env});
	const {version, verb, results, error}: Record<string, unknown> = JSON.parse(stdout);
	return {exitCode, stderr, version, verb, results, error: String(error)};
};

describe.each(worded)('with --json, flydeck %s', command => {
	const verb = expect.stringMatching(new RegExp(`^${command}(?: \\w+)?$`));
	const {good, bad} = told[command];

	test.each([
		{title: 'what makes no sense', args: bad, env: nowhere, code: 2},
		{title: 'a flag that there is not', args: ['--frobnicate', ...good], env: nowhere, code: 2},
		{title: 'a token that is missing', args: good, env: {}, code: 2},
		{title: 'an API that cannot be reached', args: good, env: nowhere, code: 1},
	])('answers $title with one document that says so', async ({args, env, code}) => {
		const {exitCode, stderr, error, ...document} = await ran(command, args, env);
		expect(document).toEqual({version: 1, verb, results: []});
		expect(stderr.endsWith(`${error}\n`)).toBe(true);
		expect(error).not.toBe('null');
		expect(exitCode).toBe(code);
	});
});

test.for([
	{args: ['dance'], verb: 'dance', code: 2, error: /no command "dance"/},
	{args: ['--app'], verb: 'list', code: 2, error: /--app needs a value/},
	{args: ['list', '--frobnicate', '--speed', '0'], verb: 'list', code: 2, error: /--frobnicate.*\n--speed/},
	{args: ['list', '--api-url', 'odd'], verb: 'list', code: 2, error: /http/},
	{args: ['list', '--local', '--org', 'nowhere'], verb: undefined, code: 1, error: /organization nowhere has no apps/},
	{args: ['volumes', '--local', '--org', 'nowhere'], verb: undefined, code: 1, error: /organization nowhere has no apps/},
	{args: ['volumes'], verb: 'volumes list', code: 2, error: /There is no token/},
	{args: ['history'], verb: 'history', code: 2, error: /takes one machine/},
	{args: ['history', 'web-1'], verb: 'history', code: 1, error: /There is no journal/},
	{args: ['serve'], verb: 'serve', code: 2, error: /--json is not for flydeck serve/},
	{args: ['replay', 'a'], verb: 'replay', code: 2, error: /--json is not for flydeck replay/},
])('with --json, $args is answered with one document that says why', async ({args: [command = '', ...args], verb, code, error}) => {
	const document = await ran(command, args);
	expect(document.error).toMatch(error);
	expect(document.verb).toBe(verb);
	expect(document.exitCode).toBe(code);
	expect(document.stderr).toContain(document.error);
});

test('behind -- it is a word of a command inside of a machine', async () => {
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['exec', '--', 'web-1', '--json'], env: nowhere});
	expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
	expect(stderr).toMatch(/^flydeck exec wants to know which machines/);
});

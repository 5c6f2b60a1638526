import {expect, test} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {helpText} from '../../source/help-text.ts';
import {type Environment, node, program, runFlydeck} from '../helpers/run-flydeck.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor, startDemo} from './demo-api.ts';

const oneSentence = /^[^\n]+[.?]\n$/;

type Refused = {
	readonly title: string;
	readonly args: readonly string[];
	readonly env?: Environment;
	readonly exitCode: number;
	readonly says: RegExp;
};

const nowhere = 'http://127.0.0.1:2';

/** The three ways to call it, and how each is told an empty value. */
const emptied = [[], ['list'], ['serve']].flatMap(command =>
	['--token', '--app'].map(flag => ({
		title: `an empty ${flag} of flydeck ${command.join('')}`,
		args: [...command, flag, ''],
		exitCode: 2,
		says: new RegExp(`^${flag} `),
	})),
);

const refused: readonly Refused[] = [
	{title: 'an unknown flag', args: ['--frobnicate'], exitCode: 2, says: /--frobnicate/},
	{title: 'an unknown command', args: ['dance'], exitCode: 2, says: /"dance"/},
	{title: 'a command too many', args: ['list', 'serve'], exitCode: 2, says: /one command/},
	{title: 'a speed of nothing', args: ['--speed', '0'], exitCode: 2, says: /--speed/},
	...emptied,
	{title: 'the demo and an address at once', args: ['--local', '--api-url', nowhere], exitCode: 2, says: /--local .*--api-url/},
	{
		title: 'a fleet for the demo where there is a token',
		args: ['list', '--fleet', '5'],
		env: environmentFor(nowhere),
		exitCode: 2,
		says: /--fleet is for the local demo/,
	},
	{
		title: 'an organization that there is not',
		args: ['list', '--local', '--org', 'nowhere'],
		exitCode: 1,
		says: /organization nowhere has no apps/,
	},
	{
		title: 'a realism that there is not',
		args: ['serve', '--realism', 'odd'],
		exitCode: 2,
		says: /--realism takes none, typical or hostile/,
	},
	{
		title: 'a pattern that protects nothing',
		args: ['list', '--local', '--protect', 'org:acme'],
		exitCode: 2,
		says: /--protect has "org:acme"/,
	},
	{
		title: 'plain HTTP to a public host',
		args: ['list'],
		env: environmentFor('http://192.0.2.1'),
		exitCode: 2,
		says: /^Nothing was sent\. The token would go to http:\/\/192\.0\.2\.1 unencrypted: .*--allow-plain-http or FLYDECK_ALLOW_PLAIN_HTTP=1/,
	},
	{title: 'an address for others without a token', args: ['serve', '--listen', '0.0.0.0'], exitCode: 2, says: /--token/},
	{
		title: 'a plan of faults that is not there',
		args: ['serve', '--faults', '/nowhere.json'],
		exitCode: 1,
		says: /\/nowhere\.json cannot be read/,
	},
	{title: 'a host without a scheme', args: ['list'], env: environmentFor('127.0.0.1:4280'), exitCode: 2, says: /http/},
];

test.for(refused)('$title is answered with a sentence and exit code $exitCode', async ({args, env = {}, exitCode, says}) => {
	const ran = await runFlydeck({args, env});
	expect(ran.stdout).toBe('');
	expect(ran.stderr).toMatch(oneSentence);
	expect(ran.stderr).toMatch(says);
	expect(ran.exitCode).toBe(exitCode);
});

test('list prints a row for each machine, trouble first, below one head', async () => {
	const {env} = await startDemo();
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['list'], env});
	const [head, ...rows] = stdout.trimEnd().split('\n');
	expect(head).toMatch(/^APP +ID +NAME +STATE +FOR +RGN .*WHY/);
	expect(rows).toHaveLength(13);
	expect(rows.slice(0, 3).join('\n')).toMatch(/CRASH/);
	expect(stdout).not.toContain('\u001B');
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
});

test('list --json prints one document with a version and every machine', async () => {
	const {env} = await startDemo();
	const {exitCode, stdout} = await runFlydeck({args: ['list', '--json'], env});
	const {version, local, machines, issues, failures} = JSON.parse(stdout);
	expect({version, local, issues, failures, exitCode}).toEqual({version: 1, local: false, issues: [], failures: [], exitCode: 0});
	expect(machines).toHaveLength(13);
});

test('where the output is no terminal the machines are listed once', async () => {
	const {env} = await startDemo();
	const {exitCode, stdout} = await runFlydeck({env});
	expect(stdout.split('\n')).toHaveLength(1 + 13 + 1);
	expect(exitCode).toBe(0);
});

test.for(['list', 'list --json', '--json'])('without a token %s shows the demo of this computer, and says so on stderr', async words => {
	const {exitCode, stdout, stderr} = await runFlydeck({args: words.split(' ')});
	expect(stdout).toMatch(/shop-web/);
	expect(stdout).not.toContain('LOCAL');
	expect(stderr).toMatch(/^LOCAL: .*demo on this computer.* FLY_API_TOKEN=\$\(fly auth token\)\n$/);
	expect(exitCode).toBe(0);
});

test('who asks for the demo with --local is not told that it is one, except in the JSON', async () => {
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['list', '--local', '--json']});
	expect(JSON.parse(stdout).local).toBe(true);
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
});

test('what could be read is listed, what could not is named, and the exit code tells of it', async () => {
	const {env} = await startDemo();
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['list', '--app', 'shop-web,no-such-app'], env});
	expect(stdout).toMatch(/shop-web/);
	expect(stderr).toMatch(/no-such-app/);
	expect(exitCode).toBe(1);
});

test('a machine that cannot be read is named, the others are listed, and the exit code tells of it', async () => {
	const {baseUrl} = await startStubServer(jsonAnswer([{id: '148e', name: 'web-1', state: 'started'}, {name: 'web-2'}]));
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['list', '--app', 'web'], env: environmentFor(baseUrl)});
	expect(stdout).toMatch(/148e/);
	expect(stderr).toMatch(/machine number 2 of app web/);
	expect(exitCode).toBe(1);
});

test.for(['list', 'list --json', '--help', 'serve'])('%s fails with a sentence when its output is lost', async words => {
	const {exitCode, stderr} = await runFlydeck({args: words.split(' '), script: 'exec "$@" > /dev/full'});
	expect(stderr).toMatch(/The output could not be written.*\.\n$/);
	expect(exitCode).toBe(1);
});

test('a reader that leaves early is no failure of list', async () => {
	const script = 'exec 3>&1; { "$@"; echo "ended with $?" >&3; } | exec true';
	const {stdout, stderr} = await runFlydeck({args: ['list', '--local', '--fleet', '2000'], script});
	expect({stdout, stderr}).toEqual({stdout: 'ended with 0\n', stderr: ''});
});

test('list needs no standard input and no place for its errors', async () => {
	const {exitCode, stdout} = await runFlydeck({args: ['list', '--local'], script: 'exec "$@" <&- 2>&-'});
	expect(stdout).toMatch(/shop-web/);
	expect(exitCode).toBe(0);
});

test('a terminal that cannot place text is told so', async () => {
	const terminal = openTerminal({env: {TERM: 'dumb'}, columns: 200});
	const {exitCode} = await terminal.exit;
	expect(terminal.lineWith('TERM=dumb')).toMatch(/\.$/);
	expect(terminal.raw()).not.toContain('\u001B');
	expect(exitCode).toBe(2);
});

test.for(['< /dev/null', '<&-'])('without a keyboard (%s) the screen is not opened', async redirection => {
	const terminal = openTerminal({command: ['sh', '-c', `"$0" "$1" ${redirection}`, node, program], columns: 200});
	const {exitCode} = await terminal.exit;
	expect(terminal.lineWith('standard input')).toMatch(/\.$/);
	expect(terminal.raw()).not.toContain('\u001B');
	expect(exitCode).toBe(2);
});

test('in a terminal, but with the output in a pipe, the machines are listed once', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({command: ['sh', '-c', '"$0" "$1" | cat', node, program], env, columns: 200});
	const {exitCode} = await terminal.exit;
	expect(terminal.lineWith('WHY')).toMatch(/^APP +ID /);
	expect(terminal.raw()).not.toContain('\u001B');
	expect(exitCode).toBe(0);
});

test.for(['help', '--help', '-h'])('%s tells how it is used', async word => {
	const {exitCode, stdout, stderr} = await runFlydeck({args: [word]});
	expect(stdout).toBe(`${helpText}\n`);
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
});

test('--version says the version', async () => {
	const {exitCode, stdout} = await runFlydeck({args: ['--version']});
	expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: `${packageJson.version}\n`});
});

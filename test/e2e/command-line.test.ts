import {expect, test} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {type Environment, node, program, runFlydeck} from '../helpers/run-flydeck.ts';
import {startStubServer} from '../helpers/stub-server.ts';
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

const nowhere = 'http://127.0.0.1:1';

const refused: readonly Refused[] = [
	{title: 'an unknown flag', args: ['--frobnicate'], exitCode: 2, says: /--frobnicate/},
	{title: 'an unknown command', args: ['dance'], exitCode: 2, says: /"dance"/},
	{title: 'a command too many', args: ['list', 'serve'], exitCode: 2, says: /one command/},
	{title: 'a speed of nothing', args: ['--speed', '0'], exitCode: 2, says: /--speed/},
	{
		title: 'a realism that there is not',
		args: ['serve', '--realism', 'odd'],
		exitCode: 2,
		says: /--realism takes none, typical or hostile/,
	},
	{title: 'an address for others without a token', args: ['serve', '--listen', '0.0.0.0'], exitCode: 2, says: /--token/},
	{
		title: 'a plan of faults that is not there',
		args: ['serve', '--faults', '/nowhere.json'],
		exitCode: 1,
		says: /\/nowhere\.json cannot be read/,
	},
	{title: 'a host without a scheme', args: ['list'], env: environmentFor('127.0.0.1:4280'), exitCode: 2, says: /http/},
	{
		title: 'a host where nothing listens',
		args: ['list', '--app', 'web'],
		env: environmentFor(nowhere),
		exitCode: 1,
		says: /cannot be reached/,
	},
];

test.for(refused)('$title is answered with a sentence and exit code $exitCode', async ({args, env = {}, exitCode, says}) => {
	const ran = await runFlydeck({args, env});
	expect(ran.stdout).toBe('');
	expect(ran.stderr).toMatch(oneSentence);
	expect(ran.stderr).toMatch(says);
	expect(ran.exitCode).toBe(exitCode);
});

test('a wrong token is answered with a sentence and exit code 3', async () => {
	const {api} = await startDemo();
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['list'], env: environmentFor(api.url, 'wrong')});
	expect(stdout).toBe('');
	expect(stderr).toMatch(/token/);
	expect(exitCode).toBe(3);
});

test('an unknown app is answered with a sentence and exit code 1', async () => {
	const {env} = await startDemo();
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['list', '--app', 'no-such-app'], env});
	expect(stdout).toBe('');
	expect(stderr).toMatch(/no-such-app/);
	expect(stderr).not.toMatch(/\n {4}at /);
	expect(exitCode).toBe(1);
});

const brokenBodies = [
	{title: 'a web page instead of JSON', type: 'text/html', body: '<!doctype html><title>Sign in</title>', isCut: false, says: /web page/},
	{title: 'a body that ends in the middle', type: 'application/json', body: '[{"id": "148e', isCut: false, says: /JSON/},
	{title: 'a connection that breaks in the middle', type: 'application/json', body: '[{"id": "148e', isCut: true, says: /cut off|lost/},
];

test.for(brokenBodies)('$title is told in a sentence', async ({type, body, isCut, says}) => {
	const {baseUrl} = await startStubServer(response => {
		response.writeHead(200, {'content-type': type, ...(isCut ? {'content-length': '1000'} : {})});
		if (isCut) {
			response.write(body, () => response.destroy());
		} else {
			response.end(body);
		}
	});
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['list', '--app', 'web'], env: environmentFor(baseUrl)});
	expect(stdout).toBe('');
	expect(stderr).toMatch(oneSentence);
	expect(stderr).toMatch(says);
	expect(exitCode).toBe(1);
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
	const {version, machines, issues, failures} = JSON.parse(stdout);
	expect({version, issues, failures, exitCode}).toEqual({version: 1, issues: [], failures: [], exitCode: 0});
	expect(machines).toHaveLength(13);
});

test('where the output is no terminal the machines are listed once', async () => {
	const {env} = await startDemo();
	const {exitCode, stdout} = await runFlydeck({env});
	expect(stdout.split('\n')).toHaveLength(1 + 13 + 1);
	expect(exitCode).toBe(0);
});

test('without a token the demo of this computer is listed', async () => {
	const {exitCode, stdout} = await runFlydeck({args: ['list']});
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

test('without a keyboard the screen is not opened', async () => {
	const terminal = openTerminal({command: ['sh', '-c', '"$0" "$1" < /dev/null', node, program], columns: 200});
	const {exitCode} = await terminal.exit;
	expect(terminal.lineWith('standard input')).toMatch(/\.$/);
	expect(terminal.raw()).not.toContain('\u001B');
	expect(exitCode).toBe(2);
});

test('--version says the version', async () => {
	const {exitCode, stdout} = await runFlydeck({args: ['--version']});
	expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: `${packageJson.version}\n`});
});

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {openBook} from '../../source/journal/book.ts';
import {isRunning} from '../helpers/is-running.ts';
import {minimalEnvironment, node, program, runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {startStubServer} from '../helpers/stub-server.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor, startDemo} from './demo-api.ts';
import {filterTo, quit} from './steps.ts';

test('without a token the demo of this computer is shown, and it ends with the program', async () => {
	const terminal = openTerminal();
	await terminal.waitForText('LOCAL');
	await terminal.waitForText('CRASH');
	await quit(terminal);
});

test('with NO_COLOR nothing is coloured, and the cursor still stands out', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({env: {...env, NO_COLOR: '1'}});
	await terminal.waitForText('live');
	const cells = Array.from({length: 24}, (_, row) => Array.from({length: 80}, (__, column) => terminal.cell(column, row))).flat();
	expect(cells.filter(({color}) => color !== undefined)).toEqual([]);
	expect(cells.some(({isInverse}) => isInverse)).toBe(true);
});

test('a terminal of 20 x 5 says what it needs, and q still quits', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({env, columns: 20, rows: 5});
	await terminal.waitForText('40x10');
	await terminal.waitForText('started');
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(0);
});

test('the screen follows the size of the terminal', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	terminal.resize(120, 40);
	await terminal.waitForText('events');
	await terminal.waitUntil(() => terminal.lineWith('live').length > 100, 'the header to be as wide as the terminal');
	terminal.resize(60, 12);
	await terminal.waitUntil(() => /STATE .*WHY/.test(terminal.screen()[2] ?? ''), 'the head of the table on its line');
	await terminal.waitUntil(() => terminal.lineWith('start  ') === terminal.screen()[11], 'the hints on the last line, and there alone');
	await quit(terminal);
});

test('a refused token is told on the screen, and by the exit code', async () => {
	const {api} = await startDemo();
	const terminal = openTerminal({env: environmentFor(api.url, 'wrong')});
	await terminal.waitForText('TOKEN REFUSED');
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(3);
});

test('an app that does not exist is told on the screen, and in a sentence when it is left', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({env: {...env, FLY_APP: 'no-such-app'}, columns: 200});
	await terminal.waitForText('NO SUCH APP');
	await terminal.waitForText('There is no app no-such-app (404)');
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(1);
	expect(terminal.isAlternate()).toBe(false);
	expect(terminal.lineWith('no-such-app')).toMatch(/did not find it \(404\)/);
});

test('an address that is no Machines API is told on the screen', async () => {
	const {baseUrl} = await startStubServer(response => {
		response.writeHead(200, {'content-type': 'text/html'});
		response.end('<!doctype html><title>Sign in</title>');
	});
	const terminal = openTerminal({env: environmentFor(baseUrl)});
	await terminal.waitForText('BAD ANSWER');
	await terminal.waitForText(/web page/);
	terminal.press('ctrl-c');
	expect((await terminal.exit).exitCode).toBe(1);
	expect(terminal.lineWith('web page')).not.toBe('');
});

test('ctrl-z gives the terminal to the shell, and fg brings the screen back', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({
		command: ['bash', '--norc', '--noprofile', '--noediting', '-i'],
		env: {...env, PS1: 'prompt> ', NODE: node, FLYDECK: program},
	});
	await terminal.waitForText('prompt>');
	terminal.write('"$NODE" "$FLYDECK"\r');
	await terminal.waitForText('live');

	terminal.press('ctrl-z');
	await terminal.waitForText('Stopped');
	expect(terminal.isAlternate()).toBe(false);
	expect(terminal.isCursorVisible()).toBe(true);
	expect(terminal.isPasteBracketed()).toBe(false);
	expect(terminal.tellsFocus()).toBe(false);
	terminal.write('echo still "here"\r');
	await terminal.waitForText('still here');

	terminal.write('fg\r');
	await terminal.waitUntil(() => terminal.isAlternate() && terminal.lineWith('live') !== '', 'the screen to be back');
	expect(terminal.tellsFocus()).toBe(true);
	terminal.press('?');
	await terminal.waitForText('MOVE');
	terminal.press('esc');
	await terminal.waitForText('[browse]');
	terminal.press('q');
	await terminal.waitUntil(() => !terminal.isAlternate(), 'the shell to be back');
	terminal.write('echo "it ended with $?"\r');
	await terminal.waitForText('it ended with 0');
});

test('when the terminal goes away, so does the program', async () => {
	const {env} = await startDemo();
	const holder = spawn(node, [fileURLToPath(new URL('fixtures/hold-terminal.ts', import.meta.url)), node, program], {
		env: {...minimalEnvironment(temporaryDirectory()), ...env},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => {
		holder.kill('SIGKILL');
	});
	const [line] = await once(holder.stdout, 'data');
	const processId = Number(String(line));
	expect(isRunning(processId)).toBe(true);

	holder.kill('SIGKILL');
	await expect.poll(() => isRunning(processId), {timeout: 10_000}).toBe(false);
});

test('the token is nowhere in what the program writes', async () => {
	const token = 'fo1_dGhlVG9rZW5PZlRoaXNUZXN0';
	const {api, env} = await startDemo();
	const {url} = (await startDemo({token: `FlyV1 ${token}`})).api;
	const good = environmentFor(url, token);
	const ran = await Promise.all([
		runFlydeck({args: ['list'], env: good}),
		runFlydeck({args: ['list', '--json'], env: good}),
		runFlydeck({args: ['list', '--app', token], env: good}),
		runFlydeck({args: ['list'], env: {...env, FLY_API_TOKEN: token}}),
		runFlydeck({args: ['list'], env: environmentFor(token, token)}),
		runFlydeck({args: ['list', '--api-url', `${api.url}/${token}`], env: good}),
	]);
	const terminal = openTerminal({env: good, args: ['--token', token]});
	await terminal.waitForText('live');
	terminal.press('enter');
	await terminal.waitForText('TYPE');
	for (const [key, sign] of [
		['2', 'private ip'],
		['3', '"image"'],
		['4', 'Nobody holds'],
		['?', 'MOVE'],
	] as const) {
		terminal.press(key);
		await terminal.waitForText(sign);
	}

	await quit(terminal);
	const everything = [terminal.raw(), ...ran.flatMap(({stdout, stderr}) => [stdout, stderr])];
	expect(everything.join('\n').length).toBeGreaterThan(10_000);
	for (const text of everything) {
		expect(text).not.toContain(token);
		expect(text).not.toContain(Buffer.from(token).toString('base64'));
	}
});

test('what was seen is kept in the state directory, for its owner alone', async () => {
	const {env, find} = await startDemo();
	const machine = await find('shop-worker', 'queue');
	const home = temporaryDirectory();
	const terminal = openTerminal({env: {...env, XDG_STATE_HOME: home}});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	await quit(terminal);

	const directory = join(home, 'flydeck');
	expect(statSync(directory).mode & 0o777).toBe(0o700);
	expect(statSync(join(directory, 'journal.db')).mode & 0o777).toBe(0o600);
	const book = openBook(directory);
	onTestFinished(() => book.close());
	const items = book.historyOf(machine.id, 0, Date.now());
	expect(items.flatMap(item => (item.kind === 'event' ? [item.event.type] : []))).toContain('launch');
});

import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {childOf} from '../helpers/child-of.ts';
import {leftBehind} from '../helpers/left-behind.ts';
import {type Environment, node, program, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';

const preload = fileURLToPath(new URL('fixtures/break-on-signal.ts', import.meta.url));

/** Runs flydeck, then says whether the terminal is set as before, which something that outlives flydeck may still have to do. */
const script = `stty -ixon; settings=$(stty -g); echo before; "$0" "$@"; code=$?
for _ in 1 2 3 4 5 6 7 8 9; do [ "$(stty -g)" = "$settings" ] && echo "settings as before" && break; sleep 0.1; done
echo "ended with $code"`;

const size = {columns: 100, rows: 40};

const startIn = async (home: string, env: Environment) => {
	const demo = await startDemo();
	const terminal = openTerminal({
		...size,
		command: ['sh', '-c', script, node, program],
		env: {...demo.env, XDG_STATE_HOME: home, NODE_OPTIONS: `--max-old-space-size=48 --import=${preload}`, ...env},
	});
	await terminal.waitForText('live');
	return terminal;
};

const send =
	(signal: NodeJS.Signals) =>
	(terminal: TestTerminal): void =>
		void process.kill(childOf(terminal.pid), signal);

const breakIt = send('SIGUSR2');

/** Draws the help, and then the table again. */
const draw = async (terminal: TestTerminal): Promise<void> => {
	breakIt(terminal);
	terminal.press('?');
	await terminal.waitUntil(() => !terminal.isAlternate() || terminal.lineWith('MOVE') !== '', 'the help');
	terminal.press('esc');
};

type Way = {
	/** What fails, where it is a fault (fixtures/break-on-signal.ts). */
	readonly title: string;
	readonly end: (terminal: TestTerminal) => void | Promise<void>;
	readonly exitCode: number;
	readonly told?: string;
	readonly env?: Environment;
};

const fault = 'flydeck ended because of a fault of its own: a fault made by a test. The report of it is in ';
const gone = 'flydeck is gone (killed, out of memory, or cut off): the terminal is put back as it was.';

const ways: readonly Way[] = [
	{title: 'q', end: terminal => terminal.press('q'), exitCode: 0},
	{title: 'ctrl-c', end: terminal => terminal.press('ctrl-c'), exitCode: 0},
	{title: 'q with a screen reader', end: terminal => terminal.press('q'), exitCode: 0, env: {INK_SCREEN_READER: 'true'}},
	{title: 'SIGINT', end: send('SIGINT'), exitCode: 130},
	{title: 'SIGTERM', end: send('SIGTERM'), exitCode: 143},
	{title: 'SIGQUIT', end: send('SIGQUIT'), exitCode: 131},
	{title: 'SIGHUP', end: send('SIGHUP'), exitCode: 129},
	{title: 'lost output', end: breakIt, exitCode: 129},
	{title: 'no more input', end: breakIt, exitCode: 129},
	{title: 'an exit at once', end: breakIt, exitCode: 7},
	{title: 'a fault in a listener', end: breakIt, exitCode: 1, told: fault},
	{title: 'a fault in a timer', end: breakIt, exitCode: 1, told: fault},
	{title: 'a fault in a promise', end: breakIt, exitCode: 1, told: fault},
	{title: 'a fault in drawing', end: draw, exitCode: 1, told: fault},
	{title: 'a fault in an effect', end: draw, exitCode: 1, told: fault},
	{title: 'no more memory', end: breakIt, exitCode: 134, told: gone},
	{title: 'SIGKILL', end: send('SIGKILL'), exitCode: 137, told: gone},
];

describe('the terminal is as it was', () => {
	test.for(ways)('after $title, with exit code $exitCode', async ({title, end, exitCode, told, env = {}}) => {
		const home = temporaryDirectory();
		const terminal = await startIn(home, {...env, FAULT: title});
		await end(terminal);
		await terminal.exit;
		expect(await leftBehind(terminal.raw(), size)).toEqual([]);
		// In its order, and nothing besides: what is told comes after the screen is left.
		const lines = terminal.screen().join('\n').trim().split('\n');
		expect([lines[0], ...lines.slice(-2)]).toEqual(['before', 'settings as before', `ended with ${exitCode}`]);
		const text = lines.slice(1, -2).join('');
		expect(text.startsWith(told ?? '')).toBe(true);
		expect(text === '').toBe(told === undefined);
		expect(terminal.raw().includes(gone)).toBe(told === gone);
	});

	test('after SIGKILL to all that was started together, once flydeck is started again', async () => {
		const demo = await startDemo();
		const again = 'set -m; "$0" "$@"; echo "ended with $?"; set +m; read -r _; "$0" "$@"; echo "then with $?"';
		const terminal = openTerminal({...size, command: ['bash', '-c', again, node, program], env: demo.env});
		await terminal.waitForText('live');
		process.kill(-childOf(terminal.pid), 'SIGKILL');
		await terminal.waitForText('ended with 137');
		expect(await leftBehind(terminal.raw(), size)).not.toEqual([]);
		terminal.write('\n\r');
		await terminal.waitUntil(() => /\u001B\[\?1047l[\s\S]*live/.test(terminal.raw().split('ended with 137')[1] ?? ''), 'the second start');
		terminal.press('q');
		await terminal.exit;
		expect(await leftBehind(terminal.raw(), size)).toEqual([]);
		expect(terminal.raw()).toContain('then with 0');
		expect(terminal.raw()).not.toMatch(/flydeck is gone|fault/);
	});

	test('while it is stopped, after SIGKILL then, and after fg', async () => {
		const demo = await startDemo();
		const terminal = openTerminal({
			...size,
			command: ['bash', '--norc', '--noprofile', '--noediting', '-i'],
			env: {...demo.env, PS1: 'prompt> ', NODE: node, FLYDECK: program},
		});
		await terminal.waitForText('prompt>');
		const setIn = async (name: string): Promise<string> => {
			terminal.write(`echo "${name} $(stty -g)"\r`);
			const told = new RegExp(`^${name} (\\S{20,})`, 'm');
			await terminal.waitForText(told);
			return told.exec(terminal.screen().join('\n'))?.[1] ?? '';
		};

		const settings = await setIn('first');
		for (const [times, command] of ['"$NODE" "$FLYDECK"', 'fg'].entries()) {
			terminal.write(`${command}\r`);
			await terminal.waitUntil(() => terminal.isAlternate() && terminal.lineWith('live') !== '', 'the screen');
			terminal.press('ctrl-z');
			await terminal.waitUntil(() => terminal.screen().filter(line => line.includes('Stopped')).length > times, 'the shell');
			expect(await setIn(`stopped-${times}`)).toBe(settings);
			expect(await leftBehind(terminal.raw(), size)).toEqual([]);
		}

		terminal.write('kill -KILL %1; wait; echo it is "gone"\r');
		await terminal.waitForText('it is gone');
		expect(await setIn('last')).toBe(settings);
		expect(terminal.raw()).not.toContain('flydeck is gone');
	});
});

test('the report of a fault is for its owner alone, and holds the places in the code, and no token and no env', async () => {
	const token = 'a-marked-token-of-this-test';
	const demo = await startDemo({token});
	const home = temporaryDirectory();
	const env = {
		FLY_API_TOKEN: token,
		FLY_API_HOSTNAME: demo.env.FLY_API_HOSTNAME,
		FAULT: 'a fault with secrets',
		MARKED: 'the-env-of-flydeck',
	};
	const terminal = await startIn(home, {...env, FAULT_TEXT: `${token} and 4fd2a89c1b`});
	breakIt(terminal);
	await terminal.exit;
	const path = join(home, 'flydeck', 'crash.txt');
	const report = readFileSync(path, 'utf8');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(report).toMatch(/^flydeck \d+\.\d+\.\d+, Node v\d+/);
	expect(report).toMatch(/^Error: a fault with \[secret\] and \(masked\)$/m);
	expect(report).toMatch(/^ {4}at .*break-on-signal\.ts:\d+:\d+\)?$/m);
	expect(terminal.raw().replaceAll(/\r?\n/g, '')).toContain('a fault with [secret] and (masked). The report of it is in ');
	for (const secret of [token, '4fd2a89c1b', 'the-env-of-flydeck']) {
		expect(report + terminal.raw()).not.toContain(secret);
	}
});

import {execFileSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {node, program} from '../helpers/run-flydeck.ts';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';

const preload = fileURLToPath(new URL('fixtures/throw-on-signal.ts', import.meta.url));

/** Runs flydeck, then says how the terminal was left and with which exit code it ended. */
const script = '"$0" "$1"; code=$?; stty -a; echo "ended with $code"';

const childOf = (parent: number): number => {
	const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], {encoding: 'utf8'}).trim().split('\n');
	const rows = processes.map(line => line.trim().split(/\s+/).map(Number));
	return rows.find(([, parentId]) => parentId === parent)?.[0] ?? 0;
};

type Way = {
	readonly title: string;
	readonly end: (terminal: TestTerminal) => void;
	readonly exitCode: number;
	readonly told?: string;
};

const ways: readonly Way[] = [
	{title: 'q', end: terminal => terminal.press('q'), exitCode: 0},
	{title: 'ctrl-c', end: terminal => terminal.press('ctrl-c'), exitCode: 0},
	{title: 'SIGTERM', end: terminal => process.kill(childOf(terminal.pid), 'SIGTERM'), exitCode: 143},
	{title: 'SIGQUIT', end: terminal => process.kill(childOf(terminal.pid), 'SIGQUIT'), exitCode: 131},
	{title: 'SIGHUP', end: terminal => process.kill(childOf(terminal.pid), 'SIGHUP'), exitCode: 129},
	{
		title: 'an exception',
		end: terminal => process.kill(childOf(terminal.pid), 'SIGUSR2'),
		exitCode: 1,
		told: 'a fault made by a test',
	},
];

test.for(ways)('$title leaves the terminal as it was, with exit code $exitCode', async ({end, exitCode, told}) => {
	const {env} = await startDemo();
	const terminal = openTerminal({
		command: ['sh', '-c', `echo before; ${script}`, node, program],
		env: {...env, NODE_OPTIONS: `--import=${preload}`},
		rows: 40,
	});
	await terminal.waitForText('live');
	expect(terminal.isAlternate()).toBe(true);
	expect(terminal.isCursorVisible()).toBe(false);
	expect(terminal.isPasteBracketed()).toBe(true);

	end(terminal);
	await terminal.exit;
	expect(terminal.isAlternate()).toBe(false);
	expect(terminal.isCursorVisible()).toBe(true);
	expect(terminal.isPasteBracketed()).toBe(false);
	expect(terminal.lineWith('ended with')).toBe(`ended with ${exitCode}`);
	const text = terminal.screen().join(' ');
	expect(text).toMatch(/^before/);
	expect(text).toMatch(/ icanon .* echo /);
	expect(text).not.toContain('flydeck 2 apps');
	expect(terminal.lineWith('a fault made by a test') !== '').toBe(told !== undefined);
});

test('SIGTERM ends the program by itself, with 143', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	terminal.kill('SIGTERM');
	expect(await terminal.exit).toEqual({exitCode: 143, signal: undefined});
});

test('a lease that was held when the program is ended is given back', async () => {
	const {env, call, find} = await startDemo();
	const {id, name} = await find('shop-web', 'canary');
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	terminal.press('/');
	await terminal.waitForText('[filter]');
	terminal.write(name);
	await terminal.waitForText('1 shown');
	terminal.press('enter');
	await terminal.waitForText('[browse]');
	terminal.press('L');
	await terminal.waitForText('┌─ lease');
	terminal.press('a');
	const leaseStatus = async (): Promise<number> => (await call('GET', `/v1/apps/shop-web/machines/${id}/lease`)).status;
	await expect.poll(leaseStatus, {timeout: 10_000}).toBe(200);
	terminal.kill('SIGTERM');
	await terminal.exit;
	expect(await leaseStatus()).not.toBe(200);
});

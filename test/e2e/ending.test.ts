import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {isJsonObject} from '../../source/domain/json.ts';
import {childOf} from '../helpers/child-of.ts';
import {node, program, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {filterTo, stopAll, takeLease} from './steps.ts';

const preload = fileURLToPath(new URL('fixtures/break-on-signal.ts', import.meta.url));

/** Runs flydeck, then says how the terminal was left and with which exit code it ended. */
const script = '"$0" "$@"; code=$?; stty -a; echo "ended with $code"';

type Way = {
	readonly title: string;
	readonly end: (terminal: TestTerminal) => void;
};

const send =
	(signal: NodeJS.Signals) =>
	(terminal: TestTerminal): void =>
		void process.kill(childOf(terminal.pid), signal);

const ways: readonly Way[] = [
	{title: 'q', end: terminal => terminal.press('q')},
	{title: 'ctrl-c', end: terminal => terminal.press('ctrl-c')},
	{title: 'SIGTERM', end: send('SIGTERM')},
	{title: 'SIGQUIT', end: send('SIGQUIT')},
	{title: 'SIGHUP', end: send('SIGHUP')},
	{title: 'a fault in a listener', end: send('SIGUSR2')},
];

test('SIGTERM ends the program by itself, with 143', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	terminal.kill('SIGTERM');
	expect(await terminal.exit).toEqual({exitCode: 143, signal: undefined});
});

test.for([
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const)('%s while an editor has the terminal ends both, and tells where the text is', async ([signal, exitCode]) => {
	const {env, find} = await startDemo();
	const machine = await find('shop-worker', 'stubborn');
	const home = temporaryDirectory();
	const editor = join(home, 'editor');
	const wild = String.raw`stty raw -echo; printf '\033[?1049h\033[?1003h\033[5;10r\033[7m'`;
	writeFileSync(editor, `#!/bin/sh\necho '// half a thought' >> "$1"\n${wild}\necho ready\nexec sleep 60\n`, {mode: 0o755});
	const terminal = openTerminal({
		command: ['sh', '-c', `echo before; ${script}`, node, program],
		env: {...env, XDG_STATE_HOME: home, VISUAL: editor},
		rows: 40,
	});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	terminal.press('e');
	await terminal.waitForText('ready');
	process.kill(childOf(terminal.pid), signal);
	await terminal.exit;
	expect([terminal.isAlternate(), terminal.isCursorVisible(), terminal.isPasteBracketed()]).toEqual([false, true, false]);
	expect(terminal.lineWith('ended with')).toBe(`ended with ${exitCode}`);
	const text = terminal.screen().join('');
	expect(text).toMatch(/ icanon .* echo /);
	const [, path = ''] = /The text is kept in (\S+\.jsonc)/.exec(text) ?? [];
	expect(path).toContain(join(home, 'flydeck', 'edits'));
	expect(readFileSync(path, 'utf8')).toContain('half a thought');
});

test.for(ways)('a lease that is held is given back after $title', async ({end}) => {
	const {env, call, find} = await startDemo();
	const machine = await find('shop-web', 'canary');
	const terminal = openTerminal({
		command: ['sh', '-c', script, node, program],
		env: {...env, NODE_OPTIONS: `--import=${preload}`, FAULT: 'a fault in a listener'},
	});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	await takeLease(terminal);
	const leaseStatus = async (): Promise<number> => (await call('GET', `/v1/apps/shop-web/machines/${machine.id}/lease`)).status;
	expect(await leaseStatus()).toBe(200);
	// With no filter there is nothing to go back to before the end.
	terminal.press('esc');
	await terminal.waitUntil(() => terminal.lineWith(`/${machine.name}`) === '', 'no filter');
	end(terminal);
	await terminal.exit;
	expect(await leaseStatus()).toBe(404);
});

test.for(ways)(
	'the leases of an order that is under way are given back after $title, and what is left undone is told',
	async ({title, end}) => {
		const {env, call} = await startDemo();
		const {list} = await call('GET', '/v1/apps/shop-web/machines');
		const ids = list.filter(isJsonObject).map(({id}) => String(id));
		const leaseStatuses = (): Promise<readonly number[]> =>
			Promise.all(ids.map(async id => (await call('GET', `/v1/apps/shop-web/machines/${id}/lease`)).status));
		const terminal = openTerminal({
			command: ['sh', '-c', script, node, program, '--app', 'shop-web'],
			env: {...env, NODE_OPTIONS: `--import=${preload}`, FAULT: 'a fault in a listener'},
		});
		await terminal.waitForText('live');
		await stopAll(terminal);
		await expect.poll(leaseStatuses, {timeout: 10_000, interval: 20}).toContain(200);
		end(terminal);
		if (title === 'q') {
			await terminal.waitForText('Quit all the same?');
			terminal.press('y');
		}

		await terminal.exit;
		expect(await leaseStatuses()).not.toContain(200);
		expect(terminal.raw()).toMatch(/stop: flydeck ended with \d+ of \d+ done/);
	},
);

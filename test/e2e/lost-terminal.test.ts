import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isRunning} from '../helpers/is-running.ts';
import {node, program, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {beginStopOfAll, filterTo} from './steps.ts';

/** flydeck waits two seconds for the API at its end, and this computer may be busy. */
const mostMs = 8000;

/** flydeck by itself in a terminal that is taken away: what it tells last goes into a file. */
const start = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
	const demo = await startDemo();
	const home = temporaryDirectory();
	const file = join(home, 'told');
	const terminal = openTerminal({
		command: ['sh', '-c', 'exec "$0" "$@" 2>"$TOLD"', node, program, ...args],
		env: {...demo.env, XDG_STATE_HOME: home, TOLD: file, ...env},
	});
	await terminal.waitForText('live');
	return {
		...demo,
		home,
		terminal,
		async loseTerminal() {
			terminal.hangUp();
			await expect.poll(() => isRunning(terminal.pid), {timeout: mostMs, interval: 20}).toBe(false);
			expect((await terminal.exit).exitCode).toBe(129);
			return readFileSync(file, 'utf8');
		},
	};
};

/** What a process has started, and what that has started. */
const descendantsOf = (pid: number): readonly number[] => {
	const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], {encoding: 'utf8'})
		.trim()
		.split('\n')
		.map(line => line.trim().split(/\s+/).map(Number));
	const below = (parent: number): readonly number[] =>
		rows.flatMap(([child = 0, parentId]) => (parentId === parent ? [child, ...below(child)] : []));
	return below(pid);
};

/** It has nothing to give back, and this computer may be busy with other tests. */
const soonMs = 2000;

test.for([
	{title: 'is lost', args: [], isStalled: false},
	{title: 'is lost while it does not read', args: [], isStalled: true},
	{title: 'is lost with a fleet of this computer behind it', args: ['--local'], isStalled: false},
])('a terminal that $title ends flydeck soon, and all that it started', async ({args, isStalled}) => {
	const {env} = await startDemo();
	const terminal = openTerminal({args, env});
	await terminal.waitForText('live');
	await terminal.waitForText('CRASH');
	const started = descendantsOf(terminal.pid);
	expect(started).not.toEqual([]);
	if (isStalled) {
		await terminal.stall();
		terminal.press('?');
	}

	terminal.hangUp();
	await expect.poll(() => isRunning(terminal.pid), {timeout: soonMs, interval: 20}).toBe(false);
	await expect.poll(() => started.filter(isRunning), {timeout: mostMs, interval: 20}).toEqual([]);
});

test('a terminal that is lost during a job gives back the leases, and what was not reached is recorded and told', async () => {
	const {terminal, call, home, loseTerminal} = await start({}, '--app', 'shop-web');
	const leaseStatuses = await beginStopOfAll(terminal, call);
	const told = await loseTerminal();
	expect(told).toMatch(/^stop: flydeck ended with \d+ of \d+ done; .*\d+ not reached: /);
	expect(told).not.toMatch(/EIO|EPIPE|fault/);
	expect(await leaseStatuses()).not.toContain(200);
	expect(readFileSync(join(home, 'flydeck', 'actions.jsonl'), 'utf8')).toContain('not reached: flydeck ended');
});

test('a terminal that is lost while an editor is open ends that, and it is told where its text is and what it left beside it', async () => {
	const script = join(temporaryDirectory(), 'editor');
	const saved = 'echo unsaved > "$(dirname "$1")/.swap"';
	writeFileSync(script, `#!/bin/sh\n${saved}\necho ready\nexec sleep 60\n`, {mode: 0o755});
	const {terminal, find, home, loseTerminal} = await start({VISUAL: script});
	await filterTo(terminal, await find('shop-worker', 'stubborn'));
	terminal.press('e');
	await terminal.waitForText('ready');
	const told = await loseTerminal();
	const [, path = ''] = /the editor left \.swap beside the text\. The text is kept in (\S+)\/\w+\.jsonc/.exec(told) ?? [];
	expect(path).toContain(join(home, 'flydeck', 'edits'));
	expect(readFileSync(join(path, '.swap'), 'utf8')).toBe('unsaved\n');
});

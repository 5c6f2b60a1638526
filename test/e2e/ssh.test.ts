import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {isRunning} from '../helpers/is-running.ts';
import {leftBehind} from '../helpers/left-behind.ts';
import {type Slowness, startSlowLink} from '../helpers/slow-link.ts';
import {makeSlowNetwork, whyNoNetwork} from '../helpers/slow-network.ts';
import {startSsh, whyNoSsh} from '../helpers/ssh-server.ts';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {beginStopOfAll, filterTo, stop} from './steps.ts';

/** What a phone has in a train: the answer to a key comes 300 ms later, and 2 KB/s. */
const train: Slowness = {delayMs: 150, bytesPerSecond: 2048};

const size = {columns: 80, rows: 24};

/** Every process whose environment holds a text. */
const processesWith = (text: string): readonly number[] =>
	readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.flatMap(name => {
			try {
				return readFileSync(`/proc/${name}/environ`, 'utf8').includes(text) && isRunning(Number(name)) ? Number(name) : [];
			} catch {
				return [];
			}
		});

type Cost = {readonly ms: number; readonly bytes: number};

/** How long something takes, from a key to what it brings, and what the terminal was sent meanwhile. */
const costOf = async (terminal: TestTerminal, act: () => Promise<void>): Promise<Cost> => {
	const [beganMs, bytesBefore] = [performance.now(), Buffer.byteLength(terminal.raw())];
	await act();
	return {ms: Math.round(performance.now() - beganMs), bytes: Buffer.byteLength(terminal.raw()) - bytesBefore};
};

const cursorLine = (terminal: TestTerminal): number => terminal.screen().findIndex(line => /^│?>/.test(line));

const press = async (terminal: TestTerminal, key: string, isDone: () => boolean): Promise<void> => {
	terminal.press(key);
	await terminal.waitUntil(isDone, `what ${key} does`);
};

/** Uses flydeck as over a good link, and answers what each thing cost. */
const useSlowly = async (terminal: TestTerminal) => {
	await terminal.waitUntil(() => terminal.isAlternate(), 'flydeck', 60_000);
	const screen = await costOf(terminal, () => terminal.waitForText('live', 30_000));
	const page = await costOf(terminal, () => press(terminal, '?', () => terminal.screen().some(line => line.includes('one down'))));
	const back = await costOf(terminal, () => press(terminal, 'esc', () => cursorLine(terminal) > 0));
	const line = cursorLine(terminal);
	const down = await costOf(terminal, () => press(terminal, 'j', () => cursorLine(terminal) === line + 1));
	// Nothing has piled up in the link meanwhile.
	const up = await costOf(terminal, () => press(terminal, 'k', () => cursorLine(terminal) === line));
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(0);
	expect(await leftBehind(terminal.raw(), size)).toEqual([]);
	return {screen, page, back, down, up};
};

/** Bytes are bounded, not time, which is another on each machine: at 2 KB/s a byte takes half a ms. */
const expectUsable = (costs: Awaited<ReturnType<typeof useSlowly>>): void => {
	console.log(`over 300 ms and 2 KB/s: ${JSON.stringify(costs)}`);
	const {screen, page, back, down, up} = costs;
	expect(Math.max(screen.bytes, page.bytes, back.bytes)).toBeLessThan(5000);
	expect(Math.max(down.bytes, up.bytes)).toBeLessThan(1500);
};

describe.skipIf(whyNoSsh !== undefined)(`over SSH${whyNoSsh === undefined ? '' : ` (skipped: ${whyNoSsh})`}`, () => {
	test('the screen comes up, a machine is stopped once it was asked, and the terminal is as it was', async () => {
		const demo = await startDemo();
		const ssh = await startSsh({env: demo.env});
		const terminal = openTerminal({command: ssh.commandFor({}), ...size});
		await terminal.waitForText('live');
		const machine = await demo.find('shop-worker', 'stubborn');
		await filterTo(terminal, machine);
		terminal.resize(100, 30);
		await terminal.waitForText(machine.name);
		await stop(terminal);
		await terminal.waitForText(new RegExp(`${machine.name} (?:stopped|was killed)`), 60_000);
		terminal.press('ctrl-c');
		expect((await terminal.exit).exitCode).toBe(0);
		expect(await leftBehind(terminal.raw(), size)).toEqual([]);
		// Whatever it ends like, a package of Ink's shows the cursor on stderr too.
		expect(ssh.told().replaceAll('\u001B[?25h', '')).toBe('');
	});

	test('a link that is cut in the middle of a rolling stop ends flydeck at once, and its leases; the next one tells what was left', async () => {
		const {call, env} = await startDemo();
		const ssh = await startSsh({env, args: ['--app', 'shop-web']});
		const link = await startSlowLink(ssh.port);
		const terminal = openTerminal({command: ssh.commandFor(link), ...size});
		await terminal.waitForText('live');
		const leaseStatuses = await beginStopOfAll(terminal, call);
		const processId = ssh.processId();

		const cutMs = performance.now();
		link.cut();
		await expect.poll(() => isRunning(processId), {timeout: 8000, interval: 10}).toBe(false);
		const endedMs = performance.now() - cutMs;
		console.log(`ended ${Math.round(endedMs)} ms after the link was cut`);
		expect(await leaseStatuses()).not.toContain(200);
		expect(ssh.told()).toMatch(/^stop: flydeck ended with \d+ of \d+ done; .*\d+ not reached: /);
		await expect.poll(() => processesWith(ssh.stateDirectory), {timeout: 2000, interval: 20}).toEqual([]);
		await terminal.exit;

		const next = openTerminal({command: ssh.commandFor(await startSlowLink(ssh.port)), ...size});
		await next.waitForText('live');
		next.press('A');
		await next.waitForText('not reached:');
		next.press('ctrl-c');
		expect((await next.exit).exitCode).toBe(0);
	});

	test('it can be used at 300 ms and 2 KB/s, through a link of the test', async () => {
		const {env} = await startDemo();
		const ssh = await startSsh({env});
		const link = await startSlowLink(ssh.port, train);
		expectUsable(await useSlowly(openTerminal({command: ssh.commandFor(link), ...size})));
	});

	test.skipIf(whyNoNetwork !== undefined)(
		`it can be used at 300 ms and 2 KB/s, through a link of the kernel${whyNoNetwork === undefined ? '' : ` (skipped: ${whyNoNetwork})`}`,
		async () => {
			const network = makeSlowNetwork(train);
			const ssh = await startSsh({env: await network.startDemo(), before: network.before, host: network.host});
			expectUsable(await useSlowly(openTerminal({command: ssh.commandFor({}), ...size})));
		},
	);
});

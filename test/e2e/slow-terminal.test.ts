import {expect, test} from 'vitest';
import {systemClock} from '../../source/runtime/clock.ts';
import {childOf} from '../helpers/child-of.ts';
import {eventually} from '../helpers/eventually.ts';
import {startFaultyProxy} from '../helpers/faulty-proxy.ts';
import {isRunning} from '../helpers/is-running.ts';
import {leftBehind} from '../helpers/left-behind.ts';
import {node, program} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor, startDemo} from './demo-api.ts';

const size = {columns: 200, rows: 60};

/** One picture, and what was begun before it. */
const mostBytes = 30_000;

/** flydeck in a terminal that reads no more, and the requests that it sends. */
const startStalled = async () => {
	const {api, call} = await startDemo();
	const {url, requests} = await startFaultyProxy(api.url, systemClock);
	const script = '"$0" "$@"; echo "ended with $?"; read -r _';
	const terminal = openTerminal({...size, command: ['sh', '-c', script, node, program, '--interval', '1s'], env: environmentFor(url)});
	await terminal.waitForText('live');
	await terminal.waitForText('CRASH');
	await terminal.stall();
	return {
		terminal,
		flydeck: childOf(terminal.pid),
		call,
		requests,
		untilRequests(count: number): Promise<void> {
			const wanted = requests.length + count;
			return eventually(() => expect(requests.length).toBeGreaterThanOrEqual(wanted));
		},
		bytes: () => terminal.raw().replaceAll('\0', '').length,
	};
};

test('a terminal that does not read stops nothing: reading goes on, a key that was typed at an old picture does nothing, and the newest one comes at last', async () => {
	const {terminal, call, requests, untilRequests, bytes} = await startStalled();
	const before = bytes();
	for (const key of ['t', 'y', 'ctrl-l', 'ctrl-l']) {
		terminal.press(key);
		await untilRequests(1);
	}

	await call('POST', '/v1/apps/shop-web/machines', {name: 'made-meanwhile', config: {image: 'nginx'}, skip_launch: true});
	await untilRequests(2);
	expect(bytes()).toBe(before);
	terminal.unstall();
	await terminal.waitForText('ignored: the terminal was behind');
	await terminal.waitForText('[browse]');
	await terminal.waitForText('made-meanwhile');
	expect(requests.filter(({method}) => method !== 'GET')).toEqual([]);
	expect(bytes() - before).toBeLessThan(mostBytes);
	terminal.press('q');
	await terminal.waitForText('ended with 0');
	expect(await leftBehind(terminal.raw(), size)).toEqual([]);
});

test('a signal ends flydeck in a terminal that does not read, and what is read later puts that back', async () => {
	const {terminal, flydeck, untilRequests} = await startStalled();
	await untilRequests(3);
	process.kill(flydeck, 'SIGTERM');
	await eventually(() => expect(isRunning(flydeck)).toBe(false));
	terminal.unstall();
	await terminal.waitForText('the terminal is put back as it was');
	expect(terminal.raw()).toContain('flydeck is gone (killed, out of memory, or cut off): the terminal is put back as it was.');
	expect(terminal.raw()).toContain('ended with 143');
	expect(await leftBehind(terminal.raw(), size)).toEqual([]);
});

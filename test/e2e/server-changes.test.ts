import {expect, test} from 'vitest';
import {openTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {filterTo, quit, waitForRow} from './steps.ts';

/** Longer than the longest pause between two tries. */
const backoffMs = 45_000;

test('a machine that somebody else stops is shown stopped within a poll', async () => {
	const {env, call, find} = await startDemo();
	const machine = await find('shop-worker', 'stubborn');
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	await waitForRow(terminal, machine.id, /started/);

	expect((await call('POST', `/v1/apps/shop-worker/machines/${machine.id}/stop`, {signal: 'SIGKILL'})).status).toBe(200);
	await waitForRow(terminal, machine.id, /stopped/);
	await quit(terminal);
});

test('when the server goes away the rows stay and age, and when it comes back they live again without a key', async () => {
	const {api, env, find} = await startDemo();
	const machine = await find('shop-worker', 'stubborn');
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);

	await api.close();
	await terminal.waitForText('OFFLINE');
	await waitForRow(terminal, machine.id, /started/);
	await terminal.waitForText(/OFFLINE [1-9]\d*s/);

	await startDemo({port: api.port});
	await terminal.waitForText(/\blive\b/, backoffMs);
	await waitForRow(terminal, machine.id, /started/);
	await quit(terminal);
});

test('a token that is refused in mid-session is told in the header, and the rows stay', async () => {
	const {api, env, find} = await startDemo();
	const machine = await find('shop-worker', 'stubborn');
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);

	await api.close();
	await startDemo({port: api.port, token: 'another'});
	await terminal.waitForText('TOKEN REFUSED', backoffMs);
	await waitForRow(terminal, machine.id, /started/);
	await quit(terminal);
});

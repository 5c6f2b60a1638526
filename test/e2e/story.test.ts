import {expect, test} from 'vitest';
import {openTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {closeDetails, cursorRow, filterTo, openDetails, quit, stop, waitForRow} from './steps.ts';

const green = 2;
const yellow = 3;
const red = 1;

const sizes = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
];

test.for(sizes)('on $columns x $rows a machine is started, stopped, leased, released and deleted by keys', async ({columns, rows}) => {
	const {env, call, find} = await startDemo();
	const machine = await find('shop-worker', 'report');
	const {id, name} = machine;
	const path = `/v1/apps/shop-worker/machines/${id}`;
	const terminal = openTerminal({env, columns, rows});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	expect(cursorRow(terminal, id)).toMatch(/stopped/);

	terminal.press('s');
	await waitForRow(terminal, id, /● started/);
	expect(terminal.cellOf('● started').color).toBe(green);

	await stop(terminal);
	await waitForRow(terminal, id, /○ stopped/);
	await terminal.waitForText(new RegExp(`${name} stopped in .*exit 0`));

	terminal.press('L');
	await terminal.waitForText('┌─ lease');
	terminal.press('a');
	await terminal.waitForText(`Lease on ${name} held`);
	expect((await call('GET', `${path}/lease`)).status).toBe(200);
	if (terminal.lineWith('STATE').includes('LEASE')) {
		await waitForRow(terminal, id, /ME \d+[sm]/);
	}

	await openDetails(terminal, id);
	await terminal.waitForText(/exit +stopped +flyd +0, requested stop/);
	terminal.press('4');
	await terminal.waitForText(/held by this flydeck/);
	await terminal.waitForText(/expires +1:\d\d/);
	const before = terminal.lineWith('expires');
	await terminal.waitUntil(() => /expires +1:\d\d/.test(terminal.lineWith('expires').replace(before, '')), 'the lease to count down');
	await closeDetails(terminal, id);

	terminal.press('L');
	await terminal.waitForText('┌─ lease');
	terminal.press('x');
	await terminal.waitForText(`Lease on ${name} released`);
	expect((await call('GET', `${path}/lease`)).status).not.toBe(200);
	await terminal.waitUntil(() => /-\s*$/.test(cursorRow(terminal, id)) || terminal.lineWith('lease 1 ') !== '', 'the lease to be gone');

	terminal.press('ctrl-d');
	await terminal.waitForText(/Type .*last 4/);
	terminal.write(id.slice(-4));
	await terminal.waitForText(`> ${id.slice(-4)}`);
	terminal.press('enter');
	await terminal.waitForText(new RegExp(`${name} deleted`));
	// What is under the cursor stays in sight until the cursor leaves it.
	await waitForRow(terminal, id, /destroyed/);
	const {status, body} = await call('GET', path);
	expect(status === 404 || body.state === 'destroyed').toBe(true);
	await quit(terminal);
});

test('a machine that ignores its signal is killed, and its exit code is in the row and in the event log', async () => {
	const {env, find} = await startDemo();
	const machine = await find('shop-worker', 'stubborn');
	const {id, name} = machine;
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);

	await stop(terminal);
	await waitForRow(terminal, id, /stopping/);
	expect(terminal.cellOf('stopping').color).toBe(yellow);
	await waitForRow(terminal, id, /stopped.*137/);
	await terminal.waitForText(`${name} stopped in`);
	await openDetails(terminal, id);
	await terminal.waitForText(/exit +stopped .*137/);
	await quit(terminal);
});

test('a full name typed deletes a machine that runs, and half of it does nothing', async () => {
	const {env, call, find} = await startDemo();
	const machine = await find('shop-worker', 'import');
	const {id, name} = machine;
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	await waitForRow(terminal, id, /CRASH/);
	expect(terminal.cellOf('CRASH').color).toBe(red);

	for (const typed of [name.slice(0, 4), name]) {
		terminal.press('ctrl-d');
		await terminal.waitForText(/Type .*name/);
		terminal.write(typed);
		await terminal.waitForText(`> ${typed}`);
		terminal.press('enter');
		await terminal.waitForText('[browse]');
		if (typed !== name) {
			await terminal.waitForText('Not deleted: what was typed is not its full name');
			expect((await call('GET', `/v1/apps/shop-worker/machines/${id}`)).body.state).not.toBe('destroyed');
		}
	}

	await terminal.waitForText(new RegExp(`${name} deleted`));
	await quit(terminal);
});

test("a lease that was given back is nobody's, before the next poll is due", async () => {
	const {env, find} = await startDemo();
	const machine = await find('shop-worker', 'report');
	const {id, name} = machine;
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	terminal.press('L');
	await terminal.waitForText('┌─ lease');
	terminal.press('a');
	await waitForRow(terminal, id, /ME \d+[sm]/);
	// A list that was read meanwhile tells of it too.
	terminal.press('p');
	await terminal.waitForText(/PAUSED [3-9]s/);
	terminal.press('ctrl-r');
	await terminal.waitForText(/PAUSED [0-2]s/);
	terminal.press('p');
	await terminal.waitForText(/live +$/m);
	terminal.press('L');
	await terminal.waitForText('┌─ lease');
	terminal.press('x');
	await terminal.waitForText(`Lease on ${name} released`);
	await terminal.waitUntil(() => / -(?: ~)?\s*$/.test(cursorRow(terminal, id)), 'the lease to be gone', 3000);
	await quit(terminal);
});

import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isJsonObject} from '../../source/domain/json.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {filterTo, quit, takeLease} from './steps.ts';

/** A flydeck that held a lease and was killed with a signal that nobody can catch, and what it left. */
const afterKill = async () => {
	const {env, call, find} = await startDemo();
	const machine = await find('shop-web', 'canary');
	const state = temporaryDirectory();
	const surroundings = {...env, XDG_STATE_HOME: state};
	const killed = openTerminal({env: surroundings});
	await killed.waitForText('live');
	await filterTo(killed, machine);
	await takeLease(killed);
	const lease = () => call('GET', `/v1/apps/shop-web/machines/${machine.id}/lease`);
	const {data} = (await lease()).body;
	const nonce = isJsonObject(data) ? String(data.nonce) : '';
	killed.kill('SIGKILL');
	await killed.exit;
	return {env: surroundings, directory: join(state, 'flydeck'), machine, lease, nonce, killed};
};

test('a lease of a flydeck that was killed is offered at the next start, and released', async () => {
	const {env, directory, machine, lease, nonce, killed} = await afterKill();
	expect((await lease()).status).toBe(200);
	const [record = ''] = readdirSync(join(directory, 'leases'));
	expect(statSync(join(directory, 'leases', record)).mode & 0o777).toBe(0o600);
	expect(readFileSync(join(directory, 'leases', record), 'utf8')).toContain(nonce);

	const next = openTerminal({env});
	await next.waitForText('leases left behind');
	expect(next.lineWith(machine.id)).toMatch(/ (?:10:00|9:\d\d) left/);
	next.press('r');
	await next.waitForText(`Lease on ${machine.name} released.`);
	expect((await lease()).status).toBe(404);
	expect(readdirSync(join(directory, 'leases'))).toEqual([]);
	await quit(next);
	expect(killed.raw() + next.raw()).not.toContain(nonce);
	for (const name of ['actions.jsonl', 'journal.db']) {
		expect(readFileSync(join(directory, name), 'latin1')).not.toContain(nonce);
	}
});

test('it can be kept, and is given back at the end like any other', async () => {
	const {env, machine, lease} = await afterKill();
	const next = openTerminal({env});
	await next.waitForText('leases left behind');
	next.press('k');
	await next.waitForText(/Lease on \S+ held for (?:10:00|9:\d\d), auto-renew on\./);
	next.press('O');
	await next.waitForText('leases, ');
	expect(next.lineWith(machine.id)).toContain('ours');
	await quit(next);
	expect((await lease()).status).toBe(404);
});

test('put off, it is offered again', async () => {
	const {env, lease} = await afterKill();
	const next = openTerminal({env});
	await next.waitForText('leases left behind');
	next.press('esc');
	await next.waitForText('They are offered again');
	await quit(next);
	expect((await lease()).status).toBe(200);
	const last = openTerminal({env});
	await last.waitForText('leases left behind');
	last.press('r');
	await last.waitForText(/Lease on \S+ released\./);
	await quit(last);
});

test('what is copied reaches the clipboard of the terminal, and its text is told', async () => {
	const {env, find} = await startDemo();
	const machine = await find('shop-web', 'canary');
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	terminal.press('c');
	await terminal.waitForText('┌─ copy');
	terminal.press('i');
	await terminal.waitForText(`Copied the id: ${machine.id}`);
	expect(terminal.raw()).toContain(`\u001B]52;c;${Buffer.from(machine.id).toString('base64')}\u0007`);
	await quit(terminal);
	expect(terminal.raw()).not.toContain('FLY_API_TOKEN=');
});

import {expect} from 'vitest';
import {isJsonObject} from '../../source/domain/json.ts';
import type {Call} from '../helpers/local-server.ts';
import type {TestTerminal} from '../helpers/terminal.ts';

/** The row under the cursor when it is this machine's; empty otherwise. */
export const cursorRow = (terminal: TestTerminal, id: string): string =>
	terminal.screen().find(line => new RegExp(`^│?>.*${id}`).test(line)) ?? '';

/** Waits until the row under the cursor is this machine's and reads so. */
export const waitForRow = (terminal: TestTerminal, id: string, pattern: RegExp): Promise<void> =>
	terminal.waitUntil(() => pattern.test(cursorRow(terminal, id)), `${pattern} in the row of ${id}`);

/** Narrows the table to the one machine that has this name, and waits for its row. */
export const filterTo = async (terminal: TestTerminal, {id, name}: {readonly id: string; readonly name: string}): Promise<void> => {
	terminal.press('/');
	await terminal.waitForText('[filter]');
	terminal.write(name);
	await terminal.waitForText(`/${name}`);
	terminal.press('enter');
	await terminal.waitForText('[browse]');
	await waitForRow(terminal, id, /./);
};

/** Asks for a stop, answers the question with yes. */
export const stop = async (terminal: TestTerminal): Promise<void> => {
	terminal.press('t');
	await terminal.waitForText('y / N');
	terminal.press('y');
};

/** Marks all machines that are shown, asks for a stop of them, and types what is asked for. */
export const stopAll = async (terminal: TestTerminal): Promise<void> => {
	terminal.press('*');
	await terminal.waitForText(/marked \d/);
	terminal.press('t');
	await terminal.waitForText('Type stop ');
	const asked = /Type (stop \d+):/.exec(terminal.lineWith('Type stop '))?.[1] ?? '';
	terminal.write(asked);
	await terminal.waitForText(`> ${asked}█`);
	terminal.press('enter');
};

/** Begins a stop of all machines of shop-web, and waits for the first lease of it. Answers what asks for the status of each machine's lease. */
export const beginStopOfAll = async (terminal: TestTerminal, call: Call): Promise<() => Promise<readonly number[]>> => {
	const {list} = await call('GET', '/v1/apps/shop-web/machines');
	const ids = list.filter(isJsonObject).map(({id}) => String(id));
	const leaseStatuses = (): Promise<readonly number[]> =>
		Promise.all(ids.map(async id => (await call('GET', `/v1/apps/shop-web/machines/${id}/lease`)).status));
	await stopAll(terminal);
	await expect.poll(leaseStatuses, {timeout: 10_000, interval: 20}).toContain(200);
	return leaseStatuses;
};

/** Takes a lease on the machine under the cursor, for ten minutes. */
export const takeLease = async (terminal: TestTerminal): Promise<void> => {
	terminal.press('L');
	await terminal.waitForText('┌─ lease');
	terminal.press('ctrl-u');
	await terminal.waitForText(/seconds +█/);
	terminal.write('600');
	await terminal.waitForText('600█');
	terminal.press('a');
	await terminal.waitForText('auto-renew on.');
};

/** Opens the details of the machine under the cursor over the whole width of the screen. */
export const openDetails = async (terminal: TestTerminal, id: string): Promise<void> => {
	const isFocused = (): boolean =>
		terminal.screen().some((line, row) => line.includes(`─ ${id}`) && terminal.cell(line.indexOf(id), row).isBold);
	terminal.press('enter');
	await terminal.waitUntil(isFocused, 'the details to have the focus');
	if (cursorRow(terminal, id) !== '') {
		terminal.press('enter');
		await terminal.waitUntil(() => cursorRow(terminal, id) === '', 'the details to fill the screen');
	}
};

/** Steps back to the table, wherever the details are. */
export const closeDetails = async (terminal: TestTerminal, id: string): Promise<void> => {
	terminal.press('esc');
	await waitForRow(terminal, id, /./);
};

/** Quits, and expects that to go well. */
export const quit = async (terminal: TestTerminal): Promise<void> => {
	terminal.press('ctrl-c');
	expect(await terminal.exit).toEqual({exitCode: 0, signal: undefined});
};

/** Opens the table of a kind of resource, and waits until it was read. */
export const openTable = async (terminal: TestTerminal, kind: string): Promise<void> => {
	terminal.press(':');
	await terminal.waitForText('[prompt]');
	terminal.write(kind);
	await terminal.waitForText(`:${kind}█`);
	terminal.press('enter');
	await terminal.waitForText(new RegExp(`machines > .*${kind}.*read \\d+s ago`));
};

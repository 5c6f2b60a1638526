import {expect, test} from 'vitest';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {openTable, quit} from './steps.ts';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 160, rows: 48},
];

const fill = async (terminal: TestTerminal, text: string): Promise<void> => {
	terminal.write(text);
	await terminal.waitForText(`${text}█`);
};

test.for(sizes)('apps are listed and chosen on $columns x $rows', async size => {
	const {env} = await startDemo();
	const terminal = openTerminal({env, ...size});
	await terminal.waitForText('live');
	await openTable(terminal, 'apps');
	await terminal.waitForText(/> {1,2}shop-web +deployed/);
	terminal.press('j');
	await terminal.waitForText(/> +shop-worker/);
	terminal.press('enter');
	await terminal.waitForText(/flydeck shop-worker /);
	expect(terminal.lineWith('[browse]')).toContain('filter');
	await quit(terminal);
});

test.for(sizes)('a volume is made and deleted on $columns x $rows, and what is pasted acts on nothing', async size => {
	const {env, call} = await startDemo();
	const terminal = openTerminal({env, ...size, args: ['--app', 'shop-web']});
	await terminal.waitForText('live');
	await openTable(terminal, 'volumes');
	await terminal.waitForText('No volumes.');
	terminal.press('n');
	await terminal.waitForText('new volume of shop-web');
	await fill(terminal, 'data');
	terminal.write('\u001B[200~9\u001B[201~');
	await terminal.waitForText('data9█');
	for (const sign of ['> region', '> size in GB', '> encrypted']) {
		terminal.press('enter');
		await terminal.waitForText(sign);
	}

	terminal.press('enter');
	await terminal.waitForText(/volume data9 of shop-web created/);
	await terminal.waitForText(/> +vol_\w+/);
	const [, volumeId = ''] = /(vol_\w+)/.exec(terminal.lineWith('vol_')) ?? [];
	terminal.press('ctrl-d');
	await terminal.waitForText('Type the last 4 of its id');
	terminal.write(`\u001B[200~${volumeId.slice(-4)}\r\u001B[201~`);
	await terminal.waitForText('A paste is not taken here');
	expect((await call('GET', '/v1/apps/shop-web/volumes')).list).toHaveLength(1);
	await fill(terminal, volumeId.slice(-4));
	terminal.press('enter');
	await terminal.waitForText(/deleted/);
	await terminal.waitForText('No volumes.');
	terminal.press('q');
	await terminal.waitForText(/sort trouble/);
	await quit(terminal);
});

test('the value of a secret is never written to the terminal', async () => {
	const {env} = await startDemo();
	const terminal = openTerminal({env, args: ['--app', 'shop-web']});
	await terminal.waitForText('live');
	await openTable(terminal, 'secrets');
	terminal.press('n');
	await terminal.waitForText('set a secret of shop-web');
	await fill(terminal, 'API_KEY');
	terminal.press('tab');
	await terminal.waitForText('> value');
	terminal.write('\u001B[200~xyzzy-plugh\u001B[201~');
	await terminal.waitForText('11 characters');
	terminal.press('enter');
	await terminal.waitForText(/> +API_KEY/);
	await quit(terminal);
	expect(terminal.raw()).not.toMatch(/xyzzy|plugh/);
});

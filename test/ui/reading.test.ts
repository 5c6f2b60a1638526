import {expect, test} from 'vitest';
import {commands} from '../../source/commands/table.ts';
import {states} from '../../source/domain/lifecycle.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {crashing, healthy} from './example-fleet.ts';
import {openExample, sizes} from './open-example.ts';

test.for(sizes)('on $columns x $rows help names every key, and every state with its meaning', async ({columns, rows}) => {
	const screen = await openExample(healthy, columns, rows);
	screen.press('?');
	await screen.waitForText('help 1-');
	const page = (): string => screen.lines().slice(2, -2).join('\n');
	let seen = page();
	let before = '';
	while (before !== screen.lastFrame()) {
		before = screen.lastFrame();
		screen.press('ctrl-f');
		await screen.afterRead();
		seen += page();
	}

	for (const {keys, title} of commands) {
		expect(seen).toContain(`  ${keys.join(' ')} `);
		for (const word of title.split(' ')) {
			expect(seen).toContain(word);
		}
	}

	for (const {state, glyph, meaning} of states) {
		expect(seen).toContain(`${glyph} ${state}`);
		for (const word of meaning.split(' ')) {
			expect(seen).toContain(word);
		}
	}

	expect(seen).not.toContain('…');

	screen.press('esc');
	await screen.waitForText('[browse]');
});

test('help scrolls no further than its end, and comes back at the first key up', async () => {
	const screen = await openExample();
	screen.press('?');
	await screen.waitForText('help 1-');
	for (let count = 0; count < 20; count += 1) {
		screen.press('pagedown');
	}

	await screen.waitFor(() => /help \d+-(\d+)\/\1 /.test(screen.lineWith('─ help')));
	const atTheEnd = screen.lineWith('─ help');
	screen.press('k');
	await screen.waitFor(() => screen.lineWith('─ help') !== atTheEnd);
});

test('the notes are all there, the newest first, long ones on as many lines as they need', async () => {
	const screen = await openExample();
	screen.store.dispatch(
		{type: 'noted', tone: 'ok', text: 'the first thing', atMs: presentMs},
		{type: 'noted', tone: 'error', text: `${'long '.repeat(30)}end`, atMs: presentMs},
	);
	screen.press('N');
	await screen.waitForText('notes, newest first');
	const lines = screen.lines();
	const first = lines.findIndex(line => line.includes('the first thing'));
	const last = lines.findIndex(line => line.includes('end '));
	expect(lines.findIndex(line => line.includes('ERROR'))).toBeLessThan(last);
	expect(last).toBeLessThan(first);
	expect(lines[first]).toMatch(/08:00:00 +ok +the first thing/);
});

test('on a narrow screen enter opens the details, tabs switch, j scrolls, esc goes back', async () => {
	const screen = await openExample(crashing, 80, 12);
	screen.press('enter');
	await screen.waitForText('Crash loop');
	expect(screen.lines()[2]).toContain(`${crashing.id}  ${crashing.name}`);
	expect(screen.lineWith('TYPE')).toBe('');
	screen.press('G');
	await screen.waitForText('1, error, restarting');
	screen.press('2');
	await screen.waitForText('Crash loop');
	expect(screen.lineWith('updated')).toBe('');
	screen.press('G');
	await screen.waitForText('updated');
	expect(screen.lineWith('Crash loop')).toBe('');
	screen.press('3');
	await screen.waitForText('"image": "nginx:latest"');
	screen.press('4');
	await screen.waitForText('Nobody holds a lease');
	screen.press('esc');
	await screen.waitForText('STATE');
});

test('tab moves the focus to the details beside the table, and back', async () => {
	const screen = await openExample(crashing, 160, 48);
	screen.press('tab');
	await screen.waitForText('1-6 tab');
	const row = screen.lineWith('>!');
	screen.press('j');
	await screen.afterRead();
	expect(screen.lineWith('>!')).toBe(row);
	screen.press('tab');
	await screen.waitFor(() => !screen.lastFrame().includes('1-6 tab'));
	screen.press('j');
	await screen.waitFor(() => screen.lineWith('>') !== row);
});

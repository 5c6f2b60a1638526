import {expect, test} from 'vitest';
import {asleep, outOfMemory, stuck} from './example-fleet.ts';
import {openExample} from './open-example.ts';

test('start asks nothing', async () => {
	const screen = await openExample(outOfMemory);
	screen.press('s');
	expect(screen.effects).toMatchObject([{type: 'act', verb: 'start', target: {id: outOfMemory.id}}]);
});

test('what cannot be done is said, with the reason, and nothing happens', async () => {
	const screen = await openExample(stuck);
	screen.press('t');
	await screen.waitForText('lease held by ci@example.com');
	expect(screen.lineWith('lease held by')).toMatch(/^ note/);
	expect(screen.effects).toEqual([]);
});

test('keys that arrive together never act on a machine', async () => {
	const screen = await openExample(outOfMemory);
	for (const burst of ['ss', 'st', 's\r', 'tjy', 's\u0004', '\u0007s']) {
		screen.type(burst);
	}

	screen.press('N');
	await screen.waitForText('Nothing has happened yet');
	expect(screen.effects).toEqual([]);
});

test('a burst of movement moves as far as it says', async () => {
	const screen = await openExample();
	screen.press('g');
	await screen.waitFor(() => screen.lineWith('>').includes(outOfMemory.id));
	screen.type('jjjj');
	await screen.waitFor(() => screen.lineWith('>').includes(asleep.id));
});

test('q at the root and ctrl-c anywhere quit', async () => {
	const screen = await openExample();
	screen.press('q');
	expect(screen.effects).toEqual([{type: 'quit'}]);
	screen.press('?');
	await screen.waitForText('help 1-');
	screen.press('ctrl-c');
	expect(screen.effects).toEqual([{type: 'quit'}, {type: 'quit'}]);
});

import {expect, test} from 'vitest';
import {asleep, crashing, outOfMemory, stuck} from './example-fleet.ts';
import {openExample} from './open-example.ts';

test('start asks nothing', async () => {
	const screen = await openExample(outOfMemory);
	screen.press('s');
	await screen.afterRead();
	expect(screen.effects).toMatchObject([{type: 'act', order: {verb: 'start'}, target: {id: outOfMemory.id}}]);
});

test('what cannot be done is said, with the reason, and nothing happens', async () => {
	const screen = await openExample(stuck);
	screen.press('t');
	await screen.waitForText('lease held by ci@example.com');
	expect(screen.lineWith('lease held by')).toMatch(/^ note/);
	expect(screen.effects).toEqual([]);
});

test('keys that arrive together never act on a machine, and are not lost without a word', async () => {
	const screen = await openExample(outOfMemory);
	for (const burst of ['ss', 'st', 's\r', 'tjy', 's\u0004', '\u0007s', '\u001B[Bs', 's\u001B[A', 't\u007Fy', 'L\u001B[Ca']) {
		screen.type(burst);
		await screen.afterRead();
	}

	expect(screen.effects).toEqual([]);
	await screen.waitForText('3 keys arrived at once: nothing was done');
	expect(screen.lastFrame()).toContain('[browse]');
	screen.press('N');
	await screen.waitForText('only movement was done');
});

test('a burst of movement moves as far as it says', async () => {
	const screen = await openExample();
	screen.press('g');
	await screen.waitFor(() => screen.lineWith('>').includes(crashing.id));
	screen.type('jj\u001B[B\u001B[B');
	await screen.waitFor(() => screen.lines().some(line => line.startsWith('>') && line.includes(asleep.id)));
	expect(screen.store.getState().notes).toEqual([]);
});

test('a key that comes together with the movement before it does not act on the machine that nobody has seen under the cursor', async () => {
	const screen = await openExample();
	screen.press('g');
	await screen.waitFor(() => screen.lineWith('>').includes(crashing.id));
	screen.type('jt');
	await screen.waitForText('2 keys arrived at once: only movement was done');
	expect(screen.lineWith('>')).toContain(stuck.id);
	expect(screen.lastFrame()).toContain('[browse]');
});

test('ctrl-c quits, whatever it arrives with', async () => {
	const screen = await openExample();
	screen.type('jt\u0003');
	await screen.afterRead();
	expect(screen.effects).toEqual([{type: 'quit'}]);
});

test('q at the root and ctrl-c anywhere quit', async () => {
	const screen = await openExample();
	screen.press('q');
	await screen.afterRead();
	expect(screen.effects).toEqual([{type: 'quit'}]);
	screen.press('?');
	await screen.waitForText('help 1-');
	screen.press('ctrl-c');
	await screen.afterRead();
	expect(screen.effects).toEqual([{type: 'quit'}, {type: 'quit'}]);
});

test('on a screen too small for a dialog no key acts, and nothing opens that would be there when it grows', async () => {
	const screen = await openExample(outOfMemory, 39, 9);
	for (const key of ['s', 't', 'ctrl-d', 'L', 'W', ':', '/', '?', 'N', 'y', 'enter', 'p', 'ctrl-r']) {
		screen.press(key);
		await screen.afterRead();
	}

	screen.paste('s');
	await screen.afterRead();
	expect(screen.effects).toEqual([]);
	screen.resize(80, 24);
	await screen.waitForText('[browse]');
	expect(screen.store.getState().notes).toEqual([]);
});

test('a question that the screen became too small for is not answered unseen', async () => {
	const screen = await openExample();
	screen.press('t');
	await screen.waitForText('y / N');
	screen.resize(39, 9);
	await screen.waitForText('40x10');
	screen.press('y');
	await screen.afterRead();
	expect(screen.effects).toEqual([]);
	screen.resize(80, 24);
	await screen.waitForText('y / N');
});

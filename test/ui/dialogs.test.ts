import {expect, test} from 'vitest';
import {presentMs} from '../helpers/build-machine.ts';
import {healthy, outOfMemory, stuck} from './example-fleet.ts';
import {dialogLines, openExample, sizes} from './open-example.ts';

test.for(sizes)('on $columns x $rows a dialog lies over the table, and nothing shines through', async ({columns, rows}) => {
	const screen = await openExample(healthy, columns, rows);
	screen.press('t');
	await screen.waitForText('y / N');
	const [top = '', ...rest] = dialogLines(screen, 'stop');
	const bottom = rest.at(-1);
	expect(top).toMatch(/^┌─ stop ─+┐$/);
	expect(bottom).toMatch(/^└─+┘$/);
	const inner = rest.slice(0, -1);
	expect(inner.length).toBeGreaterThanOrEqual(5);
	const labels = /^│ (?:(?:machine|app|state|data) +\S.*|stop it\? y \/ N *| *) │$/;
	expect(inner.filter(line => !labels.test(line))).toEqual([]);
	expect(inner.filter(line => /^│ +│$/.test(line))).toHaveLength(1);
	expect(screen.lines()).toHaveLength(rows);
});

test.for([
	['t', 'stop'],
	['ctrl-d', 'force delete'],
	['L', 'lease'],
	['W', 'wait until'],
	[':', 'command'],
] as const)('on 40 x 10 the dialog of %s is there to its last line', async ([key, title]) => {
	const screen = await openExample(healthy, 40, 10);
	screen.store.dispatch({
		type: 'lease-held',
		machineId: healthy.id,
		lease: {owner: 'you@example.com', description: '', expiresAtMs: presentMs + 30_000},
	});
	screen.press(key);
	await screen.waitForText(`┌─ ${title}`);
	expect(dialogLines(screen, title).at(-1)).toMatch(/^└─+┘$/);
});

test('stop asks first: only y stops the machine that was named, every other key does not', async () => {
	const screen = await openExample();
	screen.press('t');
	await screen.waitForText('y / N');
	expect(dialogLines(screen, 'stop').join('')).toContain(`${healthy.name}  ${healthy.id}`);
	screen.press('n');
	await screen.waitForText('[browse]');
	expect(screen.effects).toEqual([]);

	screen.press('t');
	await screen.waitForText('y / N');
	screen.press('y');
	await screen.waitForText('[browse]');
	expect(screen.effects).toMatchObject([{type: 'act', verb: 'stop', target: {id: healthy.id, name: healthy.name}}]);
});

test('a stopped machine is deleted after the last four of its id, typed', async () => {
	const screen = await openExample(outOfMemory);
	screen.press('ctrl-d');
	await screen.waitForText('delete it for good: 2289');
	screen.type('2288');
	await screen.waitForText('> 2288');
	screen.press('enter');
	await screen.waitForText('nothing was done');
	expect(screen.effects).toEqual([]);

	screen.press('ctrl-d');
	await screen.waitForText('delete it for good');
	screen.type('2289');
	await screen.waitForText('> 2289');
	screen.press('enter');
	await screen.waitForText('[browse]');
	expect(screen.effects).toMatchObject([{type: 'act', verb: 'delete', target: {id: outOfMemory.id}}]);
});

test('a running machine is deleted by its full name only, and the dialog says that it will be killed', async () => {
	const screen = await openExample();
	screen.press('ctrl-d');
	await screen.waitForText('force delete');
	expect(screen.lineWith('killed')).not.toBe('');
	expect(screen.colorsOf('killed')).toMatch(/\u001B\[31m.*killed/);
	screen.type(healthy.name);
	await screen.waitForText(`> ${healthy.name}`);
	screen.press('esc');
	await screen.waitForText('[browse]');
	expect(screen.effects).toEqual([]);
});

test('the lease dialog says who holds it, takes seconds, and acts with one letter', async () => {
	const screen = await openExample();
	screen.press('L');
	await screen.waitForText('┌─ lease');
	expect(screen.lineWith('held by')).toContain('nobody');
	screen.press('ctrl-u');
	screen.press('3');
	screen.press('0');
	await screen.waitForText('30█');
	screen.press('a');
	await screen.waitForText('[browse]');
	expect(screen.effects).toMatchObject([{type: 'acquire-lease', target: {id: healthy.id}, ttlSeconds: 30}]);

	screen.store.dispatch({
		type: 'lease-held',
		machineId: healthy.id,
		lease: {owner: 'you@example.com', description: '', expiresAtMs: presentMs + 30_000},
	});
	await screen.waitFor(() => /ME 30s *$/.test(screen.lineWith('>')));
	screen.press('L');
	await screen.waitForText('this flydeck');
	expect(screen.lineWith('expires in')).toContain('0:30');
	screen.press('x');
	await screen.waitForText('[browse]');
	expect(screen.effects.at(-1)).toMatchObject({type: 'release-lease', target: {id: healthy.id}});
});

test("somebody else's lease is named in the dialog, and cannot be taken", async () => {
	const screen = await openExample(stuck);
	screen.press('L');
	await screen.waitForText('┌─ lease');
	expect(screen.lineWith('held by')).toContain('ci@example.com');
	screen.press('a');
	await screen.waitForText('note');
	expect(screen.effects).toEqual([]);
});

test('the wait dialog picks a state and waits for it', async () => {
	const screen = await openExample();
	screen.press('W');
	await screen.waitForText('> started');
	screen.press('j');
	await screen.waitForText('> stopped');
	screen.press('enter');
	await screen.waitForText('[browse]');
	expect(screen.effects).toMatchObject([{type: 'wait', wanted: 'stopped', target: {id: healthy.id}}]);
});

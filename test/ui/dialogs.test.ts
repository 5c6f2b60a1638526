import {expect, test} from 'vitest';
import type {Machine} from '../../source/domain/machine.ts';
import {buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {buildState, buildTarget, listOf} from '../helpers/build-state.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';
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
	const labels =
		/^│ (?:(?:machine|app|state|data) +\S.*|quiet-cherry-2286 {2}7811d615b04489 *|stop it\? y \/ N *|read 0s ago, and again before the *|act *| *) │$/;
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

test.for([
	[80, 24],
	[40, 10],
] as const)('on %i x %i a cordon tells for how long, who ends it, and what is asked', async ([columns, rows]) => {
	const screen = await openExample(healthy, columns, rows);
	screen.press('C');
	await screen.waitForText('cordon it? y / N');
	expect(screen.lines().at(-1)).toContain('tab for a time');
	screen.press('tab');
	await screen.waitForText('for        █');
	await screen.waitForText('such as 15m or 1h30m, then enter');
	screen.type('15m');
	await screen.waitForText('for        15m█');
	screen.press('enter');
	await screen.waitForText('For 15m:');
	const text = dialogLines(screen, 'cordon')
		.join(' ')
		.replace(/[│\s]+/g, ' ');
	for (const part of [healthy.id, 'For 15m: then flydeck reminds you, if it runs: it uncordons nothing.', 'cordon it? y / N']) {
		expect(text).toContain(part);
	}

	screen.press('y');
	await screen.waitForText('[browse]');
	expect(screen.effects).toMatchObject([{type: 'act', order: {verb: 'cordon', lastsMs: 900_000}, target: {id: healthy.id}}]);
});

test('a cordon that was meant for a time is in the header, and stands out when the time is over', async () => {
	const target = buildTarget({id: healthy.id, name: 'web-1'});
	const timedCordons = new Map([[healthy.id, {target, untilMs: presentMs + 180_000, isTold: false}]]);
	const state = buildState({machines: [{...healthy, cordoned: true}], timedCordons});
	const screen = await renderApp(state, 120, 24);
	expect(screen.lines()[1]).toMatch(/ {3}cordoned until \d\d:\d\d:\d\d: web-1 {3}/);
	screen.store.dispatch({type: 'clock-ticked', nowMs: presentMs + 360_000});
	await screen.waitForText('cordoned 3m too long: web-1');
});

test('stop asks first: only y stops the machine that was named, every other key does not', async () => {
	const screen = await openExample();
	screen.press('t');
	await screen.waitForText('y / N');
	expect(dialogLines(screen, 'stop').join('')).toContain(`${healthy.name}  ${healthy.id}`);
	expect(screen.lines().at(-1)).toContain('y stop  n esc no');
	for (const no of ['n', 'enter', 'esc']) {
		screen.press(no);
		await screen.waitForText(`Not stopped: ${healthy.name} was left alone.`);
		expect(screen.effects).toEqual([]);
		screen.press('t');
		await screen.waitForText('y / N');
	}

	screen.press('y');
	await screen.waitForText('[browse]');
	expect(screen.effects).toMatchObject([{type: 'act', order: {verb: 'stop'}, target: {id: healthy.id, name: healthy.name}}]);
});

test('a stopped machine is deleted after the last four of its id, typed', async () => {
	const screen = await openExample(outOfMemory);
	screen.press('ctrl-d');
	await screen.waitForText('Type the last 4 of its id:');
	expect(dialogLines(screen, 'delete').map(line => line.slice(2, -2).trim())).toContain('2289');
	screen.type('2288');
	await screen.waitForText('> 2288');
	screen.press('enter');
	await screen.waitForText('Not deleted: what was typed is not the last 4 of its id.');
	expect(screen.effects).toEqual([]);

	screen.press('ctrl-d');
	await screen.waitForText('Type the last 4 of its id:');
	screen.type('2289');
	await screen.waitForText('> 2289');
	screen.press('enter');
	await screen.waitForText('[browse]');
	expect(screen.effects).toMatchObject([{type: 'act', order: {verb: 'delete'}, target: {id: outOfMemory.id}}]);
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
	await screen.waitForText('seconds    █');
	screen.type('30');
	await screen.waitForText('30█');
	screen.press('a');
	await screen.waitForText('[browse]');
	expect(screen.effects).toMatchObject([{type: 'acquire-lease', target: {id: healthy.id}, ttlSeconds: 30}]);

	screen.store.dispatch({
		type: 'lease-held',
		machineId: healthy.id,
		lease: {owner: 'you@example.com', description: '', expiresAtMs: presentMs + 30_000},
	});
	await screen.waitFor(() => /ME 30s *$/.test(screen.lineWith('ME')));
	screen.press('L');
	await screen.waitForText('this flydeck');
	expect(screen.lineWith('held by')).toContain('this flydeck, 0:30 left');
	screen.press('x');
	await screen.waitForText('[browse]');
	expect(screen.effects.at(-1)).toMatchObject({type: 'release-lease', target: {id: healthy.id}});
});

test.for([
	['t', 'stop'],
	['L', 'lease'],
	['W', 'wait until'],
] as const)(
	'the dialog of %s shows the state as it is now, next to what it was, and tells when the machine is gone',
	async ([key, title]) => {
		const screen = await openExample();
		screen.press(key);
		await screen.waitForText(`┌─ ${title}`);
		expect(screen.lineWith('state  ')).toContain('started for 3m ');
		const stopped = {...healthy, state: 'stopped', events: [buildExitEvent({exitCode: 0}, 2000)]};
		screen.store.dispatch(listOf('web', [stopped], {requestId: 2}));
		await screen.waitForText('now stopped for 2s, was started when this opened');
		screen.store.dispatch({type: 'clock-ticked', nowMs: presentMs + 3000});
		await screen.waitForText('now stopped for 5s, was started when this opened');
		expect(dialogLines(screen, title === 'wait until' ? 'wait until the machine is' : title).join('')).toContain(healthy.id);
		screen.store.dispatch(listOf('web', [], {requestId: 3}));
		await screen.waitForText('gone now, was started when this opened');
	},
);

test('a paste does not fill in what is to be typed', async () => {
	const screen = await openExample();
	screen.press('ctrl-d');
	await screen.waitForText('Type its full name:');
	screen.paste(healthy.name);
	await screen.waitForText('A paste is not taken here: type it.');
	expect(screen.lineWith('> █')).not.toBe('');
});

const roomFor = [
	{columns: 40, rows: 10},
	{columns: 60, rows: 12},
	{columns: 80, rows: 24},
];
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-';
const nameOf = (length: number): string => Array.from({length}, (_, index) => letters[(index * 7) % letters.length]).join('');
const names = [1, 17, 31, 32, 33, 53, 62, 63].map(nameOf);
const words = ['web 1', '漢字'.repeat(30), 'w'.repeat(200)];
const rooms = roomFor.flatMap(size => [...names, ...words].map(name => ({...size, name})));

/** The words of a box, with what was broken over lines put together again. */
const insideOf = (screen: RenderedApp, title: string): string => {
	const inside = dialogLines(screen, title).slice(1, -1);
	return inside.map(line => line.slice(2, -2).replace(/^(?:machine|id|app|state)? +| +$/g, '')).join('');
};

test.for(rooms)('on $columns x $rows all that must be read before an act is there for "$name"', async ({columns, rows, name}) => {
	const running = {...healthy, name};
	const resting = {...outOfMemory, name};
	const screen = await renderApp(buildState({machines: [running, resting], view: {cursorId: running.id}}), columns, rows);
	const isWhole = names.includes(name);
	let requestId = 1;
	const receive = (...machines: readonly Machine[]): void => {
		requestId += 1;
		screen.store.dispatch(listOf('web', machines, {requestId}));
	};
	const ask = async (key: string, title: string): Promise<string> => {
		screen.press(key);
		await screen.waitForText(`┌─ ${title}`);
		receive({...running, state: 'launch_failed'}, {...resting, state: 'suspending'});
		await screen.waitFor(() => /now (?:launch_failed|suspending)/.test(screen.lastFrame()));
		const inside = insideOf(screen, title);
		screen.press('esc');
		await screen.waitForText('[browse]');
		receive(running, resting);
		return inside;
	};
	const stopping = await ask('t', 'stop');
	expect(stopping).toContain(running.id);
	expect(stopping).toContain('y / N');
	const killing = await ask('ctrl-d', 'force delete');
	expect(killing).toContain(running.id);
	expect(killing).toContain('killed');
	expect(killing).toContain(isWhole ? `Type its full name:${name}> █` : `Type its whole id:${running.id}> █`);
	screen.store.dispatch({type: 'view-changed', change: {cursorId: resting.id}});
	const deleting = await ask('ctrl-d', 'delete');
	expect(deleting).toContain(resting.id);
	expect(deleting).toContain('Type the last 4 of its id:2289> █');
	for (const inside of [stopping, killing, deleting]) {
		expect(inside.replaceAll(' ', '')).toMatch(/now\w+for\w+,was\w+whenthisopened/);
		expect(inside.includes(name)).toBe(isWhole || name === 'web 1');
	}
});

test('of a long text that is typed the end is shown, with the cursor', async () => {
	const name = nameOf(63);
	const machine = {...healthy, name};
	const screen = await renderApp(buildState({machines: [machine]}), 40, 10);
	screen.press('ctrl-d');
	await screen.waitForText('Type its full name:');
	screen.type(name);
	await screen.waitForText(`> ${name.slice(-33)}█`);
	screen.press('enter');
	await screen.afterRead();
	expect(screen.effects).toMatchObject([{order: {verb: 'force-delete'}, target: {id: machine.id, name}}]);
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
	expect(screen.effects).toMatchObject([{type: 'wait', wanted: 'stopped', targets: [{id: healthy.id}]}]);
});

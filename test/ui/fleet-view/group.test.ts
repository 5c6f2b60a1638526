import {describe, expect, test} from 'vitest';
import type {Machine} from '../../../source/domain/machine.ts';
import {isGroupHead, selectLines} from '../../../source/store/fleet-view/lines.ts';
import type {View} from '../../../source/store/view.ts';
import {buildConfig, buildMachine} from '../../helpers/build-machine.ts';
import {buildState} from '../../helpers/build-state.ts';
import {type RenderedApp, renderApp} from '../../helpers/render.tsx';
import {crashing, exampleFleet, healthy} from '../example-fleet.ts';

const open = async (
	columns: number,
	rows: number,
	view: Partial<View> = {},
	machines: readonly Machine[] = exampleFleet,
): Promise<RenderedApp> => {
	const screen = await renderApp(buildState({machines, apps: ['web'], view: {groupBy: 'region', ...view}}), columns, rows);
	await screen.waitFor(() => /[▾▸]|fra/.test(screen.lastFrame()));
	return screen;
};

describe('at 80x24', () => {
	test('each group has a head with what it comes to, above its machines, the worst first', async () => {
		const screen = await open(80, 24, {cursorId: crashing.id, marks: new Set([healthy.id])});
		const table = screen
			.lines()
			.slice(3, 12)
			.map(line => line.trimEnd());
		expect(table.map(line => line.slice(0, 18).trimEnd())).toEqual([
			' ! ▾ ams     0/1 s',
			' ! 1781974c2e5218',
			' ! ▾ fra     1/2 s',
			'>! 3d8d9014b32d68',
			' ! 148ed106c62289',
			'  *▾ iad     1/1 s',
			'  *7811d615b04489',
			'   ▾ nrt     0/1 s',
			'   9080e6f3a12987',
		]);
		expect(table[2]).toBe(' ! ▾ fra     1/2 started  2 in trouble, worst: CRASH  1/3 cpus  0.3/0.8 GB');
		expect(table[5]).toBe('  *▾ iad     1/1 started  all marked  1/1 cpus  0.3/0.3 GB');
		expect(screen.lineWith('group region')).toContain('sort trouble ^   group region');
		expect(screen.lines().at(-1)).toContain('z fold');
	});

	test('a group folds with enter on its head, and an act there says that there is no machine', async () => {
		const screen = await open(80, 24, {cursorId: crashing.id});
		screen.press('k');
		await screen.waitForText('>! ▾ fra');
		screen.press('enter');
		await screen.waitFor(() => screen.lineWith('>! ▸ fra') !== '' && !screen.lastFrame().includes(crashing.id));
		screen.press('t');
		await screen.waitForText('There is no machine under the cursor');
		expect(screen.effects).toEqual([]);
	});

	test('the prompt completes what it can be grouped by', async () => {
		const screen = await open(80, 24);
		screen.press(':');
		await screen.waitForText('command');
		screen.type('group ');
		await screen.waitForText('group by process group');
		for (const words of ['group by app', 'group by image', 'group by region', 'group by state', 'no groups']) {
			expect(screen.lastFrame()).toContain(words);
		}
	});
});

test('what is in trouble is told by signs, and by colours besides', async () => {
	const screen = await open(80, 24);
	expect(screen.lineWith('▾ fra')).toContain('!');
	expect(screen.colorsOf('▾ fra')).toContain('\u001B[31m');
	expect(screen.colorsOf('▾ nrt')).not.toContain('\u001B[31m');
});

test('below 40x10 a group has a line with its name and how many are started', async () => {
	const screen = await open(30, 9);
	expect(screen.lineWith('fra')).toContain('fra 1/2');
});

test.each([
	[40, 10],
	[80, 24],
	[160, 48],
])('at %dx%d heads are as wide as the table, with long names of images', async (columns, rows) => {
	const machines = Array.from({length: 60}, (_, index) =>
		buildMachine({
			id: `148e${String(index).padStart(10, '0')}`,
			config: buildConfig({image: `registry/web:${'漢字'.repeat(20)}${index % 5}`}),
		}),
	);
	const screen = await open(columns, rows, {groupBy: 'image'}, machines);
	await screen.waitForText('▾');
	expect(screen.lines().length).toBeLessThanOrEqual(rows);
	expect(screen.lineWith('▾')).toContain('/12 started');
});

test('of 10,000 machines in groups only the visible lines are written, and keys move among them', async () => {
	const regions = ['fra', 'iad', 'ams', 'syd'];
	const machines = Array.from({length: 10_000}, (_, index) =>
		buildMachine({id: `148e${String(index).padStart(10, '0')}`, region: regions[index % 4] ?? ''}),
	);
	const screen = await open(80, 24, {}, machines);
	await screen.waitForText('▾ ams');
	const lines = selectLines(screen.store.getState());
	expect(lines).toHaveLength(10_004);
	expect(lines.filter(isGroupHead)).toHaveLength(4);
	screen.press('G');
	await screen.waitForText('148e0000009999');
	screen.press('Z');
	await screen.waitForText('>  ▸ syd 2500/2500 started');
	expect(selectLines(screen.store.getState())).toHaveLength(4);
});

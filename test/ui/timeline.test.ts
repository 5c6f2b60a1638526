import {describe, expect, test} from 'vitest';
import {rememberedTimeline} from '../../source/domain/history/remembered-timeline.ts';
import {timelineCells} from '../../source/domain/history/timeline-cells.ts';
import {windowFor, zooms} from '../../source/domain/history/timeline-window.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {type TimelineMode, type TimelineReading, timelineWidths} from '../../source/store/timeline.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {timelineMode} from '../helpers/modes.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';
import {crashing, exampleFleet, healthy, outOfMemory} from './example-fleet.ts';

/** What the events of the machines tell of the time that a mode shows in so many cells, read at the present. */
const readingOf = (machines: readonly Machine[], cells: number, {zoom}: TimelineMode = timelineMode()): TimelineReading => {
	const {bar} = timelineWidths(cells - 4);
	const window = windowFor(presentMs, zooms[zoom]?.spanMs ?? 0, bar);
	return {
		readAtMs: presentMs,
		window,
		gone: [],
		bars: machines.map(machine => ({machineId: machine.id, cells: timelineCells(rememberedTimeline(machine, [], window), window, bar)})),
	};
};

const open = async (
	columns: number,
	rows: number,
	{machines = exampleFleet, mode = timelineMode()}: {readonly machines?: readonly Machine[]; readonly mode?: TimelineMode} = {},
): Promise<RenderedApp> => {
	const view = {cursorId: healthy.id, marks: new Set([healthy.id]), mode};
	const screen = await renderApp(buildState({machines, apps: ['web'], view, timeline: readingOf(machines, columns, mode)}), columns, rows);
	await screen.waitForText('timeline');
	return screen;
};

/** The bars and the times, without the frame and what is before them. */
const lineOf = (screen: RenderedApp, text: string): string => screen.lineWith(text).slice(2, -2);

describe('at 80x24', () => {
	test('the page has a bar for each machine, the marked first, below the times, and says what its signs mean', async () => {
		const screen = await open(80, 24);
		expect(screen.lineWith('timeline 15 min')).toContain('timeline 15 min to now  1-5/5  (= started z asleep . stopped ~ changing)');
		const machineLines = screen.lines().filter(line => /^│[ !]/.test(line) && /[0-9a-f]{14}/.test(line));
		expect(machineLines.map(line => line.slice(2, 18))).toEqual([
			` *${healthy.id}`,
			`! ${crashing.id}`,
			'! 1781974c2e5218',
			`! ${outOfMemory.id}`,
			'  9080e6f3a12987',
		]);
		expect(lineOf(screen, healthy.id).slice(17)).toMatch(/^ {18}x\.{27}~={12}$/);
		expect(lineOf(screen, '1781974c2e5218').slice(17)).toMatch(/^ {30}~{29}$/);
		expect(lineOf(screen, crashing.id).slice(17)).toMatch(/^ +X\.+X\.+X\.*X=+$/);
		expect(screen.lineWith('|07:50')).toContain('|07:55');
		expect(screen.lineWith('O OOM')).toContain('X failed exit F failed C cordon U update x exit A act k check L lease');
		expect(screen.lines().at(-1)).toContain('+ - zoom  left right time  0 now  j k machines  esc close');
	});

	test('what failed is red, and what runs is green', async () => {
		const screen = await open(80, 24);
		expect(screen.colorsOf(crashing.id)).toContain('\u001B[1m\u001B[31mX');
		expect(screen.colorsOf(healthy.id)).toContain('\u001B[32m=');
	});

	test('the keys zoom and move at once, with what is known', async () => {
		const screen = await open(80, 24);
		screen.press('-');
		await screen.waitForText('timeline 1 h to now');
		expect(lineOf(screen, healthy.id).slice(17)).toMatch(/^ +x\.+~=+$/);
		screen.press('left');
		await screen.waitForText('timeline 1 h to 07:4');
		expect(lineOf(screen, healthy.id).slice(17).trim()).toBe('');
		screen.press('v');
		await screen.waitForText('[browse]');
	});

	test('nothing of the page changes with the seconds', async () => {
		const screen = await open(80, 24);
		const before = screen.lines().slice(2, -2);
		screen.store.dispatch({type: 'clock-ticked', nowMs: presentMs + 30_000});
		await screen.waitFor(() => screen.lines()[0]?.includes('30s') === true);
		expect(screen.lines().slice(3, -2)).toEqual(before.slice(1));
	});

	test('without machines it says why there are none', async () => {
		expect((await open(80, 24, {machines: []})).lastFrame()).toContain('No machines');
	});
});

test('at 160x48 there is room for names, and for what is wrong', async () => {
	const screen = await open(160, 48);
	expect(screen.lineWith(healthy.id)).toContain(`${healthy.id} quiet-cherry-2286 `);
	expect(screen.lineWith(crashing.id)).toMatch(/X=+ {2}Crash loop: 4 exits/);
	expect(screen.lineWith(outOfMemory.id)).toMatch(/\.{60,} {2}Out of memory/);
});

test('below table and details of 160x48 are the bars of the first machines, and what all signs mean', async () => {
	const view = {cursorId: healthy.id};
	const screen = await renderApp(buildState({machines: exampleFleet, view, timeline: readingOf(exampleFleet, 160)}), 160, 48);
	await screen.waitForText('timeline 15 min to now  1-4/5');
	const strip = screen.lines().slice(-9, -2);
	expect(strip[0]).toMatch(/^┌─ timeline .*= started z asleep .*O OOM X failed exit .*L lease ─+┐$/);
	expect(strip[1]).toContain('|07:50');
	expect(strip[2]).toMatch(new RegExp(`^│ ! ${crashing.id} .*X=+ {2}Crash loop`));
	expect(strip[5]).toMatch(new RegExp(`^│ {3}${healthy.id} .*x\\.+~=+ +│$`));
	expect(strip[6]).toMatch(/^└─+┘$/);
	screen.press('f');
	await screen.waitFor(() => !screen.lastFrame().includes('timeline'));
});

describe('machines that are gone', () => {
	const openGone = async (columns: number, rows: number, machines: readonly Machine[], view = {}): Promise<RenderedApp> => {
		const reading = readingOf(machines, columns);
		const cells = timelineCells(
			{spans: [{state: 'started', fromMs: 0, toMs: presentMs - 7 * 60_000}], ticks: []},
			reading.window,
			timelineWidths(columns - 4).bar,
		);
		const gone = [{machineId: '3d8e0000000001', app: 'web', name: 'old-1', image: 'acme/web:v41', goneAtMs: presentMs - 7 * 60_000}];
		const timeline = {...reading, gone, bars: [...reading.bars, {machineId: '3d8e0000000001', cells}]};
		const screen = await renderApp(buildState({machines, apps: ['web'], view: {mode: timelineMode(), ...view}, timeline}), columns, rows);
		await screen.waitForText('timeline');
		return screen;
	};

	test('have their bars below all others, with a sign that the legend explains', async () => {
		const screen = await openGone(80, 24, [healthy]);
		expect(screen.lineWith('timeline 15 min')).toContain('1-2/2');
		const rows = screen.lines().filter(line => /[0-9a-f]{14} /.test(line) && line.startsWith('│'));
		expect(rows.map(line => line.slice(2, 18))).toEqual([`  ${healthy.id}`, '× 3d8e0000000001']);
		expect(lineOf(screen, '3d8e0000000001').slice(17)).toMatch(/^={31} {28}$/);
		expect(screen.lineWith('O OOM')).toContain('× destroyed O OOM');
	});

	test('are said to be left out where nobody remembers whether they belong to what is shown', async () => {
		const screen = await openGone(80, 24, [healthy], {filter: 'region:lhr'});
		expect(screen.lastFrame()).not.toContain('3d8e0000000001');
		expect(screen.lineWith('O OOM')).toContain('× destroyed: left out O OOM');
	});

	test('say when they went where there is room, also when no other is left', async () => {
		const screen = await openGone(140, 40, []);
		expect(screen.lineWith('3d8e0000000001')).toMatch(/× 3d8e0000000001 old-1 .*=+ +destroyed 07:5\d/);
	});
});

test('at 40x10 two of the bars are seen, and the others come with j', async () => {
	const screen = await open(40, 10);
	expect(screen.lineWith(healthy.id)).toMatch(/x\.+~=+ │$/);
	expect(screen.lastFrame()).not.toContain('1781974c2e5218');
	screen.press('j');
	await screen.waitForText('1781974c2e5218');
	expect(screen.lastFrame()).not.toContain(healthy.id);
	screen.press('G');
	await screen.waitForText('9080e6f3a12987');
});

test.each([
	[40, 10],
	[80, 24],
	[160, 48],
])('at %dx%d nothing is wider or taller than the screen, with a hundred machines of any name', async (columns, rows) => {
	const machines = Array.from({length: 100}, (_, index) =>
		buildMachine({id: `148e${String(index).padStart(10, '0')}`, name: '漢字'.repeat(index % 9)}),
	);
	const screen = await open(columns, rows, {machines, mode: timelineMode({top: 99, zoom: 5})});
	expect(screen.lines().length).toBeLessThanOrEqual(rows);
	expect(
		screen
			.lines()
			.filter(line => line.startsWith('│'))
			.every(line => line.endsWith('│')),
	).toBe(true);
	expect(screen.lineWith('timeline 7 d')).toContain('/100');
	expect(screen.lastFrame()).toContain('148e0000000099');
});

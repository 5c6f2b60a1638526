import {describe, expect, test} from 'vitest';
import {pulseWidths} from '../../../source/domain/fleet-view/page.ts';
import {pulsesFrom} from '../../../source/domain/fleet-view/pulses.ts';
import {windowFor} from '../../../source/domain/history/timeline-window.ts';
import type {Machine} from '../../../source/domain/machine.ts';
import {type FleetMode, type PulseReading, wholeFleet} from '../../../source/store/fleet-view/fleet.ts';
import {buildEvent, buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {buildState} from '../../helpers/build-state.ts';
import {type RenderedApp, renderApp} from '../../helpers/render.tsx';
import {exampleFleet} from '../example-fleet.ts';

const spanMs = 3_600_000;

/** How the last hour went, out of the events of some machines, on a screen of a width. */
const readingOf = (machines: readonly Machine[], width: number, isKept: boolean): PulseReading => {
	const columns = pulseWidths(width - 4).bar;
	const window = windowFor(presentMs, spanMs, columns);
	const lives = machines.map(({events, createdAtMs}) => ({changes: [], events, known: [window], createdAtMs, untilMs: undefined}));
	const pulses = pulsesFrom(lives, window, columns);
	return {readAtMs: presentMs, question: {apps: ['web'], spanMs, columns}, pulses, isKept};
};

type Given = {
	readonly machines?: readonly Machine[];
	readonly mode?: Partial<FleetMode>;
	readonly isKept?: boolean;
	readonly isRead?: boolean;
};

const open = async (
	columns: number,
	rows: number,
	{machines = exampleFleet, mode = {}, isKept = true, isRead = true}: Given = {},
): Promise<RenderedApp> => {
	const pulses = isRead ? readingOf(machines, columns, isKept) : undefined;
	const state = buildState({machines, apps: ['web'], pulses, view: {mode: {...wholeFleet, ...mode}}});
	const screen = await renderApp(state, columns, rows);
	await screen.waitForText('fleet  last');
	return screen;
};

describe('at 80x24', () => {
	test('the page has regions by state with their sums and their worst trouble, totals, and pulses below their times', async () => {
		const screen = await open(80, 24, {mode: {region: 'fra', column: 'state started'}});
		const lines = screen.lines().map(line => line.replace(/^│ |\s*│$/g, ''));
		expect(lines.slice(3, 12)).toEqual([
			'  REGION    all  ● started  ◌ stopping  ○ stopped  other  trouble (worst)',
			'! ALL         5          2           1          1      1        3 (CRASH)',
			'! ams         1          ·           1          ·      ·        1 (STUCK)',
			'! fra         2         >1           ·          1      ·        2 (CRASH)',
			'  iad         1          1           ·          ·      ·                ·',
			'  nrt         1          ·           ·          ·      1                ·',
			'',
			'started/all   2/5 machines   2/6 shared cpus   0/0 performance cpus',
			'0.5/1.5 GB memory',
		]);
		expect(screen.lineWith('|07:15')).toMatch(/\|07:30 +\|07:45/);
		expect(screen.lineWith('2 now')).toMatch(/│ started +███ {2}2 now, 1-2 /);
		expect(screen.lineWith('restarts')).toMatch(/█·█ {2}2 in 1 h/);
		expect(screen.lineWith('failures')).toMatch(/███ {2}4 in 1 h/);
		expect(screen.lines().at(-1)).toContain('enter its machines  + - zoom  esc close');
	});

	test('trouble and the cursor are told by signs, and by colours besides', async () => {
		const screen = await open(80, 24, {mode: {region: 'ams', column: 'trouble'}});
		expect(screen.lineWith('! ams')).toContain('>1 (STUCK)');
		expect(screen.colorsOf('! ams')).toContain('\u001B[31m');
	});

	test('while it is not known how the fleet went, it says that it finds out', async () => {
		const screen = await open(80, 24, {isRead: false});
		expect(screen.lastFrame()).toContain('Finding out how the last 1 h went ...');
		screen.press('-');
		await screen.waitForText('the last 6 h went');
	});

	test('it says what the blanks in the pulses mean, where there are any', async () => {
		const steady = buildMachine({events: [buildEvent({timestampMs: presentMs - 2 * spanMs})]});
		expect((await open(80, 24)).lineWith('fleet  last')).toContain('fleet  last 1 h  blank: nobody watched ─');
		expect((await open(80, 24, {machines: [steady]})).lineWith('fleet  last')).not.toContain('blank');
	});

	test('without a journal it says what the pulses are made of', async () => {
		const screen = await open(80, 24, {isKept: false});
		expect(screen.lineWith('fleet  last')).toContain('no journal: the last events of each machine only');
	});

	test('without machines it says why there are none', async () => {
		expect((await open(80, 24, {machines: []})).lastFrame()).toContain('No machines in web');
	});

	test('nothing of the page changes with the seconds', async () => {
		const screen = await open(80, 24);
		const before = screen.lines().slice(2, -2);
		screen.store.dispatch({type: 'clock-ticked', nowMs: presentMs + 10_000});
		await screen.waitFor(() => screen.lines()[0]?.includes('10s') === true);
		expect(screen.lines().slice(2, -2)).toEqual(before);
	});

	test('enter opens the machines of the cell, and esc the page again', async () => {
		const screen = await open(80, 24, {mode: {region: 'fra', column: 'state stopped'}});
		screen.press('enter');
		await screen.waitForText('/region:fra state:stopped 1 shown');
		expect(screen.lastFrame()).toContain('148ed106c62289');
		screen.press('esc');
		await screen.waitForText('[fleet]');
		expect(screen.lineWith('! fra')).toContain('>1');
	});
});

test('at 160x48 all states have a column, and the charts are high', async () => {
	const screen = await open(160, 48);
	expect(screen.lineWith('REGION')).toContain('◐ suspended  trouble (worst)');
	expect(screen.lineWith('started/all')).toContain('0.5/1.5 GB memory');
	const charts = screen.lines().filter(line => /[▁-█]/.test(line));
	expect(charts.length).toBeGreaterThan(10);
	expect(screen.lastFrame()).not.toContain('timeline');
});

test('at 40x10 the grid goes on around the cursor', async () => {
	const screen = await open(40, 10);
	expect(screen.lineWith('REGION')).toBe('│   REGION    all  ● started  other    │');
	expect(screen.lineWith('fleet  last')).toContain('rows 1-3/5');
	screen.press('G');
	await screen.waitForText('rows 3-5/5');
	expect(screen.lineWith('nrt')).toMatch(/>1/);
});

test.each([
	[40, 10],
	[80, 24],
	[160, 48],
])('at %dx%d nothing is wider or taller than the screen, with forty regions of any name in all states', async (columns, rows) => {
	const states = ['started', 'stopped', 'suspended', 'failed', 'created', 'destroying', 'an unknown state'];
	const machines = Array.from({length: 280}, (_, index) =>
		buildMachine({
			id: `148e${String(index).padStart(10, '0')}`,
			region: `${'漢字'.repeat(index % 5)}${index % 40}`,
			state: states[index % 7] ?? '',
		}),
	);
	const screen = await open(columns, rows, {machines});
	expect(screen.lines().length).toBeLessThanOrEqual(rows);
	expect(
		screen
			.lines()
			.filter(line => line.startsWith('│'))
			.every(line => line.endsWith('│')),
	).toBe(true);
	expect(screen.lineWith('fleet  last')).toContain('/41');
});

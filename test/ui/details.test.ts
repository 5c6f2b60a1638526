import {expect, test} from 'vitest';
import type {ExitLog} from '../../source/domain/details/exit-log.ts';
import type {Tab} from '../../source/domain/details/tabs.ts';
import {buildLogLine} from '../helpers/build-log.ts';
import {buildCheck, buildExitEvent, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';

const minuteMs = 60_000;
const exit = buildExitEvent({exitCode: 1}, 2 * minuteMs);
const failed = buildMachine({state: 'stopped', events: [exit]});
const unwell = buildMachine({
	checks: [
		buildCheck({name: 'database', status: 'critical', output: 'connection refused', updatedAtMs: presentMs - 10 * minuteMs}),
		buildCheck({updatedAtMs: presentMs - 40 * minuteMs}),
	],
});
const history = {
	items: [],
	days: [],
	olderEvents: [],
	checks: [{name: 'database', status: 'passing', atMs: presentMs - 90 * minuteMs, output: ''}],
};

const said = (message: string, afterMs: number) => buildLogLine({message, timestampMs: exit.timestampMs + afterMs});
const log: ExitLog = {
	kind: 'read',
	before: [said('listening', -2000), said('out of sockets', -50)],
	after: [said('restarted by nobody', 500)],
};

const open = async (columns: number, rows: number, machine = failed, tab: Tab = 'events'): Promise<RenderedApp> => {
	const exitLogs = new Map([[`${failed.id} ${exit.id}`, log]]);
	const state = buildState({machines: [machine], exitLogs, history: new Map([[unwell.id, history]]), view: {focus: 'details', tab}});
	const screen = await renderApp(state, columns, rows);
	await screen.waitForText(tab === 'checks' ? '6 che' : 'TIME');
	return screen;
};

/** The lines of the details from one with a text on, with some above it, without the frame. */
const linesFrom = (screen: RenderedApp, text: string, count: number, above = 0): readonly string[] => {
	const lines = screen.lines().map(line => (line.split('│').at(-2) ?? '').trimEnd());
	const first = lines.findIndex(line => line.includes(text));
	return lines.slice(Math.max(0, first - above), first + count);
};

test('at 80x24 what a machine said around its exit stands below the exit', async () => {
	const screen = await open(80, 24);
	expect(linesFrom(screen, 'stopped    flyd', 4)).toEqual([
		' 07:58:00 exit    stopped    flyd   1, error',
		'     log  07:57:58 listening',
		'     log  07:57:59 out of sockets',
		'     then 07:58:00 restarted by nobody',
	]);
});

test('at 80x24 a check that fails has its strip on top of the details, and all checks on their tab', async () => {
	expect(linesFrom(await open(80, 24, unwell), 'database   |', 1)).toEqual([
		' database   |===============XXXXX| critical for 10m, since 07:50:00',
	]);
	expect(linesFrom(await open(80, 24, unwell, 'checks'), 'database', 4)).toEqual([
		' database   |===============XXXXX| critical for 10m, since 07:50:00',
		'            connection refused',
		' http       |     ===============| passing for 40m, since 07:20:00',
		'',
	]);
});

test('a failing check is told apart by its sign and by its colour', async () => {
	const screen = await open(80, 24, unwell, 'checks');
	expect(screen.colorsOf('database')).toContain('\u001B[31mXXXXX');
	expect(screen.colorsOf('database')).toContain('\u001B[32m===');
});

test.each([
	[40, 12],
	[120, 30],
])('at %dx%d every tab can be seen, the open one by its whole name, and the strip whole', async (columns, rows) => {
	const screen = await open(columns, rows, unwell, 'checks');
	expect(screen.lastFrame()).toMatch(/ 1 evt 2 info? 3 conf? 4 leas?e? 5 hist? 6 che/);
	expect(screen.lastFrame()).toContain('|===============XXXXX|');
	screen.press('2');
	await screen.waitFor(() => / 1 evt 2 info 3 conf? 4 leas?e? 5 hist? 6 chk/.test(screen.lastFrame()));
});

const exits = Array.from({length: 20}, (_, index) => buildExitEvent({exitCode: 1}, (index + 1) * 5 * minuteMs));
const crashing = buildMachine({state: 'started', events: exits});

test.each([
	[80, 24],
	[160, 48],
])('at %dx%d } goes from exit to exit, and what was said around each is on the screen', async (columns, rows) => {
	const screen = await renderApp(buildState({machines: [crashing], view: {focus: 'details'}}), columns, rows);
	await screen.waitForText('TIME');
	expect(screen.lines().at(-1)).toContain('{ } exit');
	for (const [index, {id, timestampMs}] of exits.entries()) {
		screen.press('}');
		await screen.waitForText('is being read');
		const before = Array.from({length: 8}, (_, line) =>
			buildLogLine({message: `exit ${index} line ${line}`, timestampMs: timestampMs - 1000}),
		);
		screen.store.dispatch({type: 'exit-log-read', key: `${crashing.id} ${id}`, log: {kind: 'read', before, after: []}});
		await screen.waitForText(`exit ${index} line 7`);
		const [head, first] = linesFrom(screen, 'log  ', 1, 1);
		expect(head).toContain('exit    stopped');
		expect(first).toContain('line 0');
	}
});

test('what was said around an exit does not pull a pane back that was scrolled away from it', async () => {
	const screen = await renderApp(buildState({machines: [crashing], view: {focus: 'details'}}), 80, 12);
	await screen.waitForText('TIME');
	screen.press('}');
	await screen.waitForText('is being read');
	screen.press('G');
	await screen.waitFor(() => !screen.lastFrame().includes('is being read'));
	const {paneScroll} = screen.store.getState().view;
	screen.store.dispatch({type: 'exit-log-read', key: `${crashing.id} ${exits[0]?.id}`, log});
	expect(screen.store.getState().view.paneScroll).toBe(paneScroll);
});

import {describe, expect, test} from 'vitest';
import {buildExitEvent, presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf} from '../helpers/build-state.ts';
import {type RenderedApp, renderApp} from '../helpers/render.tsx';
import {asleep, crashing, exampleFleet, healthy} from './example-fleet.ts';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 160, rows: 48},
];

const marked = (text: string): string => `\u001B[4m\u001B[1m${text}\u001B[22m\u001B[24m`;
const read = ({store}: RenderedApp, machines: typeof exampleFleet, requestId: number): void =>
	store.dispatch(listOf('web', machines, {requestId, requestedAtMs: store.getState().nowMs}));
const passUntil = ({store}: RenderedApp, ms: number): void => store.dispatch({type: 'clock-ticked', nowMs: presentMs + ms});
const rowIndex = ({lines}: RenderedApp, id: string): number => lines().findIndex(line => new RegExp(`^│?[> ][! ][* ]${id}`).test(line));
const rowOf = (screen: RenderedApp, id: string): string => screen.lines()[rowIndex(screen, id)] ?? '';
const colorsOf = (screen: RenderedApp, id: string): string => screen.lastFrameWithColors().split('\n')[rowIndex(screen, id)] ?? '';
const stopped = {...healthy, state: 'stopped', events: [buildExitEvent({exitCode: 0, requestedStop: true}, 1000)]};
const withStopped = exampleFleet.map(machine => (machine === healthy ? stopped : machine));

const open = ({columns, rows}: {readonly columns: number; readonly rows: number}): Promise<RenderedApp> =>
	renderApp(buildState({machines: exampleFleet, view: {cursorId: healthy.id}}), columns, rows);

describe.each(sizes)('at $columns x $rows', size => {
	test('a cell that an answer changed is marked by a style and, where there is room, a sign, and only for some seconds', async () => {
		const screen = await open(size);
		const before = screen.lines();
		read(screen, withStopped, 2);
		await screen.waitFor(() => colorsOf(screen, healthy.id).includes(marked('○ stopped')));
		expect(rowOf(screen, healthy.id)).toContain('○ stopped ~ ');
		expect(colorsOf(screen, healthy.id)).not.toContain(marked(healthy.id));
		expect(colorsOf(screen, crashing.id)).not.toContain('\u001B[4m');
		expect(screen.lines()).toHaveLength(before.length);
		expect(before[rowIndex(screen, crashing.id)]).toContain(crashing.id);
		passUntil(screen, 6000);
		await screen.waitFor(() => !screen.lastFrameWithColors().includes('\u001B[4m'));
		expect(rowOf(screen, healthy.id)).not.toContain('~');
	});

	test('the whole row of a new machine is marked', async () => {
		const screen = await open(size);
		const fresh = {...asleep, id: 'e2865641be9786', name: 'long-bay-8'};
		read(screen, [...exampleFleet, fresh], 2);
		await screen.waitFor(() => colorsOf(screen, fresh.id).includes(marked(fresh.id)));
		expect(colorsOf(screen, fresh.id)).toContain(marked('nrt'));
	});

	test('no row moves within two seconds of a key, and the one under the cursor stays on its line', async () => {
		const screen = await open(size);
		const lineOf = (id: string): number => rowIndex(screen, id);
		screen.press('k');
		await screen.waitFor(() => screen.store.getState().view.handAtMs !== undefined);
		const places = exampleFleet.map(({id}) => lineOf(id));
		read(
			screen,
			exampleFleet.map(machine => (machine === asleep ? {...asleep, state: 'failed', events: []} : machine)),
			2,
		);
		await screen.waitForText('✖ failed');
		expect(exampleFleet.map(({id}) => lineOf(id))).toEqual(places);
		passUntil(screen, 3000);
		await screen.waitFor(() => lineOf(asleep.id) !== places[exampleFleet.indexOf(asleep)]);
	});

	test('what is left of a machine that is gone under the cursor says so', async () => {
		const screen = await open(size);
		read(
			screen,
			exampleFleet.filter(({id}) => id !== healthy.id),
			2,
		);
		await screen.waitForText('× destroyed');
		expect(screen.lineWith('× destroyed')).toMatch(new RegExp(`>.*${healthy.id}`));
		screen.press('s');
		await screen.waitForText('is destroyed');
		expect(screen.effects).toEqual([]);
	});
});

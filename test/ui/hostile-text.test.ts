import fc from 'fast-check';
import {expect, test} from 'vitest';
import {tabs} from '../../source/domain/details/tabs.ts';
import {groupKeys} from '../../source/domain/fleet-view/groups.ts';
import {printable, widthOf} from '../../source/domain/text.ts';
import type {State} from '../../source/store/state.ts';
import type {View} from '../../source/store/view.ts';
import {inMode} from '../helpers/build-state.ts';
import {hostileModes, hostileState, hostileTables} from '../helpers/hostile-state.ts';
import {hostileArbitrary, hostileTexts, uncleanIn} from '../helpers/hostile-text.ts';
import {renderApp} from '../helpers/render.tsx';

/** The only sequence that a frame may hold: a look of letters. */
const look = /\u001B\[[\d;]*m/g;

const edges = '│┌┐└┘├┤';

type Size = {readonly columns: number; readonly rows: number};

/** What is wrong with a frame, in words. */
const faultsOf = (frame: string, {columns, rows}: Size): readonly string[] => {
	const lines = frame.replaceAll(look, '').split('\n');
	const faults = lines.flatMap(line => {
		const unclean = uncleanIn(line);
		const width = widthOf(line);
		const isBoxed = edges.includes(line.charAt(0)) && line !== '';
		return [
			...(unclean === undefined ? [] : [unclean]),
			...(width > columns ? [`${width} cells: ${line}`] : []),
			...(isBoxed && !(width === columns && edges.includes(line.at(-1) ?? '')) ? [`its right edge is elsewhere: ${line}`] : []),
		];
	});
	return lines.length > rows ? [...faults, `${lines.length} lines`] : faults;
};

const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 140, rows: 40},
	{columns: 44, rows: 14},
];

/** Every view of the table and of one machine's details. */
const views = (text: string): readonly Partial<View>[] => [
	{},
	{filter: printable(text)},
	...groupKeys.map(({key}) => ({groupBy: key})),
	...tabs.flatMap(({tab}) => [
		{tab, focus: 'details' as const},
		{tab, focus: 'details' as const, isFullScreen: true},
	]),
];

const everyState = (text: string): readonly State[] => {
	const state = hostileState(text);
	return [
		...views(text).map(view => ({...state, view: {...state.view, ...view}})),
		...hostileModes(text).map(mode => inMode(state, mode)),
		...hostileTables(text).flatMap(table => [table, {...table, view: {...table.view, focus: 'details' as const}}]),
	];
};

const faultsIn = async (state: State, size: Size): Promise<readonly string[]> => {
	const screen = await renderApp(state, size.columns, size.rows);
	const faults = faultsOf(screen.lastFrameWithColors(), size);
	screen.unmount();
	return faults.map(fault => `${state.view.mode.kind} ${state.view.tab} ${state.view.screens.at(-1)?.kind ?? ''}: ${fault}`);
};

/** Each text meets every so many of the states, and each state every so many of the texts. */
const stride = 6;

test.each(hostileTexts.map(([name, text], number) => ({name, text, number})))(
	'$name in every place of pages, tabs and dialogs stays in its cells',
	{timeout: 60_000},
	async ({text, number}) => {
		const states = everyState(text).filter((_state, index) => (index + number) % stride === 0);
		const faults: string[] = [];
		for (const [index, state] of states.entries()) {
			faults.push(...(await faultsIn(state, sizes[(index + number) % sizes.length] ?? {columns: 80, rows: 24})));
		}

		expect(faults).toEqual([]);
	},
);

test('any text in any place stays in its cells', {timeout: 120_000}, async () => {
	await fc.assert(
		fc.asyncProperty(hostileArbitrary, fc.nat(), fc.constantFrom(...sizes), async (text, number, size) => {
			const states = everyState(text);
			const state = states[number % states.length];
			expect(state === undefined ? [] : await faultsIn(state, size)).toEqual([]);
		}),
		{numRuns: 150},
	);
});

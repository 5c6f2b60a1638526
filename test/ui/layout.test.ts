import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Layout, layoutFor, type Pane, stripHeight} from '../../source/ui/layout.ts';

const chrome = 4;

const arrangementOf = (columns: number, rows: number, given: Partial<Parameters<typeof layoutFor>[0]> = {}) =>
	layoutFor({columns, rows, focus: 'table', isFullScreen: false, isOfMachines: true, ...given});

test.for([
	[20, 5, 'too-small'],
	[39, 24, 'too-small'],
	[80, 9, 'too-small'],
	[40, 10, 'table'],
	[40, 12, 'table'],
	[80, 24, 'table'],
	[119, 40, 'table'],
	[120, 40, 'side-by-side'],
	[160, 48, 'side-by-side'],
] as const)('%i x %i is arranged as %s', ([columns, rows, arrangement]) => {
	expect(arrangementOf(columns, rows).arrangement).toBe(arrangement);
});

test('80 x 24 has a preview of six lines, 40 x 12 has none', () => {
	expect(arrangementOf(80, 24).previewLines).toBe(6);
	expect(arrangementOf(40, 12).previewLines).toBe(0);
});

test('details with the focus take the whole body of a narrow screen, and of a wide one when they are full screen', () => {
	const details = {focus: 'details'} as const;
	expect(arrangementOf(80, 24, details).arrangement).toBe('details');
	expect(arrangementOf(160, 48, details).arrangement).toBe('side-by-side');
	expect(arrangementOf(160, 48, {...details, isFullScreen: true}).arrangement).toBe('details');
	expect(arrangementOf(160, 48, {isFullScreen: true}).arrangement).toBe('table');
});

test('from 40 rows there is a timeline of four machines below table and details, and nowhere else', () => {
	expect(arrangementOf(160, 48).stripBars).toBe(4);
	expect(arrangementOf(120, 40).stripBars).toBe(4);
	expect(arrangementOf(160, 39).stripBars).toBe(0);
	expect(arrangementOf(160, 48, {isFullScreen: true}).stripBars).toBe(0);
	expect(arrangementOf(160, 48, {isOfMachines: false}).stripBars).toBe(0);
	expect(arrangementOf(119, 48).stripBars).toBe(0);
});

const input = fc.record({
	columns: fc.integer({min: 1, max: 400}),
	rows: fc.integer({min: 1, max: 200}),
	focus: fc.constantFrom('table' as const, 'details' as const),
	isFullScreen: fc.boolean(),
	isOfMachines: fc.boolean(),
});

const isWhole = ({width, height, lines}: Pane): boolean => width >= 0 && height >= 0 && lines >= 0 && lines <= height;

const usedRows = (layout: Layout): number => {
	const {arrangement, table, details, previewLines} = layout;
	const preview = previewLines === 0 ? 0 : previewLines + 1;
	return arrangement === 'side-by-side'
		? Math.max(table.height, details.height) + stripHeight(layout)
		: table.height + details.height + preview;
};

test('no layout is ever larger than the screen', () => {
	fc.assert(
		fc.property(input, given => {
			const layout = layoutFor(given);
			const {columns, rows, arrangement, table, details} = layout;
			expect(isWhole(table) && isWhole(details)).toBe(true);
			if (arrangement !== 'too-small') {
				expect(arrangement === 'side-by-side' ? table.width + details.width : Math.max(table.width, details.width)).toBe(columns);
				expect(usedRows(layout) + chrome).toBeLessThanOrEqual(rows);
				expect(table.lines + details.lines).toBeGreaterThan(0);
			}
		}),
		{numRuns: 2000},
	);
});

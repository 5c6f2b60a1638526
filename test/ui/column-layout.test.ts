import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type ColumnId, columns, shortTitleOf} from '../../source/domain/columns.ts';
import {sortKeys} from '../../source/domain/sort.ts';
import {layoutFor} from '../../source/ui/layout.ts';
import {type Content, type PlacedColumn, placeColumns} from '../../source/ui/table/column-layout.ts';
import {headText} from '../../source/ui/table/row-text.ts';

const gutter = 3;

const usual: Content['widths'] = new Map<ColumnId, number>([
	['app', 8],
	['name', 17],
	['state', 11],
	['checks', 3],
	['size', 7],
]);

const content = (given: Partial<Content> = {}): Content => ({
	widths: usual,
	hasManyApps: false,
	hasLeases: false,
	sortKey: 'trouble',
	...given,
});

const idsAt = (width: number, given: Partial<Content> = {}): readonly string[] =>
	placeColumns(width, content(given)).map(({column}) => column.id);

const widthAt = (id: ColumnId, width: number, given: Partial<Content> = {}): number | undefined =>
	placeColumns(width, content(given)).find(({column}) => column.id === id)?.width;

const totalWidth = (placed: readonly PlacedColumn[]): number => placed.reduce((sum, {width}) => sum + width + 1, gutter - 1);

test('below 60 columns there are the id, the state and the reason', () => {
	for (const width of [40, 59]) {
		expect(idsAt(width)).toEqual(['id', 'state', 'why']);
		expect(idsAt(width, {hasManyApps: true})).toEqual(['id', 'state', 'why']);
	}
});

test('80 columns have room for age, region, checks and lease too, and of several apps for the app', () => {
	expect(idsAt(80)).toEqual(['id', 'state', 'for', 'region', 'checks', 'size', 'why']);
	expect(idsAt(80, {hasLeases: true})).toEqual(['id', 'state', 'for', 'region', 'checks', 'why', 'lease']);
	expect(idsAt(80, {hasManyApps: true, hasLeases: true})).toEqual(['app', 'id', 'state', 'for', 'region', 'why', 'lease']);
	expect(idsAt(80, {hasManyApps: true})).toEqual(['app', 'id', 'state', 'for', 'region', 'checks', 'why']);
	expect(widthAt('why', 80, {hasManyApps: true})).toBeGreaterThanOrEqual(24);
	expect(widthAt('app', 80, {hasManyApps: true})).toBe(8);
});

test('200 columns have room for every column', () => {
	expect(idsAt(200, {hasManyApps: true})).toEqual(columns.map(({id}) => id));
});

test('a column is as wide as its content, and what is left is for the reason', () => {
	const widths = new Map<ColumnId, number>([...usual, ['name', 9], ['app', 3]]);
	expect(widthAt('name', 200, {widths, hasManyApps: true})).toBe(9);
	expect(widthAt('app', 200, {widths, hasManyApps: true})).toBe(3);
	expect(widthAt('name', 200)).toBe(17);
	expect(widthAt('why', 200)).toBeGreaterThan(60);
});

test('content of any length takes no more than a column may have', () => {
	const widths = new Map(columns.map(({id}): [ColumnId, number] => [id, 10_000]));
	for (const {column, width} of placeColumns(400, content({widths, hasManyApps: true})).filter(({column: {id}}) => id !== 'why')) {
		expect(width).toBe(column.maxWidth);
	}
});

const anyContent: fc.Arbitrary<Content> = fc.record({
	widths: fc
		.array(fc.tuple(fc.constantFrom(...columns.map(({id}) => id)), fc.nat({max: 60})), {maxLength: 10})
		.map(entries => new Map(entries)),
	hasManyApps: fc.boolean(),
	hasLeases: fc.boolean(),
	sortKey: fc.constantFrom(...sortKeys),
});

test('columns that fit stay in order, and a wider screen never loses one', () => {
	const order = columns.map(({id}) => id as string);
	fc.assert(
		fc.property(fc.integer({min: 40, max: 400}), anyContent, (width, given) => {
			const ids = idsAt(width, given);
			expect(ids).toEqual(order.filter(id => ids.includes(id)));
			expect(idsAt(width + 1, given)).toEqual(expect.arrayContaining([...ids]));
		}),
	);
});

test('on any screen the columns fill the table, none is below its least width, and the app is there when it must be', () => {
	fc.assert(
		fc.property(fc.integer({min: 1, max: 400}), fc.integer({min: 1, max: 200}), anyContent, (screenColumns, screenRows, given) => {
			const {arrangement, table} = layoutFor({
				columns: screenColumns,
				rows: screenRows,
				focus: 'table',
				isFullScreen: false,
				isOfMachines: true,
			});
			if (arrangement === 'too-small') {
				return;
			}

			const width = arrangement === 'side-by-side' ? table.width - 2 : table.width;
			const placed = placeColumns(width, given);
			expect(totalWidth(placed)).toBe(width);
			expect(placed.every(each => each.width >= each.column.minWidth)).toBe(true);
			if (width >= 60) {
				expect(placed.some(({column}) => column.id === 'app')).toBe(given.hasManyApps);
			}

			const head = headText(placed, {key: given.sortKey, isDescending: false});
			expect(head).toHaveLength(width);
			expect(head).not.toContain('…');
			for (const {column} of placed) {
				expect(head).toContain(shortTitleOf(column));
			}
		}),
		{numRuns: 1000},
	);
});

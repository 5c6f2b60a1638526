import fc from 'fast-check';
import {expect, test} from 'vitest';
import {columns} from '../../source/domain/columns.ts';
import {placeColumns} from '../../source/ui/table/column-layout.ts';

const gutter = 3;

const idsAt = (width: number, hasManyApps = false): readonly string[] => placeColumns(width, hasManyApps).map(({column}) => column.id);

const totalWidth = (width: number, hasManyApps: boolean): number =>
	placeColumns(width, hasManyApps).reduce((sum, placed) => sum + placed.width + 1, gutter - 1);

test('40 columns keep what matters: id, state and why', () => {
	expect(idsAt(40)).toEqual(expect.arrayContaining(['id', 'state', 'why']));
	expect(idsAt(40)).not.toContain('name');
});

test('80 columns have room for age, region, checks and lease too', () => {
	expect(idsAt(80)).toEqual(expect.arrayContaining(['id', 'state', 'for', 'region', 'checks', 'why', 'lease']));
});

test('200 columns have room for every column', () => {
	expect(idsAt(200, true)).toEqual(columns.map(({id}) => id));
});

test('the app is only named when there are several', () => {
	expect(idsAt(200, false)).not.toContain('app');
	expect(idsAt(200, true)[0]).toBe('app');
});

test('columns that fit stay in order, none is narrower than a cell, and a wider screen never loses one', () => {
	const order = columns.map(({id}) => id as string);
	fc.assert(
		fc.property(fc.integer({min: 1, max: 400}), fc.boolean(), (width, hasManyApps) => {
			const ids = idsAt(width, hasManyApps);
			expect(ids).toEqual(order.filter(id => ids.includes(id)));
			expect(placeColumns(width, hasManyApps).every(placed => placed.width >= 1)).toBe(true);
			expect(idsAt(width + 1, hasManyApps)).toEqual(expect.arrayContaining([...ids]));
		}),
	);
});

test('from 40 cells on, the columns are never wider together than the table', () => {
	fc.assert(
		fc.property(fc.integer({min: 40, max: 400}), fc.boolean(), (width, hasManyApps) => {
			expect(totalWidth(width, hasManyApps)).toBeLessThanOrEqual(width);
		}),
	);
});

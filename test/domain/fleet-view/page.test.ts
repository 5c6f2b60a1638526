import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fleetHeights} from '../../../source/domain/fleet-view/page.ts';

test.each([
	[18, 5, 2, {gridRows: 5, totals: 2, chart: 2}],
	[18, 40, 2, {gridRows: 9, totals: 2, chart: 1}],
	[42, 5, 1, {gridRows: 5, totals: 1, chart: 5}],
	[42, 40, 1, {gridRows: 34, totals: 1, chart: 1}],
	[10, 20, 2, {gridRows: 6, totals: 2, chart: 0}],
	[4, 20, 2, {gridRows: 3, totals: 0, chart: 0}],
])('%d lines for %d rows and totals of %d are shared as %j', (lines, rows, totals, heights) => {
	expect(fleetHeights(lines, rows, totals)).toEqual(heights);
});

test('no more lines are given than there are', () => {
	fc.assert(
		fc.property(fc.integer({min: 2, max: 80}), fc.integer({min: 1, max: 50}), fc.integer({min: 1, max: 4}), (lines, rows, totalsLines) => {
			const {gridRows, totals, chart} = fleetHeights(lines, rows, totalsLines);
			expect(1 + gridRows + (totals === 0 ? 0 : totals + 1) + (chart === 0 ? 0 : 2 + 3 * chart)).toBeLessThanOrEqual(lines);
			expect(gridRows).toBeGreaterThan(0);
		}),
	);
});

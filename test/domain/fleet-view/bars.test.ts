import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {barLines} from '../../../source/domain/fleet-view/bars.ts';

describe('a chart', () => {
	test.each([
		[[0, 1, 2, 4, 8], 1, ['·▁▂▄█']],
		[[undefined, 0, 3], 1, [' ·█']],
		[[0, 0], 1, ['··']],
		[[], 1, ['']],
		[[1, 1000], 1, ['▁█']],
		[[4, 8, 0], 2, [' █ ', '██·']],
		[[1, 3, 4], 2, [' ▄█', '▄██']],
	])('of %j in %d lines is %j', (values, height, lines) => {
		expect(barLines(values, height)).toEqual(lines);
	});

	test('has a cell for each value, a higher one is never shown lower, and something never as nothing', () => {
		const values = fc.array(fc.option(fc.nat({max: 10_000}), {nil: undefined}), {maxLength: 100});
		fc.assert(
			fc.property(values, fc.integer({min: 1, max: 5}), (counts, height) => {
				const lines = barLines(counts, height).map(line => [...line]);
				const heightOf = (column: number): number =>
					lines.reduce((sum, line) => sum + Math.max(0, ' ▁▂▃▄▅▆▇█'.indexOf(line[column] ?? ' ')), 0);
				expect(lines).toHaveLength(height);
				expect(lines.every(line => line.length === counts.length)).toBe(true);
				for (const [column, count] of counts.entries()) {
					expect(heightOf(column) > 0).toBe((count ?? 0) > 0);
					expect(counts.every((other, index) => (other ?? 0) > (count ?? 0) || heightOf(index) <= heightOf(column))).toBe(true);
				}
			}),
		);
	});
});

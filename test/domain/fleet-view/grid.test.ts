import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {diagnose} from '../../../source/domain/diagnosis/diagnosis.ts';
import {gridOf} from '../../../source/domain/fleet-view/grid.ts';
import {cellFilter, countIn, gridColumns, regionWidth} from '../../../source/domain/fleet-view/grid-columns.ts';
import type {Machine} from '../../../source/domain/machine.ts';
import {selectRows} from '../../../source/store/selectors.ts';
import {twoAppsArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildExitEvent, buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {buildState} from '../../helpers/build-state.ts';

const gridFrom = (machines: readonly Machine[]) => gridOf(machines, diagnose(machines, presentMs));
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('every machine is counted once', () => {
	test('by region, by state, and in the columns of a screen of any width', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, fc.integer({min: 36, max: 200}), (machines, width) => {
				const grid = gridFrom(machines);
				expect(grid.all.count).toBe(machines.length);
				expect(sum(grid.regions.map(({count}) => count))).toBe(machines.length);
				const ofStates = gridColumns(grid, width).filter(({states}) => states !== undefined);
				for (const row of [grid.all, ...grid.regions]) {
					expect(sum(ofStates.map(column => countIn(row, column)))).toBe(row.count);
				}

				for (const column of gridColumns(grid, width)) {
					expect(sum(grid.regions.map(row => countIn(row, column)))).toBe(countIn(grid.all, column));
				}
			}),
		);
	});
});

test('the columns never take more cells than there are', () => {
	fc.assert(
		fc.property(twoAppsArbitrary, fc.integer({min: 36, max: 200}), (machines, width) => {
			const grid = gridFrom(machines);
			expect(regionWidth(grid) + sum(gridColumns(grid, width).map(column => column.width + 2))).toBeLessThanOrEqual(width);
		}),
	);
});

test('the filter of a cell leaves exactly its machines in the table', () => {
	fc.assert(
		fc.property(twoAppsArbitrary, fc.integer({min: 36, max: 200}), (machines, width) => {
			const grid = gridFrom(machines);
			for (const row of [grid.all, ...grid.regions]) {
				for (const column of gridColumns(grid, width)) {
					const view = {filter: cellFilter(row, column), isTroubleOnly: column.isTrouble};
					expect(selectRows(buildState({machines, view}))).toHaveLength(countIn(row, column));
				}
			}
		}),
		{numRuns: 30},
	);
});

test.each([
	['fra', 'started', 'region:fra state:started'],
	['', 'started', 'region:none state:started'],
	['far away', 'stopped', 'region:"far away" state:stopped'],
	['fra', 'dreaming', 'region:fra state:dreaming*'],
])('a machine in %j that is %s is found by %s', (region, state, filter) => {
	const machine = buildMachine({region, state});
	const grid = gridFrom([machine]);
	const column = gridColumns(grid, 100).find(({states}) => states !== undefined);
	expect(column === undefined ? '' : cellFilter(grid.regions[0] ?? grid.all, column)).toBe(filter);
	expect(
		selectRows(buildState({machines: [machine, buildMachine({id: 'other', region: 'zzz', state: 'failed'})], view: {filter}})),
	).toEqual([machine]);
});

test('regions with the worst trouble come first, then they go by name', () => {
	const failed = buildExitEvent({exitCode: 1});
	const grid = gridFrom([
		buildMachine({id: 'a', region: 'ams'}),
		buildMachine({id: 'b', region: 'fra', state: 'failed'}),
		buildMachine({id: 'c', region: 'lhr', state: 'stopped', events: [failed]}),
		buildMachine({id: 'd', region: 'iad', state: 'failed'}),
	]);
	expect(grid.regions.map(({region}) => region)).toEqual(['fra', 'iad', 'lhr', 'ams']);
	expect(grid.all.trouble).toMatchObject({count: 3, worst: {kind: 'FAILED'}});
});

test('states stand in the order of a life, and where not all fit, those of the fewest share a column', () => {
	const states = ['stopped', 'started', 'started', 'suspended', 'failed', 'odd'];
	const grid = gridFrom(states.map((state, index) => buildMachine({id: `${index}`, state})));
	expect(grid.states).toEqual(['started', 'stopped', 'suspended', 'failed', 'odd']);
	expect(gridColumns(grid, 76).map(({title}) => title)).toEqual([
		'all',
		'● started',
		'○ stopped',
		'◐ suspended',
		'other',
		'trouble (worst)',
	]);
	expect(gridColumns(grid, 36).map(({title}) => title)).toEqual(['all', '● started', 'other']);
	expect(gridColumns(grid, 156).map(({title}) => title)).toContain('? odd');
});

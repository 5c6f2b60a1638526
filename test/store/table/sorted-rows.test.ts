import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Diagnosis, diagnosisAt, findIn, keepDiagnosis} from '../../../source/domain/diagnosis/diagnosis.ts';
import type {Machine} from '../../../source/domain/machine.ts';
import {mergeFleet} from '../../../source/domain/merge-fleet.ts';
import {insertMachines, sortMachines} from '../../../source/domain/sort.ts';
import {noLeases} from '../../../source/store/machine-subjects.ts';
import {type RowsWish, type SortedRows, sortRows} from '../../../source/store/table/sorted-rows.ts';
import {filterArbitrary, machinesArbitrary, sortArbitrary} from '../../helpers/arbitrary-machine.ts';
import {presentMs} from '../../helpers/build-machine.ts';
import {machineQuery} from '../../helpers/diagnose.ts';

const wishArbitrary: fc.Arbitrary<RowsWish> = fc
	.record({isTroubleOnly: fc.boolean(), filter: filterArbitrary, sort: sortArbitrary, laterMs: fc.nat({max: 600_000})})
	.map(({filter, laterMs, ...wish}) => ({...wish, query: machineQuery(filter), leases: noLeases, nowMs: presentMs + laterMs}));

type Step =
	| {readonly poll: {readonly app: string; readonly machines: readonly Machine[]}}
	| {readonly wish: RowsWish}
	| {readonly laterMs: number};

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
	{weight: 4, arbitrary: fc.constantFrom('api', 'web').chain(app => machinesArbitrary(app).map(machines => ({poll: {app, machines}})))},
	{weight: 1, arbitrary: wishArbitrary.map(wish => ({wish}))},
	{weight: 1, arbitrary: fc.nat({max: 1_000_000}).map(laterMs => ({laterMs}))},
);

describe('the rows of a table', () => {
	test('are the same, whether they come of those before or are made anew, whatever polls, sorts, filters and time do', () => {
		fc.assert(
			fc.property(wishArbitrary, fc.array(stepArbitrary, {maxLength: 12}), (first, steps) => {
				let fleet: ReadonlyMap<string, Machine> = new Map();
				let diagnosis: Diagnosis = new Map();
				let wish = first;
				let nowMs = presentMs;
				let rows: SortedRows | undefined;
				for (const step of steps) {
					fleet = 'poll' in step ? mergeFleet(fleet, step.poll.app, step.poll.machines) : fleet;
					wish = 'wish' in step ? step.wish : wish;
					nowMs += 'laterMs' in step ? step.laterMs : 0;
					diagnosis = keepDiagnosis(diagnosis, diagnosisAt(findIn([...fleet.values()]), nowMs));
					rows = sortRows(rows, fleet, diagnosis, wish);
					expect(rows.rows).toEqual(sortRows(undefined, fleet, diagnosis, wish).rows);
				}
			}),
		);
	});

	test('are the same array where nothing that they show changed', () => {
		fc.assert(
			fc.property(machinesArbitrary('api'), machinesArbitrary('web'), wishArbitrary, (api, web, given) => {
				const wish = {...given, isTroubleOnly: false, query: machineQuery('app:api')};
				const fleet = mergeFleet(new Map(), 'api', api);
				const diagnosis = new Map();
				const before = sortRows(undefined, fleet, diagnosis, wish);
				expect(sortRows(before, mergeFleet(fleet, 'web', web), diagnosis, wish).rows).toBe(before.rows);
			}),
		);
	});

	test('take more machines where a sort of all would put them', () => {
		fc.assert(
			fc.property(machinesArbitrary('api'), machinesArbitrary('web'), sortArbitrary, (api, web, sort) => {
				const diagnosis = diagnosisAt(findIn([...api, ...web]), presentMs);
				const sorted = sortMachines(api, sort, diagnosis);
				expect(insertMachines(sorted, web, sort, diagnosis)).toEqual(sortMachines([...api, ...web], sort, diagnosis));
			}),
		);
	});
});

test('a diagnosis keeps what stays the same, and is the same where all does', () => {
	fc.assert(
		fc.property(machinesArbitrary('web'), machinesArbitrary('web'), (earlier, later) => {
			const before = diagnosisAt(findIn(earlier), presentMs);
			expect(keepDiagnosis(before, diagnosisAt(findIn(structuredClone(earlier)), presentMs))).toBe(before);
			const next = diagnosisAt(findIn(later), presentMs);
			expect(keepDiagnosis(before, next)).toEqual(next);
		}),
	);
});

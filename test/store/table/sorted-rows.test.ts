import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Diagnosis, diagnosisAt, findIn, keepDiagnosis} from '../../../source/domain/diagnosis/diagnosis.ts';
import type {Machine} from '../../../source/domain/machine.ts';
import {mergeFleet} from '../../../source/domain/merge-fleet.ts';
import {defaultSort, insertMachines, removeMachines, sortMachines} from '../../../source/domain/sort.ts';
import {noLeases} from '../../../source/store/machine-subjects.ts';
import {type RowsWish, type SortedRows, sortRows} from '../../../source/store/table/sorted-rows.ts';
import {filterArbitrary, machinesArbitrary, sortArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {machineQuery} from '../../helpers/diagnose.ts';

const wishArbitrary: fc.Arbitrary<RowsWish> = fc
	.record({isTroubleOnly: fc.boolean(), filter: filterArbitrary, sort: sortArbitrary, laterMs: fc.nat({max: 600_000})})
	.map(({filter, laterMs, ...wish}) => ({...wish, query: machineQuery(filter), leases: noLeases, nowMs: presentMs + laterMs}));

type Step =
	| {readonly poll: {readonly app: string; readonly machines: readonly Machine[]}}
	| {readonly wish: RowsWish}
	| {readonly typed: string}
	| {readonly laterMs: number};

/** What is typed into a filter, `<` for a letter that is taken back. */
const typedArbitrary = fc.constantFrom(
	...['<', ' ', '-', '~', '"', 'api', 'web', 'state:', 'state:stopped', 'started', 'name-1', ...'apiwebfrst1'.split('')],
);

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
	{weight: 4, arbitrary: fc.constantFrom('api', 'web').chain(app => machinesArbitrary(app).map(machines => ({poll: {app, machines}})))},
	{weight: 1, arbitrary: wishArbitrary.map(wish => ({wish}))},
	{weight: 6, arbitrary: typedArbitrary.map(typed => ({typed}))},
	{weight: 1, arbitrary: fc.nat({max: 1_000_000}).map(laterMs => ({laterMs}))},
);

describe('the rows of a table', () => {
	const typedInto = (wish: RowsWish, typed: string): RowsWish => {
		const {text} = wish.query;
		return {...wish, query: machineQuery(typed === '<' ? text.slice(0, -1) : `${text}${typed}`)};
	};

	test('are the same, whether they come of those before or are made anew, whatever polls, sorts, filters and time do', () => {
		fc.assert(
			fc.property(wishArbitrary, fc.array(stepArbitrary, {maxLength: 20}), (first, steps) => {
				let fleet: ReadonlyMap<string, Machine> = new Map();
				let diagnosis: Diagnosis = new Map();
				let wish = first;
				let nowMs = presentMs;
				let rows: SortedRows | undefined;
				for (const step of steps) {
					fleet = 'poll' in step ? mergeFleet(fleet, step.poll.app, step.poll.machines) : fleet;
					wish = 'wish' in step ? step.wish : 'typed' in step ? typedInto(wish, step.typed) : wish;
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

	test('are looked for, while a filter is typed, among those that were shown before', () => {
		const machines = Array.from({length: 200}, (_, index) => buildMachine({id: String(index), name: `name-${index}`}));
		const fleet = mergeFleet(new Map(), 'web', machines);
		let looks = 0;
		const diagnosis: Diagnosis = Object.assign(new Map(), {
			get() {
				looks += 1;
			},
		});
		const wish: RowsWish = {isTroubleOnly: false, query: machineQuery('name-1'), sort: defaultSort, leases: noLeases, nowMs: presentMs};
		const shown = sortRows(undefined, fleet, diagnosis, wish);
		looks = 0;
		const narrower = sortRows(shown, fleet, diagnosis, {...wish, query: machineQuery('name-19')});
		expect([narrower.rows.length, looks]).toEqual([11, shown.rows.length]);
		expect(sortRows(narrower, fleet, diagnosis, wish)).toBe(shown);
		expect(looks).toBe(shown.rows.length);
	});

	test('take more machines where a sort of all would put them, and are without them what they were', () => {
		fc.assert(
			fc.property(machinesArbitrary('api'), machinesArbitrary('web'), sortArbitrary, (api, web, sort) => {
				const diagnosis = diagnosisAt(findIn([...api, ...web]), presentMs);
				const sorted = sortMachines(api, sort, diagnosis);
				const all = insertMachines(sorted, web, sort, diagnosis);
				expect(all).toEqual(sortMachines([...api, ...web], sort, diagnosis));
				expect(removeMachines(all, web, sort, diagnosis)).toEqual(sorted);
				expect(removeMachines(sorted, web, sort, diagnosis)).toBe(sorted);
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

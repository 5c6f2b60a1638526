import fc from 'fast-check';
import {expect, test} from 'vitest';
import {selectContentWidths} from '../../source/store/content-widths.ts';
import {selectCounts} from '../../source/store/counts.ts';
import type {State} from '../../source/store/state.ts';
import {machinesArbitrary} from '../helpers/arbitrary-machine.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';

const step = fc.oneof(
	{weight: 3, arbitrary: fc.constantFrom('api', 'web').chain(app => machinesArbitrary(app).map(machines => ({app, machines})))},
	{weight: 1, arbitrary: fc.nat({max: 600_000}).map(laterMs => ({laterMs}))},
);

const told = (state: State) => ({counts: selectCounts(state), widths: selectContentWidths(state)});

test('what is counted and measured of a fleet is the same, whether it comes of what was before or is made anew', () => {
	const empty = buildState({apps: ['api', 'web']});
	fc.assert(
		fc.property(fc.array(step, {maxLength: 10}), steps => {
			let state = empty;
			let nowMs = presentMs;
			const before = [];
			for (const [index, each] of steps.entries()) {
				nowMs += 'laterMs' in each ? each.laterMs : 0;
				state = reduceAll(
					state,
					'laterMs' in each
						? {type: 'clock-ticked', nowMs}
						: listOf(each.app, each.machines, {requestId: index + 10, requestedAtMs: nowMs}),
				);
				before.push({state, told: told(state)});
			}

			for (const {state: known, told: expected} of before) {
				told(empty);
				expect(told(known)).toEqual(expected);
			}
		}),
	);
});

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {StoreEvent} from '../../source/store/events.ts';
import {newFeed} from '../../source/store/initial-state.ts';
import {windowTop} from '../../source/store/reduce-view.ts';
import {reduce} from '../../source/store/reducer.ts';
import {countDetailLines, selectCursorIndex, selectCursorMachine, selectRows} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {filterArbitrary, machinesArbitrary, sortArbitrary, twoAppsArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildConfig, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';
import {buildState, buildTarget, listOf, reduceAll} from '../helpers/build-state.ts';

const viewChanged = (change: Partial<State['view']>): StoreEvent => ({type: 'view-changed', change});

/** Anything that moves rows about, still to be numbered as requests are. */
const happening: fc.Arbitrary<(requestId: number) => StoreEvent> = fc.oneof(
	machinesArbitrary('web').map(
		machines => (requestId: number) => listOf('web', machines, {requestId, requestedAtMs: presentMs + requestId}),
	),
	machinesArbitrary('api').map(
		machines => (requestId: number) => listOf('api', machines, {requestId, requestedAtMs: presentMs + requestId}),
	),
	sortArbitrary.map(sort => () => viewChanged({sort})),
	filterArbitrary.map(filter => () => viewChanged({filter})),
	fc.integer({min: 1, max: 8}).map(tableRows => () => viewChanged({tableRows})),
);

test('through any refreshes, orders and filters the cursor stays on its machine while that is listed, else on a row that is', () => {
	fc.assert(
		fc.property(twoAppsArbitrary, fc.array(happening, {maxLength: 12}), fc.nat(), (machines, happenings, start) => {
			const first = buildState({machines, apps: ['api', 'web']});
			let state = reduce(first, viewChanged({cursorId: machines[start % Math.max(1, machines.length)]?.id}));
			for (const [index, toEvent] of happenings.entries()) {
				const before = state.view.cursorId;
				state = reduce(state, toEvent(index + 2));
				const rows = selectRows(state);
				const {cursorId, top, tableRows} = state.view;
				const cursor = rows.findIndex(machine => machine.id === cursorId);
				if (rows.length === 0) {
					expect(cursorId).toBeUndefined();
					continue;
				}

				expect(cursor).toBeGreaterThanOrEqual(0);
				expect(cursor - top).toBeGreaterThanOrEqual(0);
				expect(cursor - top).toBeLessThan(tableRows);
				if (rows.some(machine => machine.id === before)) {
					expect(cursorId).toBe(before);
				}
			}
		}),
	);
});

describe('the cursor', () => {
	const machines = ['a', 'b', 'c'].map(id => buildMachine({id}));
	const onMiddle = reduce(buildState({machines, view: {sort: {key: 'id', isDescending: false}}}), viewChanged({cursorId: 'b'}));

	test('is on the first row at first', () => {
		expect(buildState({machines, view: {sort: {key: 'id', isDescending: true}}}).view.cursorId).toBe('c');
	});

	describe('while the first answers come in', () => {
		const many = Array.from({length: 100}, (_, index) => buildMachine({id: `m${100 + index}`}));
		const bad = buildMachine({id: 'z', state: 'failed'});
		const badInApi = {...bad, app: 'api'};
		const complete = buildState({machines: many, view: {tableRows: 10}});
		const loaded = {...complete, feeds: new Map([...complete.feeds, ['api', newFeed('api')]])};

		test('stays on the first row, whatever is loaded before it', () => {
			const {view} = reduce(loaded, listOf('api', [badInApi]));
			expect(view).toMatchObject({cursorId: 'z', top: 0});
		});

		test('but once every app has answered it is bound to its machine: a key must not hit the one that came there meanwhile', () => {
			const all = reduce(loaded, listOf('api', []));
			expect(reduce(all, listOf('api', [badInApi], {requestId: 2})).view.cursorId).toBe('m100');
			expect(reduce(complete, listOf('web', [...many, bad], {requestId: 2})).view.cursorId).toBe('m100');
		});

		test('stays on the first row when the order is turned round', () => {
			const byId = reduce(loaded, viewChanged({sort: {key: 'id', isDescending: true}}));
			expect(byId.view).toMatchObject({cursorId: 'm199', top: 0});
		});

		test.each<{readonly what: string; readonly event: StoreEvent}>([
			{what: 'a move', event: viewChanged({cursorId: 'm100'})},
			{what: 'a look into its details', event: viewChanged({focus: 'details'})},
			{what: 'a dialog about it', event: viewChanged({mode: {kind: 'wait', targets: [buildTarget({id: 'm100'})], picked: 0}})},
			{what: 'an action', event: {type: 'action-started', pending: buildPending({machineId: 'm100'})}},
		])('but $what binds it to its machine', ({event}) => {
			const after = reduceAll(loaded, event, listOf('api', [badInApi]));
			expect(after.view.cursorId).toBe('m100');
		});

		test('and what is no choice does not bind it', () => {
			const after = reduceAll(loaded, viewChanged({tableRows: 20, mode: {kind: 'help', scroll: 0}}), listOf('api', [badInApi]));
			expect(after.view.cursorId).toBe('z');
		});
	});

	test('goes to the row that took the place of a machine that the person does not want to see any more', () => {
		expect(reduce(onMiddle, viewChanged({filter: '!id:b'})).view.cursorId).toBe('c');
	});

	test('goes up when the last row is to be seen no more', () => {
		const onLast = reduce(onMiddle, viewChanged({cursorId: 'c'}));
		expect(reduce(onLast, viewChanged({filter: '!id:c'})).view.cursorId).toBe('b');
	});

	test('takes the details back to their top when it lands on another machine, and only then', () => {
		const config = buildConfig({raw: Array.from({length: 50}, (_, index) => index)});
		const long = machines.map(machine => ({...machine, config}));
		const state = reduceAll(onMiddle, listOf('web', long, {requestId: 2}), viewChanged({tab: 'config', paneScroll: 9}));
		expect(state.view.paneScroll).toBe(9);
		const kept = reduceAll(state, listOf('web', long.slice(1), {requestId: 3}), viewChanged({sort: {key: 'id', isDescending: true}}));
		expect(kept.view).toMatchObject({cursorId: 'b', paneScroll: 9});
		expect(reduceAll(state, viewChanged({filter: '!id:b'})).view).toMatchObject({cursorId: 'c', paneScroll: 0});
	});

	test('is on no machine when the filter leaves none, and on the first again afterwards', () => {
		const none = reduce(onMiddle, viewChanged({filter: 'nothing like it'}));
		expect(none.view.cursorId).toBeUndefined();
		expect(selectCursorMachine(none)).toBeUndefined();
		expect(selectCursorIndex(none)).toBe(-1);
		expect(reduce(none, viewChanged({filter: ''})).view.cursorId).toBe('a');
	});
});

describe('the window', () => {
	const total = fc.integer({min: 1, max: 200});

	test('always shows the cursor, never an empty row below the last, and moves no further than it must', () => {
		fc.assert(
			fc.property(fc.nat({max: 250}), total, fc.nat(), fc.integer({min: 1, max: 60}), (top, rows, seed, height) => {
				const cursor = seed % rows;
				const next = windowTop(top, cursor, height, rows);
				expect(next).toBeGreaterThanOrEqual(0);
				expect(next).toBeLessThanOrEqual(Math.max(0, rows - height));
				expect(cursor - next).toBeGreaterThanOrEqual(0);
				expect(cursor - next).toBeLessThan(height);
				const isFine = top <= cursor && cursor < top + height && top <= Math.max(0, rows - height);
				if (isFine) {
					expect(next).toBe(top);
				}
			}),
		);
	});

	test('of no rows is at the top', () => {
		expect(windowTop(5, -1, 10, 0)).toBe(0);
	});
});

describe('the scroll of the details', () => {
	const machineOf = (lines: number) => buildMachine({config: buildConfig({raw: Array.from({length: lines}, (_, index) => index)})});
	const state = buildState({machines: [machineOf(40)], view: {tab: 'config', paneRows: 10}});
	const end = countDetailLines(state, 'config') - 10;

	test('goes no further than the last line', () => {
		expect(reduce(state, viewChanged({paneScroll: 1_000_000})).view.paneScroll).toBe(end);
		expect(reduce(state, viewChanged({paneScroll: end - 1})).view.paneScroll).toBe(end - 1);
	});

	test('goes back when the pane grows or the tab is shorter', () => {
		const scrolled = reduce(state, viewChanged({paneScroll: end}));
		expect(reduce(scrolled, viewChanged({paneRows: 15})).view.paneScroll).toBe(end - 5);
		expect(reduce(scrolled, viewChanged({tab: 'lease'})).view.paneScroll).toBe(0);
	});

	test('goes back when the machine has fewer lines than before', () => {
		const scrolled = reduce(state, viewChanged({paneScroll: end}));
		expect(reduce(scrolled, listOf('web', [machineOf(5)], {requestId: 2})).view.paneScroll).toBe(0);
		expect(reduce(scrolled, listOf('web', [machineOf(35)], {requestId: 2})).view.paneScroll).toBe(end - 5);
	});
});

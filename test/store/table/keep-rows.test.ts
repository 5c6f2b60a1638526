import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Machine} from '../../../source/domain/machine.ts';
import type {StoreEvent} from '../../../source/store/events.ts';
import {selectLines} from '../../../source/store/fleet-view/lines.ts';
import {reduce} from '../../../source/store/reducer.ts';
import {selectCursorIndex, selectCursorMachine, selectRows, selectSettledRows} from '../../../source/store/selectors.ts';
import type {Mode, State} from '../../../source/store/state.ts';
import {isHandBusy} from '../../../source/store/table/hand.ts';
import {filterArbitrary, machinesArbitrary, sortArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {buildState, buildTarget, inMode, listOf, reduceAll} from '../../helpers/build-state.ts';
import {press} from '../../helpers/press.ts';

const key: StoreEvent = {type: 'key-pressed'};
const viewChanged = (change: Partial<State['view']>): StoreEvent => ({type: 'view-changed', change});
const tickAt = (ms: number): StoreEvent => ({type: 'clock-ticked', nowMs: presentMs + ms});
const idsOf = (state: State): readonly string[] => selectRows(state).map(({id}) => id);
const lineOf = (state: State): number => selectCursorIndex(state) - state.view.top;

const machines = ['a', 'b', 'c', 'd'].map(id => buildMachine({id}));
const failing = (id: string): Machine => buildMachine({id, state: 'failed'});
const withFailing = (...ids: readonly string[]): readonly Machine[] =>
	machines.map(machine => (ids.includes(machine.id) ? failing(machine.id) : machine));
const onSecond = buildState({machines, view: {cursorId: 'b'}});

describe('while the hand is busy', () => {
	test('rows stay where they are, with what is new of them, and settle when it rests', () => {
		const busy = reduceAll(onSecond, key, listOf('web', withFailing('d'), {requestId: 2}));
		expect(idsOf(busy)).toEqual(['a', 'b', 'c', 'd']);
		expect(selectRows(busy)[3]).toMatchObject({state: 'failed'});
		expect(idsOf(reduce(busy, tickAt(2000)))).toEqual(['a', 'b', 'c', 'd']);
		expect(idsOf(reduce(busy, tickAt(3000)))).toEqual(['d', 'a', 'b', 'c']);
	});

	test('each key makes it last longer', () => {
		const busy = reduceAll(onSecond, key, listOf('web', withFailing('d'), {requestId: 2}), tickAt(2000), key, tickAt(4000));
		expect(idsOf(busy)).toEqual(['a', 'b', 'c', 'd']);
		expect(idsOf(reduce(busy, tickAt(5000)))).toEqual(['d', 'a', 'b', 'c']);
	});

	test('a machine that is new comes after all others, and one that is gone leaves its row, which says so', () => {
		const busy = reduceAll(onSecond, key, listOf('web', [failing('0'), ...machines.slice(1)], {requestId: 2}));
		expect(idsOf(busy)).toEqual(['a', 'b', 'c', 'd', '0']);
		expect(selectRows(busy)[0]).toMatchObject({id: 'a', state: 'destroyed'});
		expect(idsOf(reduce(busy, tickAt(3000)))).toEqual(['0', 'b', 'c', 'd']);
	});

	test('a machine that the filter would hide now stays', () => {
		const filtered = reduceAll(onSecond, viewChanged({filter: 'state:started'}), key);
		const busy = reduce(filtered, listOf('web', withFailing('c'), {requestId: 2}));
		expect(idsOf(busy)).toEqual(['a', 'b', 'c', 'd']);
		expect(idsOf(reduce(busy, tickAt(3000)))).toEqual(['a', 'b', 'd']);
	});

	test('but what the person asks for is done at once', () => {
		const busy = reduceAll(onSecond, key, listOf('web', withFailing('d'), {requestId: 2}));
		expect(idsOf(reduce(busy, viewChanged({sort: {key: 'id', isDescending: true}})))).toEqual(['d', 'c', 'b', 'a']);
		expect(idsOf(reduce(busy, viewChanged({filter: 'state:failed'})))).toEqual(['d']);
	});

	test('marking all marks what there is to be listed, and nothing that is only kept in its place', () => {
		const busy = reduceAll(onSecond, viewChanged({filter: 'state:started'}), key, listOf('web', withFailing('c').slice(1), {requestId: 2}));
		expect([...press(busy, '*').state.view.marks]).toEqual(['b', 'd']);
		expect([...press(busy, 'k', 'space', 'space').state.view.marks]).toEqual(['b']);
	});

	test.each<readonly [string, Mode, readonly string[]]>([
		['a dialog holds the rows for as long as it is open', {kind: 'wait', targets: [buildTarget()], picked: 0}, ['a', 'b', 'c', 'd']],
		['a page over the table does not', {kind: 'help', scroll: 0}, ['d', 'a', 'b', 'c']],
	])('%s', (_title, mode, expected) => {
		const state = reduceAll(inMode(onSecond, mode), tickAt(60_000), listOf('web', withFailing('d'), {requestId: 2}));
		expect(idsOf(state)).toEqual(expected);
	});

	test('in a replay, where nothing can be hit, rows move as they did', () => {
		const replay = {speed: 1, isPaused: true, isSeeking: false, isEnded: false};
		const state = reduceAll({...onSecond, replay}, key, listOf('web', withFailing('d'), {requestId: 2}));
		expect(idsOf(state)).toEqual(['d', 'a', 'b', 'c']);
	});
});

describe('while it rests', () => {
	test('the machine under the cursor keeps its row when it is gone, and nothing can be done to it, until the cursor leaves', () => {
		const gone = reduce(
			onSecond,
			listOf(
				'web',
				machines.filter(({id}) => id !== 'b'),
				{requestId: 2},
			),
		);
		expect(idsOf(gone)).toEqual(['a', 'b', 'c', 'd']);
		expect(selectCursorMachine(gone)).toMatchObject({id: 'b', state: 'destroyed'});
		expect(press(gone, 's')).toMatchObject({effects: [], state: {notes: [{text: expect.stringContaining('is destroyed')}]}});
		const moved = press(gone, 'j').state;
		expect(moved.view.cursorId).toBe('c');
		expect(idsOf(moved)).toEqual(['a', 'c', 'd']);
	});

	test('the machine under the cursor keeps its row when the filter would hide it, until the cursor leaves', () => {
		const filtered = reduce(onSecond, viewChanged({filter: 'state:started'}));
		const state = reduce(filtered, listOf('web', withFailing('b'), {requestId: 2}));
		expect(idsOf(state)).toEqual(['a', 'b', 'c', 'd']);
		expect(idsOf(press(state, 'j').state)).toEqual(['a', 'c', 'd']);
	});

	const many = Array.from({length: 40}, (_, index) => buildMachine({id: `m${10 + index}`}));

	test('the cursor stays on its line of a table that is scrolled, whatever comes before it', () => {
		const scrolled = reduce(buildState({machines: many, view: {tableRows: 10}}), viewChanged({cursorId: 'm30', top: 15}));
		const state = reduce(scrolled, listOf('web', [failing('x'), failing('y'), ...many], {requestId: 2}));
		expect(state.view).toMatchObject({cursorId: 'm30', top: 17});
	});

	test('the head of the table stays in sight of who looks at it: what is new and bad comes there', () => {
		const atHead = reduce(buildState({machines: many, view: {tableRows: 10}}), viewChanged({cursorId: 'm12'}));
		const state = reduce(atHead, listOf('web', [failing('x'), ...many], {requestId: 2}));
		expect(state.view).toMatchObject({cursorId: 'm12', top: 0});
		expect(idsOf(state)[0]).toBe('x');
	});
});

type Step =
	| {readonly type: 'poll'; readonly machines: readonly Machine[]}
	| {readonly type: 'time'; readonly ms: number}
	| {readonly type: 'key'; readonly name: string}
	| {readonly type: 'wish'; readonly change: Partial<State['view']>};

const step: fc.Arbitrary<Step> = fc.oneof(
	{weight: 4, arbitrary: machinesArbitrary('web').map((listed): Step => ({type: 'poll', machines: listed}))},
	{weight: 3, arbitrary: fc.constantFrom(0, 1000, 2000, 3000, 11_000).map((ms): Step => ({type: 'time', ms}))},
	{weight: 3, arbitrary: fc.constantFrom('j', 'k', 'G', '!', 'i', 'space', '?', 'W', 'esc').map((name): Step => ({type: 'key', name}))},
	{weight: 1, arbitrary: filterArbitrary.map((filter): Step => ({type: 'wish', change: {filter}}))},
	{weight: 1, arbitrary: sortArbitrary.map((sort): Step => ({type: 'wish', change: {sort}}))},
	{weight: 1, arbitrary: fc.constantFrom(undefined, 'state', 'region').map((groupBy): Step => ({type: 'wish', change: {groupBy}}))},
);

/** The lines of the table, heads of groups among them. */
const lineIdsOf = (state: State): readonly string[] => selectLines(state).map(({id}) => id);

/** What a step leads to, where it is the so manieth. */
const afterStep = (state: State, given: Step, number: number): State => {
	switch (given.type) {
		case 'poll':
			return reduce(state, listOf('web', given.machines, {requestId: number + 2, requestedAtMs: presentMs + number}));
		case 'time':
			return reduce(state, {type: 'clock-ticked', nowMs: state.nowMs + given.ms});
		case 'key':
			return press(reduce(state, key), given.name).state;
		case 'wish':
			return reduceAll(state, key, viewChanged(given.change));
	}
};

test('through any answers and times, no line under the cursor becomes that of another machine without a key, and none moves while the hand is busy', () => {
	let held = 0;
	const given = fc.record({
		listed: machinesArbitrary('web'),
		steps: fc.array(step, {maxLength: 25}),
		start: fc.nat(),
		tableRows: fc.integer({min: 2, max: 8}),
	});
	fc.assert(
		fc.property(given, ({listed, steps, start, tableRows}) => {
			const cursorId = listed[start % Math.max(1, listed.length)]?.id;
			let state = reduce(buildState({machines: listed, apps: ['web'], view: {tableRows}}), viewChanged({cursorId}));
			for (const [number, each] of steps.entries()) {
				const before = state;
				state = afterStep(before, each, number);
				if (each.type === 'key' || each.type === 'wish' || before.view.cursorId === undefined) {
					continue;
				}

				expect(state.view.cursorId).toBe(before.view.cursorId);
				expect(selectCursorMachine(state)?.id).toBe(selectCursorMachine(before)?.id);
				if (isHandBusy(state)) {
					held += selectRows(state) === selectSettledRows(state) ? 0 : 1;
					expect(lineOf(state)).toBe(lineOf(before));
					expect(lineIdsOf(state).slice(0, lineIdsOf(before).length)).toEqual(lineIdsOf(before));
				}
			}
		}),
		{numRuns: 400},
	);
	expect(held).toBeGreaterThan(100);
});

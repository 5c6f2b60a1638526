import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {selectCursorMachine} from '../../../source/store/selectors.ts';
import type {State} from '../../../source/store/state.ts';
import {createRestSelector} from '../../../source/store/table/left-behind.ts';
import {machinesArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../../helpers/build-state.ts';
import {press} from '../../helpers/press.ts';

const machines = ['a', 'b', 'c', 'd'].map(id => buildMachine({id, app: 'web'}));
const first = buildState({machines});
const rested = (state: State): State => reduceAll(state, {type: 'cursor-rested'});
const shownId = (state: State): string | undefined => selectCursorMachine(createRestSelector()(state))?.id;

describe('the panes', () => {
	test('stay behind while keys move the cursor, however far, and follow when it rests', () => {
		const moved = press(first, 'j', 'j').state;
		expect([moved.view.cursorId, shownId(moved)]).toEqual(['c', 'a']);
		const last = press(moved, 'G').state;
		expect([last.view.cursorId, shownId(last)]).toEqual(['d', 'a']);
		expect(shownId(rested(last))).toBe('d');
	});

	test('are not behind where the cursor has come back', () => {
		expect(press(first, 'j', 'k').state.view.leftId).toBeUndefined();
	});

	test.each([
		['enter opens the details', 'enter'],
		['a dialog asks about a machine', 't'],
		['a machine is marked', 'space'],
		['another tab is opened', '2'],
		['help takes their place', '?'],
	])('follow at once when %s', (_what, key) => {
		const done = press(press(first, 'j').state, key).state;
		expect(done.view.leftId).toBeUndefined();
		expect(shownId(done)).toBe(done.view.cursorId);
	});

	test('follow at once when an answer comes, which may have taken away what they show', () => {
		const moved = press(first, 'j').state;
		const answered = reduceAll(moved, listOf('web', machines.slice(1), {requestId: 2, requestedAtMs: presentMs + 1}));
		expect(shownId(answered)).toBe('b');
	});

	test('follow at once in a replay, where no time passes that the cursor could rest for', () => {
		const replay = {isPlaying: false, speed: 1} as unknown as NonNullable<State['replay']>;
		expect(press({...first, replay}, 'j').state.view.leftId).toBeUndefined();
	});
});

test('what is done is done to the machine under the cursor, whatever the panes show', () => {
	const {state, effects} = press(press(first, 'j').state, 't');
	expect(effects).toEqual([]);
	expect(state.view.mode).toMatchObject({kind: 'confirm', confirmation: {targets: [{id: 'b'}]}});
});

test('what all but the table shows is the same object while the cursor moves, and another as soon as anything else is', () => {
	const select = createRestSelector();
	const before = select(first);
	const moved = press(first, 'j').state;
	expect(select(moved)).toBe(before);
	expect(select(press(moved, 'j').state)).toBe(before);
	const ticked = reduceAll(moved, {type: 'clock-ticked', nowMs: presentMs + 1000});
	expect(select(ticked)).not.toBe(before);
	expect(select(ticked).view.cursorId).toBe('a');
	expect(select(rested(ticked)).view.cursorId).toBe('b');
});

test('it is never anything but the state with the cursor where the panes are', () => {
	const step = fc.constantFrom('j', 'k', 'G', 'g', 'space', 'enter', 'esc', 'z', 'o', 'rest');
	fc.assert(
		fc.property(machinesArbitrary('web'), fc.array(step, {maxLength: 20}), (fleet, steps) => {
			const select = createRestSelector();
			let state = buildState({machines: fleet, apps: ['web']});
			for (const next of steps) {
				state = next === 'rest' ? rested(state) : press(state, next).state;
				const {view, ...others} = select(state);
				const {cursorId, top, handAtMs, isCursorChosen, leftId, ...shown} = view;
				expect({...state, ...others, view: {...state.view, ...shown}}).toEqual(state);
				expect(cursorId).toBe(state.view.leftId ?? state.view.cursorId);
			}
		}),
	);
});

import {describe, expect, test} from 'vitest';
import {countHidden, selectHiddenMarks, selectTargets} from '../../source/store/marks.ts';
import type {State} from '../../source/store/state.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {press} from '../helpers/press.ts';

const machines = ['a', 'b', 'c', 'd', 'e'].map(letter => buildMachine({id: `m-${letter}`, name: `web-${letter}`}));
const sort = {key: 'id', isDescending: false} as const;
const state = buildState({machines, view: {sort}});
const marksOf = ({view}: State): readonly string[] => [...view.marks];
const targetsOf = (from: State): readonly string[] => selectTargets(from).map(({id}) => id);

describe('marks', () => {
	test('space marks a row and goes down one, and takes the mark away again', () => {
		const two = press(state, 'space', 'space').state;
		expect(marksOf(two)).toEqual(['m-a', 'm-b']);
		expect(two.view.cursorId).toBe('m-c');
		expect(marksOf(press(two, 'k', 'space').state)).toEqual(['m-a']);
	});

	test('space on the last row stays there', () => {
		const last = press(state, 'G', 'space').state;
		expect(marksOf(last)).toEqual(['m-e']);
		expect(last.view.cursorId).toBe('m-e');
	});

	test('space in the details marks the machine that they show, and goes on showing it', () => {
		const inDetails = press(state, 'enter', 'space').state;
		expect(marksOf(inDetails)).toEqual(['m-a']);
		expect(inDetails.view.cursorId).toBe('m-a');
	});

	test.each([
		[
			['space', 'j', 'j', 'V'],
			['m-a', 'm-b', 'm-c', 'm-d'],
		],
		[
			['G', 'space', 'k', 'k', 'V'],
			['m-e', 'm-c', 'm-d'],
		],
		[['j', 'V'], ['m-b']],
		[['*'], ['m-a', 'm-b', 'm-c', 'm-d', 'm-e']],
		[['*', '\\'], []],
		[['/', ...'web-b', 'enter', '*', 'esc'], ['m-b']],
	])('%j marks %j', (keys, marks) => {
		expect(marksOf(press(state, ...keys).state)).toEqual(marks);
	});

	test('are bound to machines: they stay on them in another order, and go with those that are gone', () => {
		const marked = press(state, 'space', 'space', 'i').state;
		expect(marksOf(marked)).toEqual(['m-a', 'm-b']);
		expect(marksOf(reduceAll(marked, listOf('web', machines.slice(1), {requestId: 2})))).toEqual(['m-b']);
		expect(marksOf(reduceAll(marked, listOf('web', machines.slice(2), {requestId: 2})))).toEqual([]);
	});

	test('decide what a verb works on; without them it is the machine under the cursor', () => {
		expect(targetsOf(state)).toEqual(['m-a']);
		expect(targetsOf(press(state, 'G', 'space', 'g', 'space', 'j').state)).toEqual(['m-e', 'm-a']);
	});

	test('that the filter hides are counted', () => {
		const hiding = press(state, '*', '/', ...'web-c', 'enter').state;
		expect(selectHiddenMarks(hiding)).toBe(4);
		expect(countHidden(hiding, machines.slice(2))).toBe(2);
		expect(selectHiddenMarks(press(hiding, 'esc').state)).toBe(0);
	});

	test('go after the details and the filter, with escape', () => {
		const deep = press(state, '*', '/', ...'web', 'enter', 'enter').state;
		const table = press(deep, 'esc').state;
		expect(table.view).toMatchObject({focus: 'table', filter: 'web'});
		const all = press(table, 'esc').state;
		expect(all.view.filter).toBe('');
		expect(all.view.marks.size).toBe(5);
		expect(press(all, 'esc').state.view.marks.size).toBe(0);
		expect(press(all, 'q').effects).toEqual([]);
	});

	test('are left alone by an escape that closes a dialog', () => {
		expect(press(state, '*', 't', 'esc').state.view.marks.size).toBe(5);
	});
});

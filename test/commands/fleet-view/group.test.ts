import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {hintsFor} from '../../../source/commands/hints.ts';
import type {GroupKey} from '../../../source/domain/fleet-view/groups.ts';
import {isGroupHead, selectLineIndex, selectLines} from '../../../source/store/fleet-view/lines.ts';
import {selectCursorMachine} from '../../../source/store/selectors.ts';
import type {State} from '../../../source/store/state.ts';
import {twoAppsArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../../helpers/build-state.ts';
import {lastNote, press} from '../../helpers/press.ts';

const fleet = [
	buildMachine({id: 'a1', region: 'ams'}),
	buildMachine({id: 'f1', region: 'fra'}),
	buildMachine({id: 'f2', region: 'fra', state: 'stopped'}),
	buildMachine({id: 'i1', region: 'iad'}),
];

const grouped = (groupBy: GroupKey = 'region', view: Partial<State['view']> = {}): State =>
	buildState({machines: fleet, view: {groupBy, ...view}});

const linesIn = (state: State): readonly string[] => selectLines(state).map(line => (isGroupHead(line) ? `[${line.name}]` : line.id));
const cursorIn = (state: State): string | undefined => linesIn(state)[selectLineIndex(state)];
const at = (state: State, line: string): State => {
	const id = selectLines(state)[linesIn(state).indexOf(line)]?.id;
	return {...state, view: {...state.view, cursorId: id, isCursorChosen: true}};
};
const stateAfter = (state: State, ...keys: readonly string[]): State => press(state, ...keys).state;

describe('grouping', () => {
	test.each([
		['app', ['[web]', 'a1', 'f1', 'f2', 'i1']],
		['region', ['[ams]', 'a1', '[fra]', 'f1', 'f2', '[iad]', 'i1']],
		['state', ['[started]', 'a1', 'f1', 'i1', '[stopped]', 'f2']],
		['off', ['a1', 'f1', 'f2', 'i1']],
	])('by %s is done with the prompt', (key, lines) => {
		expect(linesIn(stateAfter(buildState({machines: fleet}), ':', ...`group ${key}`, 'enter'))).toEqual(lines);
	});

	test('goes on to the next with no word, and ends after the last', () => {
		const keys = [':', ...'group', 'enter'];
		let state = buildState({machines: fleet});
		const seen = Array.from({length: 6}, () => {
			state = stateAfter(state, ...keys);
			return state.view.groupBy;
		});
		expect(seen).toEqual(['app', 'group', 'image', 'region', 'state', undefined]);
	});

	test('keeps the cursor on its machine', () => {
		const state = at(buildState({machines: fleet}), 'f2');
		expect(selectCursorMachine(stateAfter(state, ':', ...'group region', 'enter'))?.id).toBe('f2');
	});

	test('puts the group with the worst trouble first, and sorts its machines as the table does', () => {
		const machines = [...fleet, buildMachine({id: 'i0', region: 'iad', state: 'failed'})];
		const state = buildState({machines, view: {groupBy: 'region', sort: {key: 'id', isDescending: true}}});
		expect(linesIn(state)).toEqual(['[iad]', 'i1', 'i0', '[ams]', 'a1', '[fra]', 'f2', 'f1']);
	});

	test('leaves out what the filter does', () => {
		expect(linesIn(grouped('region', {filter: 'state:stopped'}))).toEqual(['[fra]', 'f2']);
	});

	test('shows every machine once below a head, whatever the fleet and the groups', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, fc.constantFrom<GroupKey>('app', 'group', 'image', 'region', 'state'), (machines, groupBy) => {
				const lines = selectLines(buildState({machines, view: {groupBy}}));
				expect(new Set(lines.filter(line => !isGroupHead(line)).map(({id}) => id))).toEqual(new Set(machines.map(({id}) => id)));
				expect(lines.filter(line => !isGroupHead(line))).toEqual(lines.filter(isGroupHead).flatMap(group => group.machines));
			}),
		);
	});
});

describe('folding', () => {
	test('enter on a head leaves that alone, and brings its machines back', () => {
		const folded = stateAfter(at(grouped(), '[fra]'), 'enter');
		expect(linesIn(folded)).toEqual(['[ams]', 'a1', '[fra]', '[iad]', 'i1']);
		expect(cursorIn(folded)).toBe('[fra]');
		expect(folded.view.focus).toBe('table');
		expect(linesIn(stateAfter(folded, 'enter'))).toEqual(linesIn(grouped()));
	});

	test('z folds the group of the machine under the cursor, and goes to its head', () => {
		const folded = stateAfter(at(grouped(), 'f2'), 'z');
		expect(cursorIn(folded)).toBe('[fra]');
		expect(linesIn(folded)).not.toContain('f2');
	});

	test('Z folds all groups, the cursor with its own, and unfolds them', () => {
		const folded = stateAfter(at(grouped(), 'i1'), 'Z');
		expect(linesIn(folded)).toEqual(['[ams]', '[fra]', '[iad]']);
		expect(cursorIn(folded)).toBe('[iad]');
		expect(linesIn(stateAfter(folded, 'Z'))).toEqual(linesIn(grouped()));
	});

	test.each(['z', 'Z'])('%s says that nothing is grouped', key => {
		expect(lastNote(stateAfter(buildState({machines: fleet}), key))).toContain('not grouped');
	});

	test('a machine that comes into a folded group takes the cursor to its head, and to no other machine', () => {
		const folded = at(stateAfter(at(grouped('state'), '[stopped]'), 'enter'), 'f1');
		const moved = fleet.map(machine => (machine.id === 'f1' ? {...machine, state: 'stopped'} : machine));
		const later = reduceAll(
			folded,
			{type: 'clock-ticked', nowMs: presentMs + 60_000},
			listOf('web', moved, {requestId: 2, requestedAtMs: presentMs + 60_000}),
		);
		expect(cursorIn(later)).toBe('[stopped]');
	});
});

describe('a head', () => {
	test('is no machine: nothing that acts works on it', () => {
		const state = at(grouped(), '[fra]');
		expect(selectCursorMachine(state)).toBeUndefined();
		for (const key of ['s', 't', 'u', 'r', 'ctrl-d', 'C', 'L', 'e', 'x', 'W', 'm', 'c', 'ctrl-k']) {
			const pressed = press(state, key);
			expect(pressed.effects).toEqual([]);
			expect(pressed.state.view.mode.kind).toBe('browse');
		}
	});

	test('is marked with all of its machines, and unmarked with them; the cursor goes down', () => {
		const marked = stateAfter(at(grouped(), '[fra]'), 'space');
		expect([...marked.view.marks]).toEqual(['f1', 'f2']);
		expect(cursorIn(marked)).toBe('f1');
		expect(stateAfter(at(marked, '[fra]'), 'space').view.marks.size).toBe(0);
	});

	test('that is marked in part is marked in whole', () => {
		expect([...stateAfter(at(grouped('region', {marks: new Set(['f2'])}), '[fra]'), 'space').view.marks]).toEqual(['f2', 'f1']);
	});

	test('that is folded marks its machines, but not those that the filter leaves out', () => {
		const folded = stateAfter(at(grouped('region', {filter: 'state:stopped'}), '[fra]'), 'enter', 'space');
		expect([...folded.view.marks]).toEqual(['f2']);
	});
});

test('all that is shown does not include what is folded away', () => {
	const folded = stateAfter(at(grouped(), '[fra]'), 'enter', '*');
	expect([...folded.view.marks]).toEqual(['a1', 'i1']);
});

test.each([
	['all groups are folded', stateAfter(grouped(), 'Z'), 'Nothing was marked: all groups are folded. Z unfolds them.'],
	['the filter hides every machine', grouped('region', {filter: 'app:nothing'}), 'Nothing was marked: no machine is shown.'],
])('all that is shown is none where %s, and that is told', (_what, state, text) => {
	const after = stateAfter(state, '*');
	expect(after.view.marks.size).toBe(0);
	expect(lastNote(after)).toBe(text);
});

describe('the hints on a head', () => {
	const hinted = (state: State): readonly string[] => hintsFor(state).map(({key}) => key);

	test('are of what works there', () => {
		const state = at(grouped(), '[fra]');
		expect(hinted(state)).toEqual(['enter', 'j k', 'space', ':group', '/', '?', 'q', ':']);
		for (const key of hinted(state).filter(name => [...name].length === 1 || name === 'enter' || name === 'space')) {
			expect(lastNote(stateAfter(state, key))).toBeUndefined();
		}
	});

	test('are of acts too where machines are marked, on which they work', () => {
		const state = at(grouped('region', {marks: new Set(['f1'])}), '[fra]');
		expect(hinted(state)).toEqual(expect.arrayContaining(['s', 't', 'r']));
		expect(hinted(state)).not.toContain('tab');
	});

	test('are those of any machine on one', () => {
		expect(hinted(at(grouped(), 'f1'))).toEqual(expect.arrayContaining(['z', 'enter', 's', 'tab']));
	});
});

test('a range goes over heads', () => {
	const state = at(grouped('region', {marks: new Set(['a1'])}), 'f2');
	expect([...stateAfter(state, 'V').view.marks]).toEqual(['a1', 'f1', 'f2']);
});

test('the cursor moves over heads and machines', () => {
	const state = at(grouped(), 'a1');
	expect(cursorIn(stateAfter(state, 'j'))).toBe('[fra]');
	expect(cursorIn(stateAfter(state, 'G'))).toBe('i1');
	expect(cursorIn(stateAfter(state, 'g'))).toBe('[ams]');
});

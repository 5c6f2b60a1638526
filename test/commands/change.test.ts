import {describe, expect, test} from 'vitest';
import type {Machine} from '../../source/domain/machine.ts';
import type {State} from '../../source/store/state.ts';
import {buildDraft} from '../helpers/build-draft.ts';
import {buildLease, buildMachine, buildPending} from '../helpers/build-machine.ts';
import {buildState, buildTarget, inMode} from '../helpers/build-state.ts';
import {changeMode, versionsMode} from '../helpers/modes.ts';
import {lastNote, press, pressBurst, read} from '../helpers/press.ts';

const machine = buildMachine();
const second = buildMachine({id: '148e123456ab00', name: 'web-2'});
const third = buildMachine({id: '148e123456ab01', name: 'web-3'});

const stateOf = (...machines: readonly Machine[]): State => buildState({machines});
const marked = (state: State, ...ids: readonly string[]): State => ({...state, view: {...state.view, marks: new Set(ids)}});
const modeOf = ({view}: State) => view.mode;

describe('e', () => {
	test('opens the editor on the machine under the cursor', () => {
		expect(press(stateOf(machine), 'e').effects).toEqual([{type: 'edit-config', target: buildTarget()}]);
	});

	test.for([
		[
			'whose config is not whole',
			buildMachine({configIncomplete: true, hostStatus: 'unreachable'}),
			/cannot be asked for its whole config/,
		],
		['whose host is unreachable', buildMachine({hostStatus: 'unreachable'}), /host is unreachable/],
		['that is being replaced', buildMachine({state: 'replacing'}), /web-1 is replacing/],
		['that is gone', buildMachine({state: 'destroyed'}), /web-1 is destroyed/],
		['that somebody else has leased', buildMachine({lease: buildLease()}), /lease held by mia@example.com/],
	] as const)('opens nothing for a machine %s, and says why', ([_what, given, words]) => {
		const {state, effects} = press(stateOf(given), 'e');
		expect(effects).toEqual([]);
		expect(lastNote(state)).toMatch(words);
	});

	test('opens nothing where something is on its way', () => {
		const {state, effects} = press(buildState({machines: [machine], pending: [buildPending()]}), 'e');
		expect(effects).toEqual([]);
		expect(lastNote(state)).toMatch(/still on its way/);
	});

	test('takes the marked machine, wherever the cursor is', () => {
		const {effects} = press(marked(stateOf(machine, second), second.id), 'e');
		expect(effects).toMatchObject([{type: 'edit-config', target: {id: second.id}}]);
	});

	test('takes one machine at a time', () => {
		const {state, effects} = press(marked(stateOf(machine, second), machine.id, second.id), 'e');
		expect(effects).toEqual([]);
		expect(lastNote(state)).toMatch(/one machine is edited at a time, and 2 are marked/);
	});

	test.for(['e', 'D'])('%s takes no marked machine that the filter hides', key => {
		const state = marked(stateOf(machine, second), second.id);
		const {state: after, effects} = press({...state, view: {...state.view, filter: 'web-1'}}, key);
		expect(effects).toEqual([]);
		expect(lastNote(after)).toMatch(/hidden by the filter/);
	});
});

describe('D', () => {
	test('opens the picker, and reads the versions', () => {
		const {state, effects} = press(stateOf(machine), 'D');
		expect(modeOf(state)).toMatchObject({kind: 'versions', target: buildTarget(), other: undefined, list: undefined});
		expect(effects).toEqual([{type: 'load-versions', target: buildTarget()}]);
	});

	test('of two marked machines compares the one under the cursor with the other', () => {
		const state = marked(stateOf(machine, second), machine.id, second.id);
		const at = {...state, view: {...state.view, cursorId: second.id}};
		expect(modeOf(press(at, 'D').state)).toMatchObject({target: {id: second.id}, other: {id: machine.id}});
	});

	test('compares no more than two', () => {
		const {state} = press(marked(stateOf(machine, second, third), machine.id, second.id, third.id), 'D');
		expect(lastNote(state)).toMatch(/3 are marked/);
		expect(modeOf(state).kind).toBe('browse');
	});

	test('looks at a machine that somebody else has leased', () => {
		expect(modeOf(press(stateOf(buildMachine({lease: buildLease()})), 'D').state).kind).toBe('versions');
	});
});

describe('the picker', () => {
	const open = (given: Parameters<typeof versionsMode>[0] = {}, shown = machine): State => inMode(stateOf(shown), versionsMode(given));

	test('shows with enter what differs from an earlier version', () => {
		expect(press(open(), 'j', 'enter').effects).toMatchObject([
			{type: 'compare', comparison: {kind: 'version', version: '01JMXV0000000000000000000A'}, isOffered: false},
		]);
	});

	test('takes an earlier version back with one key, which is asked first', () => {
		expect(press(open({picked: 1}), 'b').effects).toMatchObject([{type: 'compare', comparison: {kind: 'version'}, isOffered: true}]);
	});

	test('takes nothing back on a machine that somebody else has leased', () => {
		const {state, effects} = press(open({picked: 1}, buildMachine({lease: buildLease()})), 'b');
		expect(effects).toEqual([]);
		expect(lastNote(state)).toMatch(/lease held by/);
	});

	test('has the other marked machine on top', () => {
		const {effects} = press(open({other: buildTarget({id: second.id, name: 'web-2'})}), 'enter');
		expect(effects).toMatchObject([{comparison: {kind: 'machine', target: {id: second.id}}, isOffered: false}]);
	});

	test('takes the path of a file last, typed or pasted', () => {
		const typing = press(open(), 'G', 'enter', 'a', 'j', 'b', '/').state;
		const {state} = read(typing, [{type: 'paste', text: 'kept.jsonc'}]);
		expect(modeOf(state)).toMatchObject({kind: 'versions', path: 'ajb/kept.jsonc'});
		expect(press(state, 'enter').effects).toMatchObject([{comparison: {kind: 'file', path: 'ajb/kept.jsonc'}, isOffered: false}]);
	});

	test('wants a path before it reads a file', () => {
		const {state, effects} = press(open({path: ' '}), 'enter');
		expect(effects).toEqual([]);
		expect(lastNote(state)).toMatch(/Type the path/);
	});

	test('goes back from the path to the list, and then away', () => {
		expect(modeOf(press(open({path: 'x'}), 'esc').state)).toMatchObject({kind: 'versions', path: undefined});
		expect(modeOf(press(open(), 'esc').state).kind).toBe('browse');
	});
});

describe('a change that is offered', () => {
	const open = (given: Parameters<typeof changeMode>[0] = {}): State => inMode(stateOf(machine), changeMode(given));

	test('is made with y', () => {
		const {state, effects} = press(open(), 'y');
		expect(effects).toEqual([{type: 'apply-change', draft: buildDraft()}]);
		expect(modeOf(state).kind).toBe('browse');
	});

	test.for(['n', 'enter', 'esc', 'q', 'b', 'x', '?'])('is not made with %s, and it is said where the text is', key => {
		const {state, effects} = press(open(), key);
		expect(effects).toEqual([]);
		expect(modeOf(state).kind).toBe('browse');
		expect(lastNote(state)).toBe('Not changed: web-1 was left alone. The text is kept in /edits/1/148e123456abcd.jsonc');
	});

	test('is scrolled with the keys that move', () => {
		const state = {...open(), view: {...open().view, pageRows: 4, pageEnd: 6}};
		expect(modeOf(press(state, 'j', 'j').state)).toMatchObject({scroll: 2, isOffered: true});
		expect(modeOf(press(state, 'space', 'G').state)).toMatchObject({scroll: 6});
	});

	test.for([
		['y', 'y'],
		['j', 'y'],
		['esc', 'y'],
	] as const)('is not made by keys that arrive at once: %o', keys => {
		expect(pressBurst(open(), ...keys).effects).toEqual([]);
	});

	test('is not made by a paste', () => {
		expect(read(open(), [{type: 'paste', text: 'y'}]).effects).toEqual([]);
	});
});

describe('a change that is only shown', () => {
	const show = (given: Parameters<typeof buildDraft>[0] = {origin: {kind: 'version', version: '019'}}, shown = machine): State =>
		inMode(stateOf(shown), changeMode({draft: buildDraft(given), isOffered: false, scroll: 3}));

	test('is not made with y', () => {
		expect(press(show(), 'y').effects).toEqual([]);
	});

	test.for([
		['an earlier version', {kind: 'version', version: '019'}],
		['a file', {kind: 'file', path: 'kept.jsonc'}],
	] as const)('is offered with b where it is %s', ([_what, origin]) => {
		expect(modeOf(press(show({origin}), 'b').state)).toMatchObject({kind: 'change', isOffered: true, scroll: 0});
		expect(press(show({origin}), 'b', 'y').effects).toMatchObject([{type: 'apply-change', draft: {origin}}]);
	});

	test.for([
		['another machine has it', {origin: {kind: 'machine', target: buildTarget()}}],
		['nothing differs', {origin: {kind: 'version', version: '019'}, changes: []}],
	] as const)('is not offered where %s', ([_what, given]) => {
		expect(press(show(given), 'b', 'y').effects).toEqual([]);
	});

	test('is not offered to a machine that somebody else has leased', () => {
		const {state, effects} = press(show(undefined, buildMachine({lease: buildLease()})), 'b');
		expect(modeOf(state)).toMatchObject({isOffered: false});
		expect([effects, lastNote(state)]).toEqual([[], expect.stringMatching(/lease held by/)]);
	});

	test.for(['esc', 'q', 'enter'])('is closed with %s', key => {
		expect(modeOf(press(show(), key).state).kind).toBe('browse');
	});
});

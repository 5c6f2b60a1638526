import {describe, expect, test} from 'vitest';
import type {Metadata} from '../../../source/store/metadata.ts';
import type {State} from '../../../source/store/state.ts';
import {buildLease, buildMachine} from '../../helpers/build-machine.ts';
import {buildState} from '../../helpers/build-state.ts';
import {lastNote, press, pressBurst, read} from '../../helpers/press.ts';

const machine = buildMachine();
const values = {fly_process_group: 'app', role: 'primary', zone_token: 'hunter2'};
const metadata: Metadata = {machineId: machine.id, values, failure: undefined};

const open = press(buildState({machines: [machine], metadata}), 'm');
const entryOf = ({view: {mode}}: State) => (mode.kind === 'metadata' ? mode.entry : 'closed');
const target = {id: machine.id, app: machine.app};

test('m opens the dialog and asks for what it shows', () => {
	expect(open.effects).toMatchObject([{type: 'read-metadata', target}]);
	expect(open.state.view.mode).toMatchObject({kind: 'metadata', target, picked: 0});
});

describe('while somebody else holds the lease', () => {
	const leased = buildState({machines: [buildMachine({lease: buildLease()})], metadata});
	const why = 'web-1: lease held by mia@example.com, free in 1:00';

	test.each(['a', 'e', 'x'])('%s begins no change, and what there is is shown all the same', key => {
		const opened = press(leased, 'm').state;
		expect(opened.view.mode.kind).toBe('metadata');
		const {state, effects} = press(opened, 'j', key);
		expect([effects, entryOf(state)]).toEqual([[], undefined]);
		expect(lastNote(state)).toBe(why);
	});

	test.each([
		['e', 'x', 'enter'],
		['x', 'y'],
	])('a change that was begun before with %s is not made', (...keys) => {
		const {view} = press(open.state, 'j', ...keys.slice(0, -1)).state;
		const {state, effects} = press({...leased, view}, ...keys.slice(-1));
		expect(effects).toEqual([]);
		expect(lastNote(state)).toBe(why);
	});
});

describe('a pair', () => {
	test('is changed from what it was', () => {
		const {effects, state} = press(open.state, 'j', 'e', 'ctrl-u', ...'replica', 'enter');
		expect(effects).toMatchObject([{type: 'change-metadata', target, change: {key: 'role', value: 'replica', before: 'primary'}}]);
		expect(entryOf(state)).toBeUndefined();
	});

	test('that is a secret is typed anew: the field does not show it', () => {
		expect(entryOf(press(open.state, 'G', 'e').state)).toMatchObject({key: 'zone_token', value: '', before: 'hunter2'});
	});

	test.each(['enter', 'tab'])('is added, key first, after which %s leads to the value', key => {
		const {effects} = press(open.state, 'a', ...'team', key, ...'blue', 'enter');
		expect(effects).toMatchObject([{change: {key: 'team', value: 'blue', before: undefined}}]);
	});

	test('is not set by tab', () => {
		const {state, effects} = press(open.state, 'a', ...'team', 'tab', ...'blue', 'tab');
		expect(effects).toEqual([]);
		expect(entryOf(state)).toMatchObject({key: 'team', value: 'blue', field: 'value'});
	});

	test('is removed after a yes, and nothing else counts as one', () => {
		const asked = press(open.state, 'j', 'x').state;
		expect(press(asked, 'y').effects).toMatchObject([{change: {key: 'role', value: undefined, before: 'primary'}}]);
		for (const key of ['enter', 'n', 'esc', 'x', 'space']) {
			const {state, effects} = press(asked, key);
			expect(effects).toEqual([]);
			expect(entryOf(state)).toBeUndefined();
			expect(lastNote(state)).toBe('Not removed: role was left alone.');
		}
	});

	test.each(['e', 'enter', 'x'])('of the platform is read only: %s does nothing', key => {
		const {state, effects} = press(open.state, key);
		expect(effects).toEqual([]);
		expect(entryOf(state)).toBeUndefined();
		expect(lastNote(state)).toBe('fly_process_group belongs to the platform: flydeck leaves it alone.');
	});

	test.each([
		['', 'A key needs a name, with no space around it.'],
		['role', 'role is there already: change it instead.'],
		['fly_release_id', 'fly_release_id belongs to the platform: flydeck leaves it alone.'],
	])('is not added under the key %j', (key, why) => {
		for (const goOn of ['enter', 'tab']) {
			const {state, effects} = press(open.state, 'a', ...key, goOn, 'enter');
			expect(effects).toEqual([]);
			expect(lastNote(state)).toBe(why);
		}
	});

	test('may be pasted into its field, and is not set by that', () => {
		const {state, effects} = read(press(open.state, 'j', 'e', 'ctrl-u').state, [{type: 'paste', text: 'a\nb\n'}]);
		expect(effects).toEqual([]);
		expect(entryOf(state)).toMatchObject({value: 'a b'});
	});

	test('is not removed by keys that arrive together', () => {
		expect(pressBurst(press(open.state, 'j', 'x').state, 'y', 'y').effects).toEqual([]);
	});
});

test('esc goes back one step, q closes', () => {
	const editing = press(open.state, 'j', 'e').state;
	expect(entryOf(press(editing, 'esc').state)).toBeUndefined();
	expect(press(editing, 'esc', 'esc').state.view.mode.kind).toBe('browse');
	expect(press(open.state, 'q').state.view.mode.kind).toBe('browse');
});

test('nothing can be added before it is known what is there', () => {
	const {state} = press(press(buildState({machines: [machine]}), 'm').state, 'a');
	expect(entryOf(state)).toBeUndefined();
	expect(lastNote(state)).toBe('The metadata are not read yet.');
});

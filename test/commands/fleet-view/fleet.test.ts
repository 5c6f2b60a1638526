import {describe, expect, test} from 'vitest';
import {type FleetMode, pulseZooms, selectCell, selectPulseQuestion, wholeFleet} from '../../../source/store/fleet-view/fleet.ts';
import {newFeed} from '../../../source/store/initial-state.ts';
import {selectRows} from '../../../source/store/selectors.ts';
import type {State} from '../../../source/store/state.ts';
import {buildMachine} from '../../helpers/build-machine.ts';
import {buildState, inMode, listOf, reduceAll} from '../../helpers/build-state.ts';
import {lastNote, press, pressBurst} from '../../helpers/press.ts';

const fleet = [
	buildMachine({id: 'a1', region: 'ams'}),
	buildMachine({id: 'f1', region: 'fra', state: 'failed'}),
	buildMachine({id: 'f2', region: 'fra', state: 'stopped'}),
	buildMachine({id: 'f3', region: 'fra'}),
];

const page = (view: Partial<State['view']> = {}): State => inMode(buildState({machines: fleet, view}), wholeFleet);
const stateAfter = (state: State, ...keys: readonly string[]): State => press(state, ...keys).state;
const modeOf = ({view: {mode}}: State): FleetMode => {
	if (mode.kind !== 'fleet') {
		throw new Error(`the page is closed, and this is ${mode.kind}`);
	}

	return mode;
};
const idsIn = (state: State): readonly string[] => selectRows(state).map(({id}) => id);

test.each([['F'], [':', ...'fleet', 'enter']])('%s opens the whole fleet and its last hour', (...keys) => {
	const state = stateAfter(buildState({machines: fleet}), ...keys);
	expect(modeOf(state)).toEqual(wholeFleet);
	expect(pulseZooms[wholeFleet.zoom]?.title).toBe('1 h');
});

test('where volumes are shown it is refused in words', () => {
	const state = stateAfter(buildState({machines: fleet}), ':', ...'volumes', 'enter', ':', ...'fleet', 'enter');
	expect(state.view.mode.kind).toBe('browse');
	expect(lastNote(state)).toContain('esc leads back');
});

describe('the cursor', () => {
	test.each([
		[['j'], {region: 'fra', column: 'all'}],
		[['j', 'j'], {region: 'ams', column: 'all'}],
		[['G', 'k'], {region: 'fra', column: 'all'}],
		[['down', 'right'], {region: 'fra', column: 'state started'}],
		[['l', 'l', 'h'], {region: undefined, column: 'state started'}],
		[['k', 'left'], {region: undefined, column: 'all'}],
		[Array.from({length: 9}, () => 'right'), {region: undefined, column: 'trouble'}],
	])('after %j is on %j', (keys, cell) => {
		expect(modeOf(stateAfter(page(), ...keys))).toMatchObject(cell);
	});

	test('stays with its region when others come before it', () => {
		const state = stateAfter(page(), 'G');
		const machines = [...fleet, buildMachine({id: 'b1', region: 'bom', state: 'failed'})];
		const later = reduceAll(state, listOf('web', machines, {requestId: 2}));
		expect(modeOf(later).region).toBe('ams');
		expect(selectCell(later, modeOf(later)).row).toBe(3);
	});

	test('goes to the whole fleet when its region is no more', () => {
		const later = reduceAll(stateAfter(page(), 'G'), listOf('web', fleet.slice(1), {requestId: 2}));
		expect(selectCell(later, modeOf(later)).row).toBe(0);
	});

	test('moves with a burst, of which nothing else counts', () => {
		const {state} = pressBurst(page(), 'j', 'l', 'enter');
		expect(modeOf(state)).toMatchObject({region: 'fra', column: 'state started'});
	});
});

test.each([
	[['-'], '6 h'],
	[['-', '-', '-'], '24 h'],
	[['-', '-', '+'], '6 h'],
	[['Z', 'z', 'z'], '1 h'],
])('after %j the pulses are of the last %s', (keys, title) => {
	expect(pulseZooms[modeOf(stateAfter(page(), ...keys)).zoom]?.title).toBe(title);
});

describe('enter', () => {
	test.each([
		[['enter'], '', ['f1', 'a1', 'f2', 'f3']],
		[['j', 'enter'], 'region:fra', ['f1', 'f2', 'f3']],
		[['j', 'right', 'enter'], 'region:fra state:started', ['f3']],
		[['l', 'l', 'enter'], 'state:stopped', ['f2']],
		[['j', ...Array.from({length: 9}, () => 'right'), 'enter'], 'region:fra', ['f1']],
	])('after %j opens the table with the filter %j', (keys, filter, ids) => {
		const {view} = stateAfter(page({filter: 'nothing like it', isTroubleOnly: true}), ...keys);
		expect(view.mode.kind).toBe('browse');
		expect(view.filter).toBe(filter);
		expect(new Set(idsIn(stateAfter(page({filter: 'nothing like it'}), ...keys)))).toEqual(new Set(ids));
	});

	test.each(['esc', 'q'])('and then %s goes back to the same cell, and to the filter from before', key => {
		const there = stateAfter(page({filter: 'web', isTroubleOnly: true}), 'j', 'right', '-');
		const back = stateAfter(there, 'enter', key);
		expect(modeOf(back)).toEqual(modeOf(there));
		expect(back.view).toMatchObject({filter: 'web', isTroubleOnly: true, wayBack: undefined});
		expect(stateAfter(back, key).view.mode.kind).toBe('browse');
	});

	test('and then another filter is undone first, and leads back no more', () => {
		const changed = stateAfter(page(), 'j', 'enter', '/', ...' x', 'enter');
		const back = stateAfter(changed, 'esc');
		expect(back.view.mode.kind).toBe('browse');
		expect(back.view.filter).toBe('');
	});

	test('and then the details are left first', () => {
		const inDetails = stateAfter(page(), 'j', 'enter', 'enter');
		expect(inDetails.view.focus).toBe('details');
		expect(stateAfter(inDetails, 'esc').view.mode.kind).toBe('browse');
		expect(modeOf(stateAfter(inDetails, 'esc', 'esc')).region).toBe('fra');
	});
});

test.each(['esc', 'q', 'F'])('%s closes the page and leaves the table as it was', key => {
	const {view} = stateAfter(page({filter: 'web'}), 'j', key);
	expect(view.mode.kind).toBe('browse');
	expect(view.filter).toBe('web');
});

test('the pulses are asked for once every app has answered, and only while they are seen', () => {
	const early = inMode({...buildState({machines: fleet}), feeds: new Map([['web', newFeed('web')]])}, wholeFleet);
	expect(selectPulseQuestion(early)).toBeUndefined();
	expect(selectPulseQuestion(page())).toEqual({apps: ['web'], spanMs: 3_600_000, columns: 46});
	expect(selectPulseQuestion(buildState({machines: fleet}))).toBeUndefined();
});

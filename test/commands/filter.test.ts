import {describe, expect, test} from 'vitest';
import {filterOf, selectResourceRows, selectScreen} from '../../source/store/screens.ts';
import {selectRows} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {buildLog, buildLogLine} from '../helpers/build-log.ts';
import {buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {itemWith, listing} from '../helpers/build-resources.ts';
import {buildState} from '../helpers/build-state.ts';
import {logsMode} from '../helpers/modes.ts';
import {press, pressBurst, read} from '../helpers/press.ts';

const keysOf = (text: string): readonly string[] => [...text];

const machines = [
	buildMachine({id: 'a', region: 'fra'}),
	buildMachine({id: 'b', region: 'fra', state: 'stopped'}),
	buildMachine({id: 'c', region: 'ams'}),
	buildMachine({id: 'd', region: 'afr'}),
];
const base = buildState({machines});
const volumes = listing(base, 'volumes', [
	itemWith('volumes', {id: 'vol_1', region: 'fra', sizeGb: 1}),
	itemWith('volumes', {id: 'vol_2', region: 'ams', sizeGb: 20}),
]);

const command = (state: State, name: string): State => press(state, ':', ...keysOf(name), 'enter').state;

describe('tab in a filter', () => {
	test('takes the most frequent value, then the next, and the first again', () => {
		const open = press(base, '/', ...keysOf('region:')).state;
		const texts = [1, 2, 3, 4].map(times => filterOf(press(open, ...Array.from({length: times}, () => 'tab')).state));
		expect(texts).toEqual(['region:fra', 'region:afr', 'region:ams', 'region:fra']);
		expect(selectRows(press(open, 'tab').state).map(({id}) => id)).toEqual(['a', 'b']);
	});

	test('goes on to the values where one key alone was meant', () => {
		expect(filterOf(press(base, '/', ...keysOf('reg'), 'tab', 'tab', 'tab').state)).toBe('region:afr');
	});

	test('goes on from what is typed after it', () => {
		expect(filterOf(press(base, '/', ...keysOf('region:'), 'tab', ' ', ...keysOf('state:'), 'tab', 'tab').state)).toBe(
			'region:fra state:stopped',
		);
	});

	test('does nothing where there is nothing to take', () => {
		expect(filterOf(press(base, '/', ...keysOf('nobody:'), 'tab').state)).toBe('nobody:');
	});

	test('that arrives with other keys at once takes nothing, as all that was pasted', () => {
		expect(filterOf(pressBurst(press(base, '/').state, ...keysOf('reg'), 'tab').state)).toBe('reg');
	});

	test('completes what was pasted', () => {
		const pasted = read(press(base, '/').state, [{type: 'paste', text: 'region:am'}]).state;
		expect(filterOf(press(pasted, 'tab').state)).toBe('region:ams');
	});

	test('completes by the columns in a table of other things, and by its fields on the page of a log', () => {
		expect(filterOf(press(volumes, '/', ...keysOf('region:a'), 'tab').state)).toBe('region:ams');
		const log = buildLog({lines: [buildLogLine({level: 'warn'}), buildLogLine({level: 'warn'}), buildLogLine()]});
		const page = press({...buildState({machines, view: {mode: logsMode()}}), log}, '/', ...keysOf('lev'), 'tab', 'tab').state;
		expect(page.view.mode).toMatchObject({filter: 'level:warn'});
	});

	test.each(['esc', 'enter'])('leaves what %s means as it was', key => {
		const open = press(base, '/', ...keysOf('region:'), 'tab', key).state;
		expect(open.view.mode.kind).toBe('browse');
		expect(filterOf(open)).toBe(key === 'esc' ? '' : 'region:fra');
	});
});

test('a filter by lease tells mine from those of others, and counts no lease twice', () => {
	const own = buildLease({owner: 'me@example.com', expiresAtMs: presentMs + 60_000});
	const state = {...base, ownLeases: new Map([['a', own]]), seenLeases: new Map([['b', {...own, owner: 'ci'}]])};
	const idsFor = (filter: string) => selectRows({...state, view: {...state.view, filter}}).map(({id}) => id);
	expect(idsFor('lease:mine')).toEqual(['a']);
	expect(idsFor('-lease:mine lease:*')).toEqual(['b']);
	expect(idsFor('lease:ci,me@*').toSorted()).toEqual(['a', 'b']);
	expect(idsFor('lease:none').toSorted()).toEqual(['c', 'd']);
});

test('leases that change are no reason to look through the machines for another filter', () => {
	const state = buildState({machines, view: {filter: 'region:fra'}});
	const rows = selectRows(state);
	expect(selectRows({...state, seenLeases: new Map([['c', buildLease()]])})).toBe(rows);
});

describe('the filter and the order of a table', () => {
	const narrowed = press(volumes, '/', ...keysOf('size:>10'), 'enter', '>').state;

	test('are by its own keys, and one that it does not have filters nothing away', () => {
		expect(selectResourceRows(narrowed).map(({id}) => id)).toEqual(['vol_2']);
		expect(selectResourceRows(press(volumes, '/', ...keysOf('lease:none')).state)).toHaveLength(2);
	});

	test('are there again when it was left with q', () => {
		const back = command(press(narrowed, 'q').state, 'volumes');
		expect(selectScreen(back)).toMatchObject({filter: 'size:>10', sort: {column: 'state'}});
	});

	test('are its own: other tables have theirs', () => {
		expect(selectScreen(command(press(narrowed, 'q').state, 'secrets'))).toMatchObject({filter: ''});
		expect(filterOf(press(narrowed, 'q').state)).toBe('');
	});

	test('esc clears the filter for good before it leaves', () => {
		const back = command(press(narrowed, 'esc', 'esc').state, 'volumes');
		expect(selectScreen(back)).toMatchObject({filter: ''});
	});

	test('of a log are there again on its page', () => {
		const page = press(
			{...buildState({machines, view: {mode: logsMode()}}), log: buildLog()},
			'/',
			...keysOf('level:warn'),
			'enter',
			'q',
		).state;
		expect(press(page, 'l').state.view.mode).toMatchObject({kind: 'logs', filter: 'level:warn'});
	});

	test('are saved with ctrl-s, each for its table', () => {
		expect(press(narrowed, 'ctrl-s').effects).toEqual([
			{type: 'save-view', name: 'volumes', settings: {filter: 'size:>10', sort: 'state', isDescending: false, isTroubleOnly: false}},
		]);
		expect(press(base, '/', ...keysOf('web'), 'enter', '!', 'i', 'ctrl-s').effects).toEqual([
			{type: 'save-view', name: 'machines', settings: {filter: 'web', sort: 'trouble', isDescending: true, isTroubleOnly: true}},
		]);
	});
});

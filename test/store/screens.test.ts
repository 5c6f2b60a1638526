import {describe, expect, test} from 'vitest';
import type {ResourceItems} from '../../source/domain/resources/table.ts';
import {
	selectHiddenRows,
	selectResourceDetails,
	selectResourceRow,
	selectResourceTargets,
	selectScreen,
} from '../../source/store/screens.ts';
import type {State} from '../../source/store/state.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildCertificate, itemWith, listedEvent, listing, onScreen, someItems} from '../helpers/build-resources.ts';
import {buildFailure, buildState, listOf, reduceAll} from '../helpers/build-state.ts';

const secret = (name: string): ResourceItems['secrets'] => itemWith('secrets', {name});
const secrets = (...names: readonly string[]) => names.map(secret);
const base = buildState({machines: [buildMachine()]});
const three = listing(base, 'secrets', secrets('A', 'B', 'C'));

const cursor = (state: State): string | undefined => selectResourceRow(state)?.id;

const change = (state: State, given: object): State => ({
	...state,
	view: {...state.view, screens: state.view.screens.map(screen => ({...screen, ...given}))},
});

const notesOf = ({notes}: State): readonly string[] => notes.map(({text}) => text);

describe('the cursor of a table', () => {
	test('begins on the first row', () => {
		expect(cursor(three)).toBe('A');
	});

	test('stays on its row wherever that goes', () => {
		const onB = change(three, {cursorKey: 'web/B'});
		expect(cursor(reduceAll(onB, listedEvent('secrets', secrets('0', '1', 'A', 'B'))))).toBe('B');
	});

	test('goes to the row that took the place of the one that is gone', () => {
		const onB = change(three, {cursorKey: 'web/B'});
		expect(cursor(reduceAll(onB, listedEvent('secrets', secrets('A', 'C'))))).toBe('C');
		const onC = change(three, {cursorKey: 'web/C'});
		expect(cursor(reduceAll(onC, listedEvent('secrets', secrets('A', 'B'))))).toBe('B');
	});

	test('is never taken away by what happens to machines', () => {
		const onB = change(three, {cursorKey: 'web/B'});
		const after = reduceAll(onB, listOf('web', [buildMachine({id: '0000000000000a'})], {requestId: 2}));
		expect(cursor(after)).toBe('B');
	});

	test('is always inside the rows that are visible', () => {
		const many = secrets(...Array.from({length: 40}, (_, index) => `S${String(index).padStart(2, '0')}`));
		const state = change(listing(base, 'secrets', many), {cursorKey: 'web/S35'});
		const after = reduceAll(state, {type: 'view-changed', change: {tableRows: 8}});
		const top = selectScreen(after)?.top ?? 0;
		expect(top).toBeLessThanOrEqual(35);
		expect(top).toBeGreaterThan(35 - 8);
	});
});

describe('marks', () => {
	test('stay on their rows, and leave with them', () => {
		const marked = change(three, {marks: new Set(['web/A', 'web/C'])});
		expect(selectResourceTargets(marked).map(({id}) => id)).toEqual(['A', 'C']);
		const after = reduceAll(marked, listedEvent('secrets', secrets('B', 'C')));
		expect([...(selectScreen(after)?.marks ?? [])]).toEqual(['web/C']);
	});

	test('that a filter hides are counted, and are still meant', () => {
		const marked = change(three, {marks: new Set(['web/A', 'web/C']), filter: 'c'});
		expect(selectHiddenRows(marked)).toBe(1);
		expect(selectResourceTargets(marked).map(({id}) => id)).toEqual(['A', 'C']);
	});
});

describe('a table of several apps', () => {
	test('lists the rows of all, told apart where they have one name', () => {
		const both = reduceAll(
			onScreen(base, 'secrets', ['web', 'worker']),
			listedEvent('secrets', secrets('A')),
			listedEvent('secrets', secrets('A'), {app: 'worker'}),
		);
		const marked = change(both, {marks: new Set(['worker/A'])});
		expect(selectResourceTargets(marked).map(({app}) => app)).toEqual(['worker']);
	});

	test('keeps the rows of the app that fails, with their age', () => {
		const source = {kind: 'secrets' as const, app: 'web', volumeId: undefined};
		const failed = reduceAll(three, {type: 'resources-failed', source, failure: buildFailure({kind: 'forbidden', message: 'not allowed'})});
		expect(cursor(failed)).toBe('A');
		expect([...failed.resources.values()]).toMatchObject([{answeredAtMs: presentMs, failure: {kind: 'forbidden'}}]);
	});
});

describe('what is told of reading', () => {
	const source = {kind: 'secrets' as const, app: 'web', volumeId: undefined};
	const failed = (kind: 'offline' | 'forbidden', message: string) =>
		({type: 'resources-failed', source, failure: buildFailure({kind, message})}) as const;

	test('is each failure once, and its end', () => {
		const again = reduceAll(three, failed('forbidden', 'not allowed'), failed('forbidden', 'not allowed'));
		expect(notesOf(again)).toEqual(['not allowed']);
		const well = reduceAll(again, listedEvent('secrets', secrets('A'), {requestedAtMs: presentMs + 12_000}));
		expect(notesOf(well)).toEqual(['not allowed', 'The secrets of app web: live again after 12s.']);
	});

	test('is no second sentence about an outage that the machines told of', () => {
		const outage = reduceAll(three, {type: 'machines-failed', app: 'web', failure: buildFailure()});
		expect(notesOf(reduceAll(outage, failed('offline', 'offline'))).length).toBe(notesOf(outage).length);
	});

	test('is each thing that could not be read, once', () => {
		const issues = ['secret 2 of app web: it has no name'];
		const twice = reduceAll(three, listedEvent('secrets', secrets('A'), {issues}), listedEvent('secrets', secrets('A'), {issues}));
		expect(notesOf(twice)).toEqual(issues);
	});
});

describe('apps that are chosen', () => {
	const both = buildState({
		machines: [buildMachine(), buildMachine({id: '0000000000000a', app: 'worker'})],
		apps: ['web', 'worker', 'api'],
	});

	test('are exactly those whose machines are shown', () => {
		const chosen = reduceAll(both, {type: 'apps-chosen', apps: ['worker']});
		expect([...chosen.feeds.keys()]).toEqual(['worker']);
		expect([...chosen.fleet.values()].map(({app}) => app)).toEqual(['worker']);
		expect(chosen.chosenApps).toEqual(['worker']);
		expect(chosen.notes).toEqual([]);
	});

	test('and none means all, once they are known', () => {
		const all = reduceAll(both, {type: 'apps-chosen', apps: []});
		expect(all).toMatchObject({chosenApps: [], appsKnown: false});
	});
});

test('long values of the details go on below, so that all of a DNS record can be read', () => {
	const open = reduceAll(
		{...listing(base, 'certificates'), certificates: new Map([['web/www.example.com', buildCertificate()]])},
		{type: 'view-changed', change: {paneWidth: 40}},
	);
	const lines = selectResourceDetails(open).map(line => line.map(({text}) => text).join(''));
	expect(Math.max(...lines.map(({length}) => length))).toBeLessThanOrEqual(40);
	expect(lines.join('').replace(/\s+/g, '')).toContain('www.example.com.80fc0fb926.flydns.net');
});

test('a table opened over another keeps that one as it was', () => {
	const over = listing(change(three, {cursorKey: 'web/C'}), 'volumes', [someItems.volumes]);
	const back = reduceAll(over, {type: 'view-changed', change: {screens: over.view.screens.slice(0, 1)}});
	expect(cursor(back)).toBe('C');
});

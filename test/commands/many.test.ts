import {describe, expect, test} from 'vitest';
import type {State} from '../../source/store/state.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {lastNote, press, pressBurst} from '../helpers/press.ts';

const fleetOf = (count: number): State =>
	buildState({
		machines: Array.from({length: count}, (_, index) => buildMachine({id: `m-${index + 1}`, name: `web-${index + 1}`})),
		view: {sort: {key: 'id', isDescending: false}},
	});

const three = fleetOf(3);
const allIds = ['m-1', 'm-2', 'm-3'];
const asking = press(three, '*', 'r').state;

const sentIds = ({jobs}: State): readonly string[] => jobs.at(-1)?.items.map(({target}) => target.id) ?? [];

describe('an order for several machines', () => {
	test('names them all, and goes out as one job after a yes', () => {
		expect(asking.view.mode).toMatchObject({kind: 'confirm', confirmation: {order: {verb: 'restart'}, ask: {kind: 'yes'}, hidden: 0}});
		const {state, effects} = press(asking, 'y');
		expect(effects).toEqual([{type: 'run-job', jobId: 1}]);
		expect(state.jobs).toMatchObject([{id: 1, order: {verb: 'restart'}, parallel: 1, status: 'running', startedAtMs: presentMs}]);
		expect(sentIds(state)).toEqual(allIds);
		expect(state.view.marks.size).toBe(0);
		expect(state.view.mode.kind).toBe('browse');
	});

	test('goes to those that the dialog named, whatever is marked or there by then', () => {
		const changed = reduceAll(asking, listOf('web', [buildMachine({id: 'm-9'}), ...three.fleet.values()], {requestId: 2}), {
			type: 'view-changed',
			change: {marks: new Set(['m-9']), cursorId: 'm-9'},
		});
		expect(sentIds(press(changed, 'y').state)).toEqual(allIds);
	});

	test.each(['n', 'enter', 'esc', 'j'])('is not sent after %s, and the marks stay', key => {
		const {state, effects} = press(asking, key);
		expect(effects).toEqual([]);
		expect(state.jobs).toEqual([]);
		expect(state.view.marks.size).toBe(3);
		expect(lastNote(state)).toBe('Not restarted: 3 machines were left alone.');
	});

	test('takes the act and the number, typed, from five machines on', () => {
		const seven = press(fleetOf(7), '*', 't').state;
		expect(press(seven, 'y', 'enter').effects).toEqual([]);
		expect(press(seven, ...'stop 6', 'enter').effects).toEqual([]);
		expect(press(seven, ...'stop 7', 'enter').effects).toEqual([{type: 'run-job', jobId: 1}]);
		const typed = pressBurst(seven, ...'stop 7', 'enter');
		expect(typed.effects).toEqual([]);
		expect(typed.state.view.mode).toMatchObject({typed: 'stop 7'});
	});

	test('to delete takes it from two machines on', () => {
		expect(press(three, '*', 'ctrl-d', ...'force delete 3', 'enter').effects).toEqual([{type: 'run-job', jobId: 1}]);
		expect(press(three, '*', 'ctrl-d', ...'force delete 2', 'enter').effects).toEqual([]);
	});

	test.each([
		['+', 2],
		['+++++', 3],
		['+-', 1],
		['--', 1],
		['=', 1],
	])('with %s works on %i of three at once', (keys, parallel) => {
		expect(press(asking, ...keys, 'y').state.jobs[0]?.parallel).toBe(parallel);
	});

	test('with = works on a third of them at once', () => {
		expect(press(fleetOf(7), '*', 't', '=', ...'stop 7', 'enter').state.jobs[0]?.parallel).toBe(3);
	});

	test('lets the list of its machines be gone through, no further than its ends', () => {
		const scrolled = (...keys: readonly string[]): unknown => press(asking, ...keys).state.view.mode;
		expect(scrolled('down')).toMatchObject({scroll: 1});
		expect(scrolled('down', 'up', 'up')).toMatchObject({scroll: 0});
		expect(scrolled('end')).toMatchObject({scroll: 2});
	});

	test('that the filter hides takes a second key before anything else counts', () => {
		const hiding = press(three, '*', '/', ...'web-1', 'enter', 't').state;
		expect(hiding.view.mode).toMatchObject({kind: 'confirm', confirmation: {hidden: 2}, isHiddenAccepted: false});
		expect(press(hiding, 'y', 'enter', 'Y').effects).toEqual([]);
		expect(press(hiding, 'y').state.view.mode.kind).toBe('confirm');
		expect(press(hiding, 'tab', 'y').effects).toEqual([{type: 'run-job', jobId: 1}]);
		expect(lastNote(press(hiding, 'esc').state)).toBe('Not stopped: 3 machines were left alone.');
	});

	test('of which only one can be reached is an act on that one', () => {
		const stopped = buildMachine({id: 'm-2', name: 'web-2', state: 'stopped'});
		const mixed = buildState({machines: [buildMachine({id: 'm-1'}), stopped], view: {sort: {key: 'id', isDescending: false}}});
		const {state, effects} = press(mixed, '*', 't', 'y');
		expect(effects).toMatchObject([{type: 'act', order: {verb: 'stop'}, target: {id: 'm-1'}}]);
		expect(state.view.marks.size).toBe(0);
	});

	test('cordons those that are not, and uncordons when all are', () => {
		const cordoned = buildMachine({id: 'm-2', cordoned: true});
		const some = buildState({machines: [buildMachine({id: 'm-1'}), cordoned]});
		expect(press(some, '*', 'C').state.view.mode).toMatchObject({
			confirmation: {order: {verb: 'cordon'}, targets: [{id: 'm-1'}], skipped: [{target: {id: 'm-2'}}]},
		});
		expect(press(buildState({machines: [cordoned]}), 'C').effects).toMatchObject([{order: {verb: 'uncordon'}}]);
	});
});

describe('a job', () => {
	const working = press(asking, 'y').state;
	const statusAfter = (...keys: readonly string[]): string | undefined => press(working, ...keys).state.jobs[0]?.status;

	test.each([
		[['P'], 'paused'],
		[['P', 'P'], 'running'],
		[['X'], 'aborted'],
		[['P', 'X'], 'aborted'],
		[['J', 'P'], 'paused'],
		[['J', 'P', 'X'], 'aborted'],
	])('is %j %s', (keys, status) => {
		expect(statusAfter(...keys)).toBe(status);
	});

	test.each(['P', 'X'])('that is not there is told, with %s', key => {
		expect(lastNote(press(three, key).state)).toBe('No job is under way.');
		expect(lastNote(press(working, 'X', key).state)).toBe('No job is under way.');
	});

	test('has its machines to itself until it is over', () => {
		const {state, effects} = press(working, 't');
		expect(effects).toEqual([]);
		expect(lastNote(state)).toBe('web-1 is part of a job that goes on (restart): J shows it');
		expect(press(working, 'X', 't').state.view.mode.kind).toBe('confirm');
	});
});

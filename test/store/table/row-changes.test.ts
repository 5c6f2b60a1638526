import {describe, expect, test} from 'vitest';
import type {Machine} from '../../../source/domain/machine.ts';
import {newFeed} from '../../../source/store/initial-state.ts';
import {reduce} from '../../../source/store/reducer.ts';
import type {State} from '../../../source/store/state.ts';
import {selectChangedColumns} from '../../../source/store/table/row-changes.ts';
import {buildLease, buildMachine, buildPending, presentMs} from '../../helpers/build-machine.ts';
import {buildFailure, buildState, listOf, reduceAll} from '../../helpers/build-state.ts';

const machines = ['a', 'b', 'c'].map(id => buildMachine({id}));
const [a, b, c] = machines as [Machine, Machine, Machine];
const first = buildState({machines});
const stopped = {...b, state: 'stopped', events: []};

const read = (state: State, listed: readonly Machine[], requestId = 2): State => reduce(state, listOf('web', listed, {requestId}));
const later = (state: State, ms: number): State => reduce(state, {type: 'clock-ticked', nowMs: presentMs + ms});
const marks = (state: State): Readonly<Record<string, readonly string[]>> =>
	Object.fromEntries(
		['a', 'b', 'c', 'd'].map(id => [id, [...selectChangedColumns(state, id)]] as const).filter(([, columns]) => columns.length > 0),
	);

describe('what changed', () => {
	test('is nothing when an app is read for the first time, the first or any other', () => {
		expect(marks(first)).toEqual({});
		const other = buildMachine({id: 'd', app: 'api'});
		const withApi = {...first, feeds: new Map([...first.feeds, ['api', newFeed('api')]])};
		expect(marks(reduce(withApi, listOf('api', [other])))).toEqual({});
	});

	test('is the cells that an answer made others, and no others', () => {
		expect(marks(read(first, [a, stopped, c]))).toEqual({b: ['state', 'why']});
	});

	test('is the whole row of a machine that is new', () => {
		expect(marks(read(first, [...machines, buildMachine({id: 'd'})])).d).toContain('id');
	});

	test('is what an answer about one machine made others', () => {
		const state = reduce(first, {type: 'machine-received', id: 'b', requestedAtMs: presentMs + 1, machine: stopped});
		expect(marks(state)).toEqual({b: ['state', 'why']});
	});

	test('is no act of our own, until the answer says more than was hoped', () => {
		const asked = reduce(first, {type: 'action-started', pending: buildPending({machineId: 'b', verb: 'stop'})});
		expect(marks(asked)).toEqual({});
		const stopping = read(asked, [a, {...b, state: 'stopping'}, c]);
		expect(marks(stopping)).toEqual({});
		const accepted = reduce(stopping, {
			type: 'action-accepted',
			machineId: 'b',
			actionId: buildPending().actionId,
			acceptedAtMs: presentMs,
		});
		const done = reduce(accepted, listOf('web', [a, stopped, c], {requestId: 3, requestedAtMs: presentMs + 1}));
		expect(marks(done)).toEqual({b: ['state', 'why']});
	});

	test('is no lease that we took, and one that somebody else took', () => {
		const own = reduce(first, {type: 'lease-held', machineId: 'b', lease: buildLease()});
		expect(marks(own)).toEqual({});
		expect(marks(read(first, [a, {...b, lease: buildLease()}, c]))).toEqual({b: ['lease']});
	});

	test('is no lease of ours that was given back, though lists told of it before and still do', () => {
		const ours = buildLease({description: 'stop', expiresAtMs: presentMs + 13_000});
		const listed = {...b, lease: {...ours, expiresAtMs: presentMs + 9000}};
		const held = read(reduce(first, {type: 'lease-held', machineId: 'b', lease: ours}), [a, listed, c]);
		const released = reduceAll(held, {type: 'lease-dropped', machineId: 'b'}, {type: 'lease-seen', machineId: 'b', lease: undefined});
		expect(marks(read(released, [a, b, c], 3))).toEqual({});
		expect(marks(read(read(read(released, [a, b, c], 3), [a, listed, c], 4), [a, b, c], 5))).toEqual({});
	});

	test('is the lease of somebody else that came after ours, and that went', () => {
		const held = reduce(first, {type: 'lease-held', machineId: 'b', lease: buildLease({description: 'stop'})});
		const theirs = {...b, lease: buildLease({owner: 'ops@example.com', description: 'deploy'})};
		expect(marks(read(held, [a, theirs, c]))).toEqual({});
		const taken = read(reduce(held, {type: 'lease-dropped', machineId: 'b'}), [a, theirs, c]);
		expect(marks(taken)).toEqual({b: ['lease']});
		const gone = read(later(read(first, [a, theirs, c]), 7000), [a, b, c], 3);
		expect(marks(gone)).toEqual({b: ['lease']});
	});

	test('is what became trouble with time', () => {
		const slow = {...b, state: 'stopping', events: [], updatedAtMs: presentMs - 290_000};
		const state = buildState({machines: [a, slow, c]});
		expect(marks(later(state, 10_000))).toEqual({});
		expect(marks(later(state, 20_000))).toEqual({b: ['why']});
	});

	test('is what differs from before an outage, when that is over', () => {
		const failing = reduceAll(first, {type: 'machines-failed', app: 'web', failure: buildFailure()});
		const late = later(failing, 3_600_000);
		expect(marks(read(late, [a, stopped, c]))).toEqual({b: ['state', 'why']});
	});

	test('is nothing of an app that was left', () => {
		const left = reduceAll(
			first,
			{type: 'apps-chosen', apps: ['api']},
			listOf('api', [buildMachine({id: 'd', app: 'api'})], {requestId: 2}),
		);
		expect(marks(left)).toEqual({});
	});
});

describe('a mark', () => {
	test('stays for six seconds, whatever changes besides', () => {
		const changed = read(first, [a, stopped, c]);
		const more = read(later(changed, 4000), [a, stopped, {...c, region: 'ams'}], 3);
		expect(marks(later(more, 5000))).toEqual({b: ['state', 'why'], c: ['region']});
		expect(marks(later(more, 6000))).toEqual({c: ['region']});
		expect(later(more, 10_000).rowChanges).toEqual([]);
	});

	test('leaves the state as it is while no time ran out', () => {
		const changed = read(first, [a, stopped, c]);
		expect(later(changed, 1000).rowChanges).toBe(changed.rowChanges);
		expect(later(first, 1000).rowChanges).toBe(first.rowChanges);
	});
});

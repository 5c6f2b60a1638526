import {describe, expect, test} from 'vitest';
import type {Lease, Machine} from '../../source/domain/machine.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import {selectDiagnosis, selectDoubtful} from '../../source/store/diagnosis.ts';
import type {State} from '../../source/store/state.ts';
import {buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';

const second = 1000;
const minute = 60 * second;

const lost = buildMachine({hostStatus: 'unreachable'});
const leased = (lease: Partial<Lease>): Machine => buildMachine({lease: buildLease(lease)});
const troubleIn = (state: State): Trouble | undefined => selectDiagnosis(state).get(buildMachine().id)?.[0];

/** Reads a list for each moment, one after the other, where the one before it came with the first state. */
const readAll = (first: State, lists: readonly (readonly [atMs: number, machine: Machine])[]): State =>
	lists.reduce(
		(state, [atMs, machine], index) =>
			reduceAll(
				state,
				{type: 'clock-ticked', nowMs: atMs},
				listOf('web', [machine], {requestId: index + 2, requestedAtMs: atMs, readAgainMs: 5 * second}),
			),
		first,
	);

/** Lists every so often in which a lease is renewed each time, for a span. */
const renewed = (spanMs: number, stepMs: number, ttlMs: number): readonly (readonly [number, Machine])[] =>
	Array.from({length: spanMs / stepMs}, (_, index) => {
		const atMs = presentMs + (index + 1) * stepMs;
		return [atMs, leased({owner: 'ci@example.com', expiresAtMs: atMs + ttlMs})];
	});

describe('since when a host does not answer', () => {
	test('is the first answer or longer, where it was so in that', () => {
		const state = readAll(buildState({machines: [lost]}), [[presentMs + minute, lost]]);
		expect(troubleIn(state)).toMatchObject({kind: 'HOST', sinceMs: presentMs, isOlder: true});
		expect(selectDoubtful(state).keys).toHaveLength(1);
	});

	test('is when it was seen, where it answered before', () => {
		const state = readAll(buildState({machines: [buildMachine()]}), [
			[presentMs + 5 * second, lost],
			[presentMs + minute, lost],
		]);
		expect(troubleIn(state)).toMatchObject({kind: 'HOST', sinceMs: presentMs + 5 * second, isOlder: false});
		expect(selectDoubtful(state).keys).toEqual([]);
	});

	test('may be longer, where nobody watched in between', () => {
		const state = readAll(buildState({machines: [buildMachine()]}), [[presentMs + 60 * minute, lost]]);
		expect(troubleIn(state)).toMatchObject({sinceMs: presentMs + 60 * minute, isOlder: true});
	});

	test('is what the journal remembers, however often it is asked', () => {
		const sinceMs = presentMs - 60 * minute;
		const state = buildState({machines: [lost]});
		const [key = ''] = selectDoubtful(state).keys;
		const remembering = reduceAll(state, {type: 'beginnings-read', beginnings: new Map([[key, {sinceMs, isOlder: true}]])});
		expect(troubleIn(remembering)).toMatchObject({sinceMs, isOlder: true});
		expect(selectDoubtful(remembering).troubles).toEqual(selectDoubtful(state).troubles);
	});
});

describe('a lease that is held too long', () => {
	test('is so to its end, and no longer', () => {
		const expiresAtMs = presentMs + 1815 * second;
		const state = buildState({machines: [leased({expiresAtMs})]});
		const at = (nowMs: number) => troubleIn(reduceAll(state, {type: 'clock-ticked', nowMs}));
		expect(at(presentMs + 20 * second)).toMatchObject({kind: 'LEASE', sinceMs: presentMs, isOlder: true});
		expect(at(expiresAtMs - second)?.kind).toBe('LEASE');
		expect(at(expiresAtMs + 10 * second)).toBeUndefined();
	});

	test('is one that is renewed in short steps, as soon as it lasts for more than half an hour in all', () => {
		const first = buildState({machines: [leased({owner: 'ci@example.com', expiresAtMs: presentMs + 13 * second})]});
		const lists = renewed(30 * minute, 5 * second, 13 * second);
		expect(troubleIn(readAll(first, lists.slice(0, -4)))).toBeUndefined();
		expect(troubleIn(readAll(first, lists))).toMatchObject({kind: 'LEASE', sinceMs: presentMs, isOlder: true});
	});

	test('began when it was seen, where nobody held one before', () => {
		const state = readAll(buildState({machines: [buildMachine()]}), [
			[presentMs + 5 * second, leased({expiresAtMs: presentMs + 60 * minute})],
		]);
		expect(troubleIn(state)).toMatchObject({sinceMs: presentMs + 5 * second, isOlder: false});
	});

	test.each<{readonly of: string; readonly lists: readonly (readonly [number, Machine])[]}>([
		{
			of: 'another holder',
			lists: [[presentMs + 5 * second, leased({owner: 'mia@example.com', expiresAtMs: presentMs + 30 * minute})]],
		},
		{
			of: 'the same holder after nobody had one',
			lists: [
				[presentMs + 5 * second, buildMachine()],
				[presentMs + 10 * second, leased({owner: 'ci@example.com', expiresAtMs: presentMs + 30 * minute})],
			],
		},
		{
			of: 'the same holder after a pause in which the one before ended',
			lists: [[presentMs + 60 * minute, leased({owner: 'ci@example.com', expiresAtMs: presentMs + 61 * minute})]],
		},
	])('is not one of $of, which is another lease', ({lists}) => {
		const first = buildState({machines: [leased({owner: 'ci@example.com', expiresAtMs: presentMs + 13 * second})]});
		expect(troubleIn(readAll(first, lists))).toBeUndefined();
	});

	test('is known by the journal, though this flydeck has seen but little of it', () => {
		const state = buildState({machines: [leased({owner: 'ci@example.com', expiresAtMs: presentMs + 13 * second})]});
		expect(troubleIn(state)).toBeUndefined();
		const [key = ''] = selectDoubtful(state).keys;
		const sinceMs = presentMs - 60 * minute;
		const remembering = reduceAll(state, {type: 'beginnings-read', beginnings: new Map([[key, {sinceMs, isOlder: true}]])});
		expect(troubleIn(remembering)).toMatchObject({kind: 'LEASE', sinceMs, isOlder: true});
	});
});

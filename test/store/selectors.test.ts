import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {diagnose} from '../../source/domain/diagnosis/diagnosis.ts';
import {matchesQuery} from '../../source/domain/query/parse.ts';
import {selectCounts} from '../../source/store/counts.ts';
import {selectDiagnosis} from '../../source/store/diagnosis.ts';
import {noLeases, subjectOf} from '../../source/store/machine-subjects.ts';
import {detailsContextOf, selectForeignLease, selectLease, selectRows} from '../../source/store/selectors.ts';
import {createStore} from '../../source/store/store.ts';
import {filterArbitrary, twoAppsArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildEvent, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {machineQuery} from '../helpers/diagnose.ts';

describe('rows', () => {
	test('are exactly the machines that match the filter', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, filterArbitrary, (machines, filter) => {
				const diagnosis = diagnose(machines, presentMs);
				const rows = selectRows(buildState({machines, view: {filter}}));
				expect(new Set(rows)).toEqual(
					new Set(machines.filter(machine => matchesQuery(machineQuery(filter), subjectOf(machine, diagnosis, noLeases, presentMs)))),
				);
			}),
		);
	});

	test('are the same array while nothing of them changed', () => {
		const state = buildState({machines: [buildMachine()]});
		const rows = selectRows(state);
		const later = reduceAll(
			state,
			{type: 'clock-ticked', nowMs: presentMs + 1000},
			listOf('web', [buildMachine()], {requestId: 2, requestedAtMs: presentMs + 1000}),
			{type: 'view-changed', change: {focus: 'details'}},
		);
		expect(selectRows(later)).toBe(rows);
	});
});

describe('what is wrong', () => {
	const lease = buildLease({expiresAtMs: presentMs + 7_200_000});
	const leased = buildMachine({lease});
	const failed = buildMachine({id: 'f', state: 'stopped', events: [buildExitEvent({exitCode: 1})]});

	test('is the same object while no machine changed, and no trouble can have come or gone', () => {
		const state = buildState({machines: [leased, failed]});
		const diagnosis = selectDiagnosis(state);
		const again = reduceAll(state, listOf('web', [{...leased}, {...failed}], {requestId: 2, requestedAtMs: presentMs + 1000}), {
			type: 'clock-ticked',
			nowMs: presentMs + 9999,
		});
		expect(selectDiagnosis(again)).toBe(diagnosis);
	});

	test('is no lease of our own', () => {
		const state = buildState({machines: [leased]});
		expect(selectDiagnosis(state).get(leased.id)).toMatchObject([{kind: 'LEASE'}]);
		expect(selectDiagnosis({...state, ownLeases: new Map([[leased.id, lease]])}).size).toBe(0);
	});

	test('is all that is listed where only trouble is', () => {
		const state = buildState({machines: [buildMachine({id: 'a'}), failed]});
		expect(selectRows({...state, view: {...state.view, isTroubleOnly: true}})).toEqual([failed]);
	});
});

describe('the lease that counts', () => {
	const seenByList = buildLease({owner: 'list@example.com'});
	const machine = buildMachine({lease: seenByList});
	const own = buildLease({owner: 'me@example.com'});

	test('is ours, else what the list told, else what a look showed', () => {
		const seen = buildLease({owner: 'look@example.com'});
		const state = buildState({machines: [machine], seenLeases: new Map([[machine.id, seen]])});
		expect(selectLease({...state, ownLeases: new Map([[machine.id, own]])}, machine)).toBe(own);
		expect(selectLease(state, machine)).toBe(seenByList);
		expect(selectLease(state, {...machine, lease: undefined})).toBe(seen);
		expect(selectLease(buildState(), {...machine, lease: undefined})).toBeUndefined();
	});

	test('is foreign only when it is not ours', () => {
		const state = buildState({machines: [machine]});
		expect(selectForeignLease(state, machine)).toBe(seenByList);
		expect(selectForeignLease({...state, ownLeases: new Map([[machine.id, own]])}, machine)).toBeUndefined();
	});

	test('is none once it has run out', () => {
		const state = buildState({machines: [machine], nowMs: seenByList.expiresAtMs});
		expect(selectLease(state, machine)).toBeUndefined();
		expect(selectForeignLease(state, machine)).toBeUndefined();
	});

	test('of somebody else is not hidden by one of ours that has run out', () => {
		const ended = buildLease({expiresAtMs: presentMs});
		const state = buildState({machines: [machine], ownLeases: new Map([[machine.id, ended]])});
		expect(selectLease(state, machine)).toBe(seenByList);
		expect(selectForeignLease(state, machine)).toBe(seenByList);
		expect(detailsContextOf(state, machine)).toMatchObject({lease: seenByList, isOwnLease: false});
	});
});

describe('counts', () => {
	const machines = [
		buildMachine({id: 'a'}),
		buildMachine({id: 'b'}),
		buildMachine({id: 'c', state: 'stopped', events: [buildExitEvent({exitCode: 1})]}),
		buildMachine({id: 'd', state: 'stopping', events: [], updatedAtMs: presentMs - 290_000}),
		buildMachine({id: 'e', events: [61, 62, 63].map(age => buildExitEvent({exitCode: 1, restarting: true}, age * 1000))}),
		buildMachine({id: 'f', state: 'warming', events: [buildEvent()]}),
	];
	const labelsOf = (nowMs: number) => selectCounts(buildState({machines, nowMs})).map(({label, count}) => `${count} ${label}`);

	test('tell trouble first, then the states of the others, most first', () => {
		expect(labelsOf(presentMs)).toEqual(['1 CRASH', '1 EXIT', '2 up', '1 stopping', '1 warming']);
		expect(selectCounts(buildState({machines: [buildMachine()]}))).toEqual([{label: 'up', count: 1, tone: 'good'}]);
	});

	test('tell of a stuck machine within ten seconds', () => {
		expect(labelsOf(presentMs + 10_000)).not.toContain('1 STUCK');
		expect(labelsOf(presentMs + 20_000)).toContain('1 STUCK');
		expect(labelsOf(presentMs + 20_000)).not.toContain('1 stopping');
	});

	test('tell a state by its word, even one that every object knows', () => {
		expect(selectCounts(buildState({machines: [buildMachine({state: 'constructor'})]}))).toMatchObject([{label: 'constructor', count: 1}]);
	});

	test('are the same object while nothing that they count changed', () => {
		const state = buildState({machines});
		expect(selectCounts({...state, nowMs: presentMs + 9999})).toBe(selectCounts(state));
	});

	test('count every machine exactly once: the sum is the size of the fleet', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, any => {
				const counts = selectCounts(buildState({machines: any}));
				expect(counts.reduce((sum, {count}) => sum + count, 0)).toBe(any.length);
				expect(counts.every(({count}) => count > 0)).toBe(true);
			}),
		);
	});
});

describe('the store', () => {
	test('tells its listeners once for several events, and not at all when nothing changed', () => {
		const store = createStore(buildState({machines: [buildMachine()]}));
		let calls = 0;
		const unsubscribe = store.subscribe(() => {
			calls++;
		});
		store.dispatch({type: 'clock-ticked', nowMs: presentMs + 1}, {type: 'clock-ticked', nowMs: presentMs + 2});
		expect(calls).toBe(1);
		expect(store.getState().nowMs).toBe(presentMs + 2);
		store.dispatch({type: 'clock-ticked', nowMs: presentMs + 2});
		store.dispatch();
		expect(calls).toBe(1);
		unsubscribe();
		store.dispatch({type: 'clock-ticked', nowMs: presentMs + 3});
		expect(calls).toBe(1);
	});
});

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {diagnose} from '../../source/domain/diagnosis/diagnosis.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {type Sort, type SortKey, sortKeys, sortMachines} from '../../source/domain/sort.ts';
import {sortArbitrary, twoAppsArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildCheck, buildConfig, buildEvent, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';

const sorted = (machines: readonly Machine[], sort: Sort): readonly Machine[] =>
	sortMachines(machines, sort, diagnose(machines, presentMs));

describe('for any machines and any order', () => {
	test('sorting loses none, invents none and changes neither them nor the input', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, sortArbitrary, (machines, sort) => {
				const before = [...machines];
				const once = sorted(machines, sort);
				expect(once).toHaveLength(machines.length);
				expect(new Set(once)).toEqual(new Set(machines));
				expect(machines).toEqual(before);
			}),
		);
	});

	test('sorting twice changes nothing', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, sortArbitrary, (machines, sort) => {
				const once = sorted(machines, sort);
				expect(sorted(once, sort)).toEqual(once);
			}),
		);
	});

	test('the order does not depend on the order of the input', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, sortArbitrary, (machines, sort) => {
				expect(sorted(machines.toReversed(), sort)).toEqual(sorted(machines, sort));
			}),
		);
	});
});

const since = (agoMs: number): Partial<Machine> => ({events: [buildEvent({timestampMs: presentMs - agoMs})]});
const guest = (memoryMb: number): Partial<Machine> => ({config: buildConfig({guest: {cpuKind: 'shared', cpus: 1, memoryMb}})});
const failed: Partial<Machine> = {state: 'stopped', events: [buildExitEvent({exitCode: 1})]};

const stuck: Partial<Machine> = {state: 'stopping', events: [], updatedAtMs: presentMs - 3_600_000};
const looping: Partial<Machine> = {events: [1, 2, 3].map(age => buildExitEvent({exitCode: 1, restarting: true}, age * 1000))};

const inOrder: Readonly<Record<SortKey, readonly [Partial<Machine>, Partial<Machine>, ...Partial<Machine>[]]>> = {
	trouble: [looping, stuck, failed, {state: 'stopping'}, {state: 'started'}],
	app: [{app: 'api'}, {app: 'web'}],
	id: [{id: 'a'}, {id: 'b'}],
	name: [{name: 'db'}, {name: 'web'}],
	state: [{state: 'started'}, {state: 'stopped'}],
	for: [since(1000), since(2000), {events: [], updatedAtMs: undefined}],
	region: [{region: 'ams'}, {region: 'fra'}],
	checks: [{checks: []}, {checks: [buildCheck({status: 'critical'})]}, {checks: [buildCheck()]}],
	size: [{config: undefined}, guest(256), guest(2048)],
	why: [failed, {cordoned: true}, {events: [buildEvent()]}],
	lease: [{lease: buildLease({expiresAtMs: presentMs + 9000})}, {lease: buildLease({expiresAtMs: presentMs + 1000})}, {}],
};

test.each(sortKeys)('by %s, rows are in the order of what the column is about, and the other way round when inverted', key => {
	// Ids fall, so that an order that looked at them alone would be wrong.
	const rows = inOrder[key].map((given, index) => buildMachine({id: `m${9 - index}`, ...given}));
	expect(sorted(rows.toReversed(), {key, isDescending: false})).toEqual(rows);
	expect(sorted(rows, {key, isDescending: true})).toEqual(rows.toReversed());
});

test('of equally severe troubles the newest comes first', () => {
	const failedAgo = (id: string, agoMs: number): Machine =>
		buildMachine({id, state: 'stopped', events: [buildExitEvent({exitCode: 1}, agoMs)]});
	const rows = [failedAgo('c', 1000), failedAgo('b', 2000), failedAgo('a', 3000), buildMachine({id: '0', hostStatus: 'unreachable'})];
	expect(sorted(rows, {key: 'trouble', isDescending: false}).map(({id}) => id)).toEqual(['0', 'c', 'b', 'a']);
});

test('rows with the same key are in the order of app and id, also when inverted', () => {
	const rows = [buildMachine({app: 'api', id: 'b'}), buildMachine({app: 'web', id: 'a'}), buildMachine({app: 'web', id: 'c'})];
	for (const isDescending of [false, true]) {
		expect(sorted(rows.toReversed(), {key: 'region', isDescending})).toEqual(rows);
	}
});

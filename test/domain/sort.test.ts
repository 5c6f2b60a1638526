import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Machine} from '../../source/domain/machine.ts';
import {type SortKey, sortKeys, sortMachines} from '../../source/domain/sort.ts';
import {sortArbitrary, twoAppsArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildCheck, buildConfig, buildEvent, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';

describe('for any machines and any order', () => {
	test('sorting loses none, invents none and changes neither them nor the input', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, sortArbitrary, (machines, sort) => {
				const before = [...machines];
				const sorted = sortMachines(machines, sort, presentMs);
				expect(sorted).toHaveLength(machines.length);
				expect(new Set(sorted)).toEqual(new Set(machines));
				expect(machines).toEqual(before);
			}),
		);
	});

	test('sorting twice changes nothing', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, sortArbitrary, (machines, sort) => {
				const sorted = sortMachines(machines, sort, presentMs);
				expect(sortMachines(sorted, sort, presentMs)).toEqual(sorted);
			}),
		);
	});

	test('the order does not depend on the order of the input', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, sortArbitrary, (machines, sort) => {
				expect(sortMachines(machines.toReversed(), sort, presentMs)).toEqual(sortMachines(machines, sort, presentMs));
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
	expect(sortMachines(rows.toReversed(), {key, isDescending: false}, presentMs)).toEqual(rows);
	expect(sortMachines(rows, {key, isDescending: true}, presentMs)).toEqual(rows.toReversed());
});

test('rows with the same key are in the order of app and id, also when inverted', () => {
	const rows = [buildMachine({app: 'api', id: 'b'}), buildMachine({app: 'web', id: 'a'}), buildMachine({app: 'web', id: 'c'})];
	for (const isDescending of [false, true]) {
		expect(sortMachines(rows.toReversed(), {key: 'region', isDescending}, presentMs)).toEqual(rows);
	}
});

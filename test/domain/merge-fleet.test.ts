import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Machine} from '../../source/domain/machine.ts';
import {mergeFleet, mergeMachine} from '../../source/domain/merge-fleet.ts';
import {machineArbitrary, machinesArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildMachine} from '../helpers/build-machine.ts';

const byId = (machines: readonly Machine[]): ReadonlyMap<string, Machine> => new Map(machines.map(machine => [machine.id, machine]));

const fleetArbitrary = fc.tuple(machinesArbitrary('web'), machinesArbitrary('api')).map(([web, api]) => byId([...web, ...api]));

/** A fleet, and a list of its app `web` in which some machines are as they were, some changed, some are new and some are missing. */
const fleetAndList = fc.tuple(fleetArbitrary, machinesArbitrary('web')).chain(([fleet, others]) => {
	const copies = [...fleet.values()].filter(({app}) => app === 'web').map(machine => structuredClone(machine));
	const kept = fc.subarray(copies).map(some => [...byId([...others, ...some]).values()]);
	return fc.record({fleet: fc.constant(fleet), machines: kept});
});

const namesOf = (fleet: ReadonlyMap<string, Machine>, app: string): readonly string[] =>
	[...fleet.values()].filter(machine => machine.app === app).map(({id}) => id);

describe('an answer that lists all machines of an app', () => {
	test('leaves the fleet as the very same object when it tells nothing new, in whatever order', () => {
		const fleetAndCopies = fleetArbitrary.chain(fleet => {
			const copies = [...fleet.values()].filter(({app}) => app === 'web').map(machine => structuredClone(machine));
			return fc.record({fleet: fc.constant(fleet), copies: fc.shuffledSubarray(copies, {minLength: copies.length})});
		});
		fc.assert(
			fc.property(fleetAndCopies, ({fleet, copies}) => {
				expect(mergeFleet(fleet, 'web', copies)).toBe(fleet);
			}),
		);
	});

	test('brings exactly its machines, and of those that did not change the object that was there', () => {
		fc.assert(
			fc.property(fleetAndList, ({fleet, machines}) => {
				const merged = mergeFleet(fleet, 'web', machines);
				expect(namesOf(merged, 'web').toSorted()).toEqual(machines.map(({id}) => id).toSorted());
				for (const machine of machines) {
					const known = fleet.get(machine.id);
					const isSame = JSON.stringify(known) === JSON.stringify(machine);
					expect(merged.get(machine.id)).toEqual(machine);
					expect(merged.get(machine.id) === known).toBe(isSame);
				}
			}),
		);
	});

	test('does not touch the machines of other apps', () => {
		fc.assert(
			fc.property(fleetArbitrary, machinesArbitrary('web'), (fleet, machines) => {
				const merged = mergeFleet(fleet, 'web', machines);
				expect(namesOf(merged, 'api')).toEqual(namesOf(fleet, 'api'));
				for (const id of namesOf(fleet, 'api')) {
					expect(merged.get(id)).toBe(fleet.get(id));
				}
			}),
		);
	});

	test('does not change the fleet that was there', () => {
		fc.assert(
			fc.property(fleetArbitrary, machinesArbitrary('web'), (fleet, machines) => {
				const before = [...fleet];
				mergeFleet(fleet, 'web', machines);
				expect([...fleet]).toEqual(before);
			}),
		);
	});

	test('takes the last of two machines with the same id', () => {
		const twice = [buildMachine({state: 'stopped'}), buildMachine({state: 'started'})];
		expect([...mergeFleet(new Map(), 'web', twice).values()]).toEqual([twice[1]]);
	});
});

describe('an answer about one machine', () => {
	test('changes that machine and no other', () => {
		fc.assert(
			fc.property(fleetArbitrary, machineArbitrary('web'), (fleet, machine) => {
				const merged = mergeMachine(fleet, machine.id, machine);
				expect(merged.get(machine.id)).toEqual(machine);
				expect(merged.size).toBe(fleet.size + (fleet.has(machine.id) ? 0 : 1));
				for (const [id, known] of fleet) {
					expect(id === machine.id || merged.get(id) === known).toBe(true);
				}
			}),
		);
	});

	test('leaves the fleet as the very same object when it tells nothing new', () => {
		const machine = buildMachine();
		const fleet = byId([machine]);
		expect(mergeMachine(fleet, machine.id, structuredClone(machine))).toBe(fleet);
		expect(mergeMachine(fleet, 'unheard-of', undefined)).toBe(fleet);
	});

	test('removes a machine that is gone', () => {
		const machine = buildMachine();
		expect(mergeMachine(byId([machine]), machine.id, undefined).size).toBe(0);
	});
});

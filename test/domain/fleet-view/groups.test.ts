import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {diagnose} from '../../../source/domain/diagnosis/diagnosis.ts';
import {type GroupKey, groupKeys, groupMachines, inGroupOrder, placesOf} from '../../../source/domain/fleet-view/groups.ts';
import {allCpus, memoryInWords, totalsOf} from '../../../source/domain/fleet-view/totals.ts';
import {severityRank} from '../../../source/domain/trouble.ts';
import {twoAppsArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildConfig, buildMachine, presentMs} from '../../helpers/build-machine.ts';

const keyArbitrary = fc.constantFrom<GroupKey>(...groupKeys.map(({key}) => key));

describe('groups', () => {
	test('have every machine once, in the order that it came in, and come to what all do that are there', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, keyArbitrary, (machines, key) => {
				const groups = groupMachines(machines, key, diagnose(machines, presentMs));
				expect(new Set(groups.flatMap(group => group.machines))).toEqual(new Set(machines));
				expect(groups.reduce((sum, {totals}) => sum + totals.machines.all, 0)).toBe(
					machines.filter(({state}) => state !== 'destroyed').length,
				);
				expect(groups.reduce((sum, {totals}) => sum + totals.memoryMb.started, 0)).toBe(totalsOf(machines).memoryMb.started);
				for (const group of groups) {
					expect(group.machines).toEqual(machines.filter(machine => group.machines.includes(machine)));
				}
			}),
		);
	});

	test('keep machines in their places, and have those without one in a group of their own', () => {
		const [first, second] = [buildMachine({id: 'a', state: 'started'}), buildMachine({id: 'b', state: 'stopped'})];
		const places = placesOf([first, second], 'state');
		const groups = groupMachines(
			[{...first, state: 'stopped'}, second, buildMachine({id: 'c', state: 'stopped'})],
			'state',
			new Map(),
			places,
		);
		expect(groups.map(({name, machines}) => [name, machines.map(({id}) => id)])).toEqual([
			['started', ['a']],
			['stopped', ['b']],
			['new', ['c']],
		]);
	});

	test('have ids that no other group and no machine has', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, machines => {
				const ids = groupKeys.flatMap(({key}) => groupMachines(machines, key, new Map()).map(({id}) => id));
				expect(new Set([...ids, ...machines.map(({id}) => id)]).size).toBe(ids.length + machines.length);
			}),
		);
	});

	test('stand in order with the worst trouble first, and stay so when they are grouped once more', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, keyArbitrary, (machines, key) => {
				const diagnosis = diagnose(machines, presentMs);
				const ordered = inGroupOrder(machines, key, diagnosis);
				expect(new Set(ordered)).toEqual(new Set(machines));
				const ranks = groupMachines(ordered, key, diagnosis).map(({trouble}) => severityRank(trouble?.worst));
				expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
				expect(inGroupOrder(ordered, key, diagnosis)).toEqual(ordered);
			}),
		);
	});

	test.each([
		['app', 'shop'],
		['group', 'shop worker'],
		['image', 'web:v41'],
		['region', 'fra'],
		['state', 'started'],
	] as const)('by %s are named as %s', (key, name) => {
		const config = buildConfig({processGroup: 'worker', image: 'registry.fly.io/shop/web:v41'});
		expect(groupMachines([buildMachine({app: 'shop', config})], key, new Map())).toMatchObject([{name}]);
	});

	test.each([
		['group', 'web no process group'],
		['image', 'no image'],
		['region', 'no region'],
	] as const)('by %s of what has none are named as %s', (key, name) => {
		expect(groupMachines([buildMachine({region: '', config: undefined})], key, new Map())).toMatchObject([{name}]);
	});

	test('by process group are apart in each app', () => {
		const config = buildConfig({processGroup: 'worker'});
		const machines = [buildMachine({id: 'a', app: 'one', config}), buildMachine({id: 'b', app: 'two', config})];
		expect(groupMachines(machines, 'group', new Map()).map(({name}) => name)).toEqual(['one worker', 'two worker']);
	});
});

describe('totals', () => {
	const sized = (cpuKind: string, cpus: number, memoryMb: number) => buildConfig({guest: {cpuKind, cpus, memoryMb}});

	test('tell what is started and what is there, by kind of cpu', () => {
		const totals = totalsOf([
			buildMachine({id: 'a', config: sized('shared', 2, 512)}),
			buildMachine({id: 'b', state: 'stopped', config: sized('shared', 1, 256)}),
			buildMachine({id: 'c', config: sized('performance', 4, 8192)}),
			buildMachine({id: 'd', config: undefined}),
		]);
		expect(totals.machines).toEqual({started: 3, all: 4});
		expect([...totals.cpus]).toEqual([
			['shared', {started: 2, all: 3}],
			['performance', {started: 4, all: 4}],
		]);
		expect(allCpus(totals)).toEqual({started: 6, all: 7});
		expect(totals.memoryMb).toEqual({started: 8704, all: 8960});
		expect(totals.unsized).toBe(1);
	});

	test.each([
		[0, 0, '0/0 GB'],
		[40, 256, '<0.1/0.3 GB'],
		[512, 1536, '0.5/1.5 GB'],
		[10_240, 1_048_576, '10/1024 GB'],
	])('of %d MB and %d MB are %s', (started, all, words) => {
		expect(memoryInWords({started, all})).toBe(words);
	});
});

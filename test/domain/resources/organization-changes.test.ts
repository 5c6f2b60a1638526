import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Machine} from '../../../source/domain/machine.ts';
import {appsWithNews, listChangesAfterMs, newestChangeMs} from '../../../source/domain/resources/organization-changes.ts';
import type {OrganizationMachine} from '../../../source/domain/resources/organization-machine.ts';
import {buildMachine, presentMs} from '../../helpers/build-machine.ts';

const fleetOf = (...machines: readonly Machine[]) => new Map(machines.map(machine => [machine.id, machine]));

const told = (machine: Machine, other: Partial<OrganizationMachine> = {}): OrganizationMachine => {
	const {id, app, name, state, region, instanceId, privateIp, createdAtMs, updatedAtMs} = machine;
	const listed = {id, app, name, state, region, instanceId, privateIp, createdAtMs, updatedAtMs};
	return {...listed, image: '', guest: undefined, processGroup: undefined, ...other};
};

describe('what the list of an organization tells is', () => {
	const known = buildMachine({id: 'a', app: 'web', state: 'started', instanceId: '01A', updatedAtMs: presentMs});
	const withoutTime = {...known, updatedAtMs: undefined};

	test.each<readonly [string, boolean, Partial<OrganizationMachine>, Machine | undefined]>([
		['a machine that is as it is known', false, {}, known],
		['a change later than what is known', true, {updatedAtMs: presentMs + 1000}, known],
		['another state at the same time', true, {state: 'stopped'}, known],
		['another instance at the same time', true, {instanceId: '01B'}, known],
		['a machine that is gone', true, {state: 'destroyed', updatedAtMs: presentMs + 1000}, known],
		['a machine that is gone within the same second', true, {state: 'destroyed'}, known],
		['a machine that is not known', true, {}, undefined],
		['a machine that is not known and is gone', false, {state: 'destroyed'}, undefined],
		['an earlier version of a machine that is not known', false, {state: 'replaced'}, undefined],
		['another state at an earlier time', false, {state: 'stopped', updatedAtMs: presentMs - 1000}, known],
		['another instance at an earlier time', false, {instanceId: '01Z', updatedAtMs: presentMs - 1000}, known],
		['the same state without a time', false, {updatedAtMs: undefined}, known],
		['another state without a time', true, {state: 'stopped', updatedAtMs: undefined}, known],
		['the same state where no time is known', false, {}, withoutTime],
		['another state where no time is known', true, {state: 'stopped'}, withoutTime],
		['no instance where one is known', false, {instanceId: undefined}, known],
		['an instance where none is known', false, {}, {...known, instanceId: undefined}],
	])('%s: news %s', (_what, isNews, other, machine) => {
		const fleet = machine === undefined ? fleetOf() : fleetOf(machine);
		expect([...appsWithNews(fleet, [told(known, other)])]).toEqual(isNews ? ['web'] : []);
	});
});

test('an app with news is told once, whatever the order, and the others not at all', () => {
	const machines = ['a', 'b', 'c', 'd'].map((id, index) => buildMachine({id, app: index < 2 ? 'web' : 'api', updatedAtMs: presentMs}));
	const listed = machines.map(machine => told(machine, machine.app === 'web' ? {state: 'stopping'} : {}));
	expect([...appsWithNews(fleetOf(...machines), listed.toReversed())]).toEqual(['web']);
});

describe('changes are listed', () => {
	const times = fc.array(fc.record({updatedAtMs: fc.option(fc.nat(), {nil: undefined})}));

	test('since long enough before the newest that was seen, which none is newer than', () => {
		fc.assert(
			fc.property(times, fc.option(fc.nat(), {nil: undefined}), (machines, sinceMs) => {
				const known = [sinceMs, ...machines.map(({updatedAtMs}) => updatedAtMs)].filter(atMs => atMs !== undefined);
				expect(newestChangeMs(machines, sinceMs)).toBe(known.length === 0 ? undefined : Math.max(...known));
			}),
		);
	});

	test.each([
		['a minute before the newest change', presentMs - 3_600_000, presentMs - 3_660_000],
		['a minute before the present where that change has yet to come', presentMs + 3_600_000, presentMs - 60_000],
	])('from %s', (_when, newestMs, expected) => {
		expect(listChangesAfterMs(newestMs, presentMs)).toBe(expected);
	});
});

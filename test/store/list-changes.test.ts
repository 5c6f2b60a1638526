import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Machine} from '../../source/domain/machine.ts';
import type {ListChanges} from '../../source/domain/merge-fleet.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {machineArbitrary, machinesArbitrary} from '../helpers/arbitrary-machine.ts';

type Step =
	| {readonly kind: 'list'; readonly app: string; readonly machines: readonly Machine[]; readonly isLate: boolean}
	| {
			readonly kind: 'some';
			readonly app: string;
			readonly picks: readonly number[];
			readonly others: readonly Machine[];
			readonly isLate: boolean;
	  }
	| {readonly kind: 'machine'; readonly machine: Machine; readonly isGone: boolean; readonly isLate: boolean}
	| {readonly kind: 'apps'; readonly apps: readonly string[]};

const app = fc.constantFrom('web', 'api');

const step: fc.Arbitrary<Step> = app.chain(name =>
	fc.oneof(
		fc.record({kind: fc.constant('list' as const), app: fc.constant(name), machines: machinesArbitrary(name), isLate: fc.boolean()}),
		{
			weight: 3,
			arbitrary: fc.record({
				kind: fc.constant('some' as const),
				app: fc.constant(name),
				picks: fc.array(fc.nat({max: 19}), {maxLength: 3}),
				others: fc.array(machineArbitrary(name), {minLength: 3, maxLength: 3}),
				isLate: fc.boolean(),
			}),
		},
		fc.record({kind: fc.constant('machine' as const), machine: machineArbitrary(name), isGone: fc.boolean(), isLate: fc.boolean()}),
		fc.record({kind: fc.constant('apps' as const), apps: fc.constantFrom(['web', 'api'], ['web'])}),
	),
);

/** The machines of a list of which some are others now, each in the place of the one that it was. */
const withOthers = (
	list: readonly Machine[],
	picks: readonly number[],
	others: readonly Machine[],
): ListChanges & {readonly all: readonly Machine[]} => {
	const all = [...list];
	const machines = picks.flatMap((pick, index) => {
		const known = list[pick % Math.max(1, list.length)];
		const other = others[index];
		if (known === undefined || other === undefined) {
			return [];
		}

		const next = {...other, id: known.id};
		all[pick % list.length] = next;
		return [next];
	});
	return {since: list, machines: machines.filter(machine => all.includes(machine)), all};
};

describe('lists that tell only what changed', () => {
	test('make the same of the fleet as whole lists do, whatever comes between them', () => {
		fc.assert(
			fc.property(fc.array(step, {maxLength: 20}), steps => {
				const createApps = () => createStore(initialState({isLocal: false, host: '', organization: '', apps: ['web', 'api'], nowMs: 0}));
				const byChanges = createApps();
				const byLists = createApps();
				const last = new Map<string, readonly Machine[]>();
				let atMs = 10;
				const receive = (name: string, machines: readonly Machine[], changes: ListChanges, isLate: boolean): void => {
					const event: StoreEvent = {
						type: 'machines-received',
						app: name,
						requestId: atMs,
						requestedAtMs: isLate ? atMs - 15 : atMs,
						readAgainMs: 5000,
						machines,
						issues: [],
					};
					byChanges.dispatch({...event, changes});
					byLists.dispatch(event);
					last.set(name, machines);
				};
				for (const each of steps) {
					atMs += 10;
					switch (each.kind) {
						case 'list':
							receive(each.app, each.machines, {since: undefined, machines: each.machines}, each.isLate);
							break;
						case 'some': {
							const known = last.get(each.app) ?? [];
							const {all, ...changes} = withOthers(known, each.picks, each.others);
							receive(each.app, changes.machines.length === 0 ? known : all, changes, each.isLate);
							break;
						}

						case 'machine': {
							const {machine, isGone, isLate} = each;
							const requestedAtMs = isLate ? atMs - 15 : atMs;
							const event: StoreEvent = {type: 'machine-received', id: machine.id, requestedAtMs, machine: isGone ? undefined : machine};
							byChanges.dispatch(event);
							byLists.dispatch(event);
							break;
						}

						case 'apps':
							byChanges.dispatch({type: 'apps-received', apps: each.apps});
							byLists.dispatch({type: 'apps-received', apps: each.apps});
							break;
					}

					expect([...byChanges.getState().fleet]).toEqual([...byLists.getState().fleet]);
				}
			}),
			{numRuns: 300},
		);
	});
});

import fc from 'fast-check';
import {states} from '../../source/domain/lifecycle.ts';
import type {Machine, MachineEvent} from '../../source/domain/machine.ts';
import {type Sort, sortKeys} from '../../source/domain/sort.ts';
import {buildCheck, buildConfig, buildEvent, buildExit, buildLease, buildMachine, presentMs} from './build-machine.ts';

const stateWord = fc.constantFrom(...states.map(({state}) => state), 'pending');

const event: fc.Arbitrary<MachineEvent> = fc
	.record({
		isExit: fc.boolean(),
		exitCode: fc.constantFrom(undefined, 0, 1, 137),
		requestedStop: fc.boolean(),
		restarting: fc.boolean(),
		oomKilled: fc.boolean(),
		status: stateWord,
		source: fc.constantFrom('', 'user', 'flyd', 'proxy'),
		agoMs: fc.nat({max: 1_000_000}),
	})
	.map(({isExit, status, source, agoMs, ...exit}) =>
		isExit
			? buildEvent({type: 'exit', status: 'stopped', source, timestampMs: presentMs - agoMs, exit: buildExit(exit)})
			: buildEvent({status, source, timestampMs: presentMs - agoMs}),
	);

/** Any machine of some app, of few enough ids, regions and times that machines often have some in common. */
export const machineArbitrary = (app: string): fc.Arbitrary<Machine> =>
	fc
		.record({
			number: fc.nat({max: 30}),
			state: stateWord,
			region: fc.constantFrom('fra', 'ams', 'iad'),
			hostStatus: fc.constantFrom('ok', 'ok', 'ok', 'unreachable'),
			cordoned: fc.boolean(),
			updatedAtMs: fc.option(
				fc.integer({min: 0, max: 5}).map(minutes => presentMs - minutes * 60_000),
				{nil: undefined},
			),
			checks: fc.array(
				fc.constantFrom('passing', 'warning', 'critical').map(status => buildCheck({status})),
				{maxLength: 3},
			),
			events: fc
				.uniqueArray(event, {maxLength: 8, selector: ({id}) => id})
				.map(events => events.toSorted((left, right) => right.timestampMs - left.timestampMs)),
			lease: fc.option(fc.constant(buildLease()), {nil: undefined}),
			config: fc.option(
				fc.constantFrom(256, 512, 2048).map(memoryMb => buildConfig({guest: {cpuKind: 'shared', cpus: 1, memoryMb}})),
				{nil: undefined},
			),
		})
		.map(({number, ...fields}) => buildMachine({...fields, app, id: `${app}-${number}`, name: `${app}-name-${number % 3}`}));

/** The machines of one app, no id twice. */
export const machinesArbitrary = (app: string): fc.Arbitrary<readonly Machine[]> =>
	fc.uniqueArray(machineArbitrary(app), {selector: ({id}) => id, maxLength: 20});

/** Machines of two apps, mixed. */
export const twoAppsArbitrary: fc.Arbitrary<readonly Machine[]> = fc
	.tuple(machinesArbitrary('api'), machinesArbitrary('web'))
	.chain(([api, web]) => fc.shuffledSubarray([...api, ...web], {minLength: api.length + web.length}));

export const sortArbitrary: fc.Arbitrary<Sort> = fc.record({key: fc.constantFrom(...sortKeys), isDescending: fc.boolean()});

export const filterArbitrary: fc.Arbitrary<string> = fc.constantFrom(
	'',
	'web',
	'API',
	'stopped fra',
	'name-1',
	'-1',
	' iad ',
	'nothing like it',
);

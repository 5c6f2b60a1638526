import {describe, expect, test} from 'vitest';
import {belowMinimum} from '../../../source/domain/diagnosis/minimum.ts';
import {ownTroubles} from '../../../source/domain/diagnosis/own-troubles.ts';
import {reasonOf} from '../../../source/domain/diagnosis/reason.ts';
import {states} from '../../../source/domain/lifecycle.ts';
import type {ExitEvent, Machine, MachineEvent, Service} from '../../../source/domain/machine.ts';
import {widthOf} from '../../../source/domain/text.ts';
import {buildConfig, buildEvent, buildExitEvent, buildMachine, presentMs} from '../../helpers/build-machine.ts';

/** What the WHY column has at 80 columns. */
const room = 23;

const codes = [0, 1, 126, 128, 137, 255];
const exits: readonly Partial<ExitEvent>[] = [
	{exitCode: 0, guestExitCode: 255},
	{exitCode: 0, guestExitCode: 255, restarting: true},
	...codes.flatMap(exitCode =>
		[undefined, 9, 64].flatMap(signal =>
			[false, true].flatMap(oomKilled =>
				[false, true].flatMap(requestedStop => [false, true].map(restarting => ({exitCode, signal, oomKilled, requestedStop, restarting}))),
			),
		),
	),
];

const requestTypes = ['launch', 'start', 'stop', 'restart', 'update', 'suspend', 'destroy'];
const sources = ['user', 'proxy', 'flyd', 'autoscaler', ''];
const requests: readonly MachineEvent[] = requestTypes.flatMap(type =>
	sources.map(source => buildEvent({type, source, status: 'pending', timestampMs: presentMs - 90_000})),
);

const service = (autostop: string): Service => ({protocol: 'tcp', internalPort: 80, ports: [], autostop, minMachinesRunning: undefined});
/** The most memory that a machine can have. */
const configs = ['off', 'stop'].map(autostop =>
	buildConfig({guest: {cpuKind: 'performance', cpus: 16, memoryMb: 131_072}, services: [service(autostop)]}),
);

const logsOf = (request: MachineEvent | undefined, exit: Partial<ExitEvent> | undefined): readonly MachineEvent[] => [
	...(exit === undefined ? [] : [buildExitEvent(exit)]),
	...(request === undefined ? [] : [request]),
];

const endings: readonly Machine[] = configs.flatMap(config =>
	[undefined, ...requests].flatMap(request =>
		[undefined, ...exits].flatMap(exit =>
			['stopped', 'started'].map(state => buildMachine({state, config, events: logsOf(request, exit)})),
		),
	),
);

const tooLong = (shorts: Iterable<string>): readonly string[] => [...new Set(shorts)].filter(short => widthOf(short) > room);

const shortsOf = (machines: readonly Machine[]): readonly string[] =>
	machines.flatMap(machine => [reasonOf(machine).short, ...ownTroubles(machine).map(({short}) => short)]);

describe('the few words of the WHY column fit it', () => {
	test('for whichever end of a run, whoever asked for it', () => {
		const shorts = new Set(shortsOf(endings));
		expect(shorts.size).toBeGreaterThan(100);
		expect(tooLong(shorts)).toEqual([]);
	});

	test('for whichever state, last event and schedule', () => {
		const machines = states.flatMap(({state}) => [
			buildMachine({state, events: []}),
			buildMachine({state, cordoned: true}),
			buildMachine({state, hostStatus: 'unreachable'}),
			...requests.flatMap(request => [
				buildMachine({state, events: [request]}),
				buildMachine({state, config: buildConfig({services: [service('suspend')]}), events: [request]}),
			]),
			...['hourly', 'daily', 'weekly', 'monthly'].map(schedule =>
				buildMachine({state, config: buildConfig({schedule}), events: [buildEvent({type: 'launch', status: 'created', source: 'user'})]}),
			),
			buildMachine({
				state,
				config: buildConfig({raw: {standbys: ['148e123456abcd']}}),
				events: [buildEvent({type: 'launch', status: 'created', source: 'user'})],
			}),
		]);
		expect(tooLong(shortsOf(machines))).toEqual([]);
	});

	test.each([255, 137])('for a crash loop of every kind, with exit code %d', exitCode => {
		const crashes = Array.from({length: 20}, (_, index) => buildExitEvent({exitCode, restarting: true}, index * 12_000));
		expect(shortsOf([buildMachine({events: crashes})])).toContain(`CRASH 20x/3m exit ${exitCode}`);
		expect(tooLong(shortsOf([buildMachine({events: crashes})]))).toEqual([]);
	});

	test('for a minimum of hundreds', () => {
		const config = buildConfig({services: [{...service('off'), minMachinesRunning: 999}]});
		const machines = Array.from({length: 100}, (_, index) => buildMachine({id: `m${index}`, config}));
		const shorts = [...belowMinimum('web', 'fra', machines).values()].map(({short}) => short);
		expect(shorts).toContain('MIN 100 of 999 started');
		expect(tooLong(shorts)).toEqual([]);
	});
});

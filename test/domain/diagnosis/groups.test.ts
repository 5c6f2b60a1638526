import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {noKnownBeginnings} from '../../../source/domain/diagnosis/beginnings.ts';
import {diagnose, diagnosisAt, findAgain, findIn, noFindings} from '../../../source/domain/diagnosis/diagnosis.ts';
import {groupFleet, noGroups} from '../../../source/domain/diagnosis/groups.ts';
import {fleetDelta} from '../../../source/domain/fleet-delta.ts';
import type {JsonObject} from '../../../source/domain/json.ts';
import type {Machine, MachineConfig} from '../../../source/domain/machine.ts';
import {type Fleet, mergeFleet} from '../../../source/domain/merge-fleet.ts';
import {twoAppsArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildConfig, buildMachine, presentMs} from '../../helpers/build-machine.ts';

type Given = {readonly image?: string; readonly memoryMb?: number; readonly env?: JsonObject; readonly release?: string};

const configOf = ({
	image = 'registry.fly.io/web:v41',
	memoryMb = 256,
	env = {PORT: '8080'},
	release = '41',
}: Given): Partial<MachineConfig> => ({
	processGroup: 'web',
	image,
	guest: {cpuKind: 'shared', cpus: 1, memoryMb},
	raw: {image, env, metadata: {fly_process_group: 'web', fly_release_version: release}},
});

/** A machine for each config, of one process group. */
const groupOf = (...given: readonly Given[]): readonly Machine[] =>
	given.map((each, index) => buildMachine({id: `m${index}`, config: buildConfig(configOf(each))}));

const troublesOf = (machines: readonly Machine[]): readonly string[] =>
	[...diagnose(machines, presentMs)].flatMap(([id, troubles]) => troubles.map(({short}) => `${id} ${short}`));

describe('drift', () => {
	test.each<{readonly of: string; readonly given: Given; readonly short: string; readonly sentence: string}>([
		{
			of: 'the tag of an image',
			given: {image: 'registry.fly.io/web:v40'},
			short: 'DRIFT image v40',
			sentence: 'It is unlike the rest of web web: image is v40, others have v41.',
		},
		{
			of: 'another image',
			given: {image: 'registry.fly.io/canary:v41'},
			short: 'DRIFT image canary:v41',
			sentence: 'It is unlike the rest of web web: image is canary:v41, others have web:v41.',
		},
		{
			of: 'a size',
			given: {memoryMb: 512},
			short: 'DRIFT size sh1/512',
			sentence: 'It is unlike the rest of web web: guest is shared-cpu-1x, 512 MB, others have shared-cpu-1x, 256 MB.',
		},
		{
			of: 'a key of the env that is missing',
			given: {env: {}},
			short: 'DRIFT env no PORT',
			sentence: 'It is unlike the rest of web web: env.PORT is missing, others have it.',
		},
		{
			of: 'a key of the env too many',
			given: {env: {PORT: '8080', API_TOKEN: 'hunter2'}},
			short: 'DRIFT env has API_TOKEN',
			sentence: 'It is unlike the rest of web web: env.API_TOKEN is set, others have no such key.',
		},
		{
			of: 'a release',
			given: {release: '40'},
			short: 'DRIFT v40',
			sentence: 'It is unlike the rest of web web: metadata.fly_release_version is 40, others have 41.',
		},
	])('is told of $of', ({given, short, sentence}) => {
		const diagnosis = diagnose(groupOf({}, given, {}), presentMs);
		expect([...diagnosis.keys()]).toEqual(['m1']);
		expect(diagnosis.get('m1')).toMatchObject([{kind: 'DRIFT', short, sentence}]);
		expect(JSON.stringify([...diagnosis])).not.toContain('hunter2');
	});

	test('is none of the values of the env, which differ for good reasons', () => {
		expect(troublesOf(groupOf({env: {PORT: '1'}}, {env: {PORT: '2'}}, {}))).toEqual([]);
	});

	test('is told of what was not deployed, where there are but two', () => {
		const [old, fresh] = groupOf({image: 'web:v40'}, {image: 'web:v41'});
		const versions = [
			{...old, instanceId: '01JMXW0000000000000000000A'},
			{...fresh, instanceId: '01JMXX0000000000000000000A'},
		] as readonly Machine[];
		expect(troublesOf(versions)).toEqual(['m0 DRIFT image v40']);
		expect(troublesOf(versions.toReversed())).toEqual(['m0 DRIFT image v40']);
	});

	test('is judged by what is known of machines on lost hosts, too', () => {
		const [left, drifting, lost] = groupOf({image: 'web:v1'}, {image: 'web:v2'}, {image: 'web:v1'});
		const unreachable = (config: Partial<MachineConfig>) =>
			({...lost, hostStatus: 'unreachable', configIncomplete: true, config: buildConfig({processGroup: 'web', ...config})}) as Machine;
		const driftOn = (machine: Machine) =>
			troublesOf([left, {...drifting, instanceId: '01JMXX0000000000000000000A'}, machine] as readonly Machine[]).filter(short =>
				short.includes('DRIFT'),
			);
		const unknown = {image: '', guest: undefined, raw: {}};
		expect(driftOn(unreachable({...unknown, image: 'web:v1'}))).toEqual(['m1 DRIFT image v2']);
		expect(driftOn(unreachable(unknown))).toEqual(['m0 DRIFT image v1']);
		expect(driftOn(unreachable({...lost?.config, image: 'web:v1'}))).toEqual(['m1 DRIFT image v2']);
	});

	test('is none where no value is that of half of them', () => {
		expect(troublesOf(groupOf({memoryMb: 256}, {memoryMb: 512}, {memoryMb: 1024}))).toEqual([]);
	});

	test('is none between groups, apps, machines of no group, and machines of which the config is not known', () => {
		const [one, two, three] = groupOf({image: 'web:v40'}, {}, {});
		expect(troublesOf([{...one, app: 'api'}, two, three] as readonly Machine[])).toEqual([]);
		expect(troublesOf([buildMachine({id: 'a'}), buildMachine({id: 'b', config: buildConfig({image: 'other'})})])).toEqual([]);
		expect(troublesOf([{...one, config: undefined}, two, three] as readonly Machine[])).toEqual([]);
		expect(troublesOf([{...one, configIncomplete: true}, two, three] as readonly Machine[])).toEqual([]);
	});
});

describe('fewer started than the services ask for', () => {
	const service = {protocol: 'tcp', internalPort: 80, ports: [], autostop: 'stop', minMachinesRunning: 2};
	const machine = (id: string, state: string, given: Partial<Machine> = {}): Machine =>
		buildMachine({id, state, config: buildConfig({services: [service]}), ...given});

	test('is the trouble of those that are not', () => {
		const diagnosis = diagnose([machine('a', 'started'), machine('b', 'suspended'), machine('c', 'suspended')], presentMs);
		expect([...diagnosis.keys()]).toEqual(['b', 'c']);
		expect(diagnosis.get('b')).toMatchObject([
			{
				kind: 'MIN',
				short: 'MIN 1 of 2 started',
				sentence: 'Only 1 of web is started in fra; min_machines_running is 2.',
				next: 's starts it.',
			},
		]);
	});

	test('is the trouble of those that are where there is no other', () => {
		expect(troublesOf([machine('a', 'started')])).toEqual(['a MIN 1 of 2 started']);
	});

	test('is none while one is on its way, or where another region is the primary one', () => {
		expect(troublesOf([machine('a', 'started'), machine('b', 'starting')])).toEqual([]);
		const raw = {env: {PRIMARY_REGION: 'iad'}};
		expect(troublesOf([machine('a', 'started', {config: buildConfig({services: [service], raw})})])).toEqual([]);
	});
});

describe('a fleet that is read again', () => {
	test('is not looked through again where nothing changed', () => {
		const web = groupOf({}, {image: 'web:v40'}, {});
		const api = groupOf({}, {}).map(machine => ({...machine, id: `api-${machine.id}`, app: 'api'}));
		const first = findIn([...web, ...api], noFindings);
		const [changed, ...others] = web;
		const second = findIn([{...changed, state: 'stopped'} as Machine, ...others, ...api], first);
		expect(second.groups.get('api\nweb')).toBe(first.groups.get('api\nweb'));
		expect(second.groups.get('web\nweb')).not.toBe(first.groups.get('web\nweb'));
	});

	test('is diagnosed as if it had been read for the first time', () => {
		fc.assert(
			fc.property(twoAppsArbitrary, twoAppsArbitrary, (before, after) => {
				const read = findIn(after, findIn(before));
				expect(diagnosisAt(read, presentMs)).toEqual(diagnosisAt(findIn(after), presentMs));
				expect(groupFleet(after, read.groups, () => true)).toEqual(groupFleet(after, noGroups, () => true));
			}),
		);
	});

	test('is diagnosed the same where only what changed is looked at, whichever apps are whole', () => {
		const apps = fc.subarray(['web', 'api']);
		const reads = fc.array(fc.record({machines: twoAppsArbitrary, whole: apps}), {minLength: 1, maxLength: 5});
		fc.assert(
			fc.property(reads, all => {
				let fleet: Fleet = new Map();
				let findings = noFindings;
				for (const {machines, whole} of all) {
					const isWhole = (app: string): boolean => whole.includes(app);
					const next = ['web', 'api'].reduce(
						(merged, app) =>
							mergeFleet(
								merged,
								app,
								machines.filter(machine => machine.app === app),
							),
						fleet,
					);
					const expected = findIn([...next.values()], findings, undefined, isWhole);
					findings = findAgain(next, fleetDelta(fleet, next), findings, noKnownBeginnings, isWhole);
					fleet = next;
					expect(findings).toEqual(expected);
				}
			}),
		);
	});

	test('has no groups of an app that is not whole: it may only seem to have too few machines, or to drift', () => {
		const web = groupOf({}, {}, {image: 'registry.fly.io/web:v40'});
		expect(findIn(web).byId.size).toBe(1);
		expect(findIn(web, noFindings, undefined, () => false)).toEqual(noFindings);
	});
});

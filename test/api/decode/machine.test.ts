import {expect, test} from 'vitest';
import {decodeMachine} from '../../../source/api/decode/machine.ts';
import type {Json} from '../../../source/domain/json.ts';
import type {Machine} from '../../../source/domain/machine.ts';
import {wireMachine} from './wire.ts';

const decoded = (body: Json): Machine => {
	const result = decodeMachine(body, 'shop');
	if (!result.ok) {
		throw new Error(result.problem);
	}

	return result.machine;
};

const withConfig = (config: Json): Machine => decoded({id: 'm1', state: 'started', config});

test('everything that a machine can tell is read', () => {
	expect(decoded(wireMachine)).toEqual({
		id: '3d8d9014b32d68',
		app: 'shop',
		name: 'red-sun-12',
		state: 'started',
		region: 'fra',
		instanceId: '01KN183BZYXG5QCDBEPMFHE84Y',
		privateIp: 'fdaa:0:1::2',
		createdAtMs: Date.parse('2026-03-31T06:08:08Z'),
		updatedAtMs: Date.parse('2026-03-31T06:08:12Z'),
		hostStatus: 'ok',
		cordoned: true,
		configIncomplete: false,
		config: {
			image: 'registry.fly.io/shop:v41',
			guest: {cpuKind: 'shared', cpus: 2, memoryMb: 512},
			restartPolicy: 'always',
			maxRetries: 4,
			services: [{protocol: 'tcp', internalPort: 8080, ports: ['443', '8000-8100'], autostop: 'suspend', minMachinesRunning: 1}],
			mounts: [{volume: 'vol_1', name: 'data', path: '/data', sizeGb: 3}],
			schedule: 'daily',
			autoDestroy: true,
			stopSignal: 'SIGTERM',
			stopTimeout: '10s',
			processGroup: 'web',
			raw: wireMachine.config,
		},
		checks: [
			{
				name: 'servicecheck-00-http-8080',
				status: 'passing',
				output: 'ok',
				updatedAtMs: Date.parse('2026-03-31T06:08:11Z'),
			},
		],
		events: [
			{
				id: 'e2',
				type: 'exit',
				status: 'stopped',
				source: 'flyd',
				timestampMs: 1_774_937_294_000,
				exit: {
					exitCode: 137,
					signal: 9,
					guestExitCode: 0,
					guestSignal: undefined,
					error: 'killed',
					oomKilled: true,
					requestedStop: true,
					restarting: true,
					exitedAtMs: Date.parse('2026-03-31T06:09:00.123Z'),
				},
				restartCount: 2,
			},
			{
				id: 'e1',
				type: 'start',
				status: 'started',
				source: 'flyd',
				timestampMs: 1_774_937_290_900,
				exit: undefined,
				restartCount: undefined,
			},
		],
		lease: {owner: 'ci@example.com', description: 'deploy', expiresAtMs: 1_774_937_500_000},
	});
});

test('an id and a state are enough', () => {
	expect(decoded({id: 'm1', state: 'pondering'})).toEqual({
		id: 'm1',
		app: 'shop',
		name: '',
		state: 'pondering',
		region: '',
		instanceId: undefined,
		privateIp: undefined,
		createdAtMs: undefined,
		updatedAtMs: undefined,
		hostStatus: 'ok',
		cordoned: false,
		configIncomplete: false,
		config: undefined,
		checks: [],
		events: [],
		lease: undefined,
	});
});

test('a machine whose fields are all null reads like one without them', () => {
	const nulls = Object.fromEntries(Object.keys(wireMachine).map(key => [key, null]));
	expect(decoded({...nulls, id: 'm1', state: 'started'})).toEqual(decoded({id: 'm1', state: 'started'}));
});

test.each([
	{title: 'nothing', body: null, problem: 'is not an object'},
	{title: 'a list', body: [], problem: 'is not an object'},
	{title: 'an object without id', body: {state: 'started'}, problem: 'has no usable id'},
	{title: 'an id that is a number', body: {id: 3, state: 'started'}, problem: 'has no usable id'},
	{title: 'an id of control characters', body: {id: '\u001B\u0007', state: 'started'}, problem: 'has no usable id'},
	{title: 'an object without state', body: {id: 'm1'}, problem: 'has no usable state'},
	{title: 'an empty state', body: {id: 'm1', state: ''}, problem: 'has no usable state'},
])('$title is no machine', ({body, problem}) => {
	expect(decodeMachine(body, 'shop')).toMatchObject({ok: false, problem});
});

test('with the host out of reach, what the API remembers of the config is shown and marked', () => {
	const machine = decoded({
		id: 'm1',
		state: 'started',
		host_status: 'unreachable',
		config: null,
		incomplete_config: {image: 'nginx', guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256}},
	});
	expect(machine).toMatchObject({hostStatus: 'unreachable', configIncomplete: true, config: {image: 'nginx'}});
});

test('`version` takes the place of a missing instance id', () => {
	expect(decoded({id: 'm1', state: 'started', version: '01J'}).instanceId).toBe('01J');
});

test.each([
	{title: 'the reference', image_ref: {registry: 'r.io', repository: 'a/b', tag: 't'}, image: 'x', shown: 'r.io/a/b:t'},
	{title: 'a digest', image_ref: {repository: 'a/b', digest: 'sha256:1'}, image: 'x', shown: 'a/b@sha256:1'},
	{title: 'a bare name', image_ref: {repository: 'a/b'}, image: 'x', shown: 'a/b'},
	{title: 'the config', image_ref: {}, image: 'nginx', shown: 'nginx'},
	{title: 'no reference', image_ref: null, image: 'nginx', shown: 'nginx'},
	{title: 'nothing at all', image_ref: null, image: null, shown: ''},
])('the image is read from $title', ({image_ref, image, shown}) => {
	expect(decoded({id: 'm1', state: 'started', image_ref, config: {image}}).config?.image).toBe(shown);
});

test('a machine of containers shows the image of the first', () => {
	expect(withConfig({containers: [{name: 'a', image: 'one'}, {image: 'two'}]}).config?.image).toBe('one');
});

test.each([
	{config: {size: 'shared-cpu-2x'}, guest: {cpuKind: 'shared', cpus: 2, memoryMb: 512}},
	{config: {size: 'performance-4x'}, guest: {cpuKind: 'performance', cpus: 4, memoryMb: 8192}},
	{config: {size: 'dedicated-cpu-1x'}, guest: {cpuKind: 'performance', cpus: 1, memoryMb: 2048}},
	{config: {size: 'gigantic'}, guest: undefined},
	{config: {size: 'shared-cpu-0x'}, guest: undefined},
	{config: {guest: {cpus: 1, memory_mb: 256}}, guest: {cpuKind: 'shared', cpus: 1, memoryMb: 256}},
	{config: {guest: null}, guest: undefined},
	{config: {guest: {cpus: 'one'}, size: 'shared-cpu-1x'}, guest: {cpuKind: 'shared', cpus: 1, memoryMb: 256}},
])('the size of $config is $guest', ({config, guest}) => {
	expect(withConfig(config).config?.guest).toEqual(guest);
});

test.each([
	{timeout: '1m0s', shown: '1m0s'},
	{timeout: 10_000_000_000, shown: '10s'},
	{timeout: 90_000_000_000, shown: '1m30s'},
	{timeout: 120_000_000_000, shown: '2m'},
	{timeout: 500_000_000, shown: '500ms'},
	{timeout: 0, shown: '0s'},
	{timeout: null, shown: undefined},
	{timeout: '', shown: undefined},
])('a stop timeout of $timeout reads $shown', ({timeout, shown}) => {
	expect(withConfig({stop_config: {timeout}}).config?.stopTimeout).toBe(shown);
});

test.each([
	{autostop: true, shown: 'stop'},
	{autostop: false, shown: 'off'},
	{autostop: 'suspend', shown: 'suspend'},
	{autostop: null, shown: 'off'},
])('autostop $autostop reads $shown', ({autostop, shown}) => {
	expect(withConfig({services: [{autostop}]}).config?.services[0]?.autostop).toBe(shown);
});

test.each([
	{config: {metadata: {fly_process_group: 'a', process_group: 'b'}}, group: 'a'},
	{config: {metadata: {process_group: 'b'}, env: {FLY_PROCESS_GROUP: 'c'}}, group: 'b'},
	{config: {metadata: null, env: {FLY_PROCESS_GROUP: 'c'}}, group: 'c'},
	{config: {env: null}, group: undefined},
])('the process group of $config is $group', ({config, group}) => {
	expect(withConfig(config).config?.processGroup).toBe(group);
});

test.each([{restart: {policy: ''}}, {restart: null}, {}])('the restart policy of %j is the default of the API', config => {
	expect(withConfig(config).config?.restartPolicy).toBe('on-failure');
});

test('control characters are stripped from every text, also deep in the raw config', () => {
	const machine = decoded({
		id: 'm\u001B1',
		state: 'start\u0007ed',
		name: 'a\u202Eb\nc',
		config: {'k\u001Bey': [{env: {NAME: '\u001B[2Jx'}}]},
		events: [{id: 'e\u0000', type: 't\u009B', status: 's\u0008', source: 'u\u200B', timestamp: 1}],
		checks: [{name: 'c\r', status: 'p\u001B', output: 'o\u001B]0;title\u0007'}],
		lease: {owner: 'o\u001B', description: 'd\u001B', expires_at: 1},
	});
	expect(JSON.stringify(machine)).not.toMatch(/\\u00[01]|\\u007f|[\u007F-\u009F\u200B\u202E]/);
	expect(machine).toMatchObject({id: 'm1', state: 'started', name: 'ab c', config: {raw: {key: [{env: {NAME: '[2Jx'}}]}}});
});

test('the raw config keeps the whole length of its texts, and its odd keys', () => {
	const long = 'x'.repeat(10_000);
	const config: Json = JSON.parse(`{"file": "${long}", "__proto__": {"polluted": "yes"}}`);
	const raw = withConfig(config).config?.raw;
	expect(JSON.stringify(raw)).toBe(JSON.stringify(config));
	expect(raw).not.toHaveProperty('polluted');
});

test('a config nested without end does not exhaust the stack', () => {
	const config: Json = JSON.parse(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
	expect(withConfig(config).config?.raw).toHaveProperty('a');
});

import {expect, test} from 'vitest';
import {type ListedFleet, listJson} from '../../source/headless/list-json.ts';
import {buildCheck, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {machineQuery} from '../helpers/diagnose.ts';

const documentOf = (machines: ListedFleet['machines'], rest: Partial<ListedFleet> = {}) =>
	JSON.parse(listJson({isLocal: false, query: machineQuery(''), machines, issues: [], failures: [], ...rest}, presentMs));

/** The keys of a value, at all levels. */
const keysIn = (value: unknown): readonly string[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => [...(Array.isArray(value) ? [] : [key]), ...keysIn(inner)])
		: [];

test('the document says its version, and what could not be read', () => {
	expect(documentOf([], {issues: ['machine 3: no id'], failures: ['app web cannot be read']})).toEqual({
		version: 1,
		local: false,
		machines: [],
		issues: ['machine 3: no id'],
		failures: ['app web cannot be read'],
		error: 'app web cannot be read',
	});
});

test('a machine has its facts, times as ISO text', () => {
	const machine = buildMachine({checks: [buildCheck()], lease: buildLease()});
	expect(documentOf([machine]).machines).toEqual([
		expect.objectContaining({
			id: '148e123456abcd',
			name: 'web-1',
			app: 'web',
			state: 'started',
			since: '2027-01-15T07:59:00.000Z',
			region: 'fra',
			image: 'nginx:latest',
			guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256},
			checks: [{name: 'http', status: 'passing', output: '200 OK'}],
			host_status: 'ok',
			cordoned: false,
			is_trouble: false,
			lease: {owner: 'mia@example.com', description: 'deploy', expires_at: '2027-01-15T08:01:00.000Z'},
		}),
	]);
});

test('machines of the local demo are told apart', () => {
	expect(documentOf([], {isLocal: true}).local).toBe(true);
});

test('keys are written as the API writes its own, at every level', () => {
	const keys = keysIn(documentOf([buildMachine({checks: [buildCheck()], lease: buildLease()})]));
	expect(keys).toEqual(expect.arrayContaining(['local', 'cpu_kind', 'memory_mb', 'output', 'expires_at']));
	expect(keys.filter(key => !/^[a-z]+(?:_[a-z]+)*$/.test(key))).toEqual([]);
});

test('what is not known is null, never left out', () => {
	const bare = buildMachine({instanceId: undefined, privateIp: undefined, updatedAtMs: undefined, config: undefined, events: []});
	const known = buildMachine({lease: buildLease()});
	const [first] = documentOf([bare]).machines;
	expect(first).toMatchObject({since: null, instance_id: null, private_ip: null, image: null, guest: null, lease: null});
	expect(Object.keys(first)).toEqual(Object.keys(documentOf([known]).machines[0]));
});

test('trouble comes first, and says why', () => {
	const failed = buildMachine({id: 'zzz', state: 'stopped', events: [buildExitEvent({exitCode: 1})]});
	const [first, second] = documentOf([buildMachine(), failed]).machines;
	expect(first).toMatchObject({id: 'zzz', is_trouble: true, why: 'exit 1'});
	expect(first.troubles).toEqual([
		{
			kind: 'EXIT',
			since: '2027-01-15T07:59:00.000Z',
			sentence: 'It failed with exit code 1, the general error.',
			next: 'l shows what it said before; s starts it again; e edits its config.',
		},
	]);
	expect(second).toMatchObject({is_trouble: false, troubles: []});
});

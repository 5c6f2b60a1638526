import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {recordStartFailure} from '../../../source/local/fleet/exits.ts';
import {createIds, type Ids} from '../../../source/local/fleet/ids.ts';
import type {MachineRecord} from '../../../source/local/fleet/machine-record.ts';
import {outcomeOfExit} from '../../../source/local/fleet/outcomes.ts';
import * as fleet from '../../../source/local/fleet/transitions.ts';
import {createRandom} from '../../../source/local/random.ts';
import {recover} from '../../../source/local/state/recover.ts';

const bornMs = 1_800_000_000_000;
const diedMs = bornMs + 60_000;
const backMs = bornMs + 3_600_000;

const real = {init: {exec: ['sleep', '600']}};

type Act = (machine: MachineRecord, ids: Ids) => MachineRecord;

const acts = {
	notLaunched: machine => ({...machine, willRun: false}),
	pulled: machine => fleet.receiveImage(machine, bornMs + 1000),
	started: (machine, ids) => fleet.completeStart(machine, bornMs + 2000, ids),
	stopAsked: (machine, ids) => fleet.beginStop(machine, diedMs, ids, 'user'),
	restartAsked: (machine, ids) => fleet.askRestart(machine, diedMs, ids),
	suspendAsked: (machine, ids) => fleet.beginSuspend(machine, diedMs, ids, 'user'),
	suspended: (machine, ids) => fleet.completeSuspend(machine, diedMs, ids),
	startAsked: (machine, ids) => fleet.beginStart(machine, diedMs, ids, 'user'),
	updateAsked: (machine, ids) => fleet.beginUpdate(machine, {config: machine.config, skipLaunch: false}, diedMs, ids),
	notPutTogether: (machine, ids) => recordStartFailure(machine, {outcome: outcomeOfExit(255, 'no disk'), isOfHost: true}, diedMs, ids),
	destroyAsked: machine => fleet.beginDestroy(machine, diedMs),
} as const satisfies Readonly<Record<string, Act>>;

type ActName = keyof typeof acts;

/** A machine to which all that happened before its server was killed. */
const left = (names: readonly ActName[], config: JsonObject = real, ids = createIds(createRandom(1))): MachineRecord => {
	const asked = {
		id: '4d89012a345678',
		app: 'web',
		name: 'one',
		region: 'fra',
		privateIp: 'fdaa::2',
		config: {image: 'nginx', ...config},
		willRun: true,
	};
	return names.reduce<MachineRecord>((machine, name) => acts[name](machine, ids), fleet.launch(asked, bornMs, ids));
};

const found = (machine: MachineRecord) => recover(machine, backMs, createIds(createRandom(2)));

const killed = {exit_code: 137, signal: 9, oom_killed: false, exited_at: new Date(backMs).toISOString()};

const running: readonly ActName[] = ['pulled', 'started'];

describe('a machine that ran when its server was killed', () => {
	test.each([
		[{}, 'restarted', true],
		[{restart: {policy: 'always'}}, 'restarted', true],
		[{restart: {policy: 'on-failure', max_retries: 3}}, 'restarted', true],
		[{restart: {policy: 'no'}}, undefined, false],
	] as const)('has an exit event, 137, and follows its restart policy: %j, %s', (config, due, restarting) => {
		const recovered = found(left(running, {...real, ...config}));
		expect(recovered.due).toBe(due);
		expect(recovered.machine).toMatchObject({state: 'stopped', willRun: restarting, updatedAtMs: backMs});
		expect(recovered.machine.events[0]).toMatchObject({
			type: 'exit',
			status: 'stopped',
			source: 'flyd',
			timestampMs: backMs,
			request: {exit_event: {...killed, requested_stop: false, restarting}},
		});
	});

	test('is no different when its process was a simulated one', () => {
		const recovered = found(left(running, {}));
		expect([recovered.due, recovered.machine.events[0]?.type]).toEqual(['restarted', 'exit']);
	});

	test('goes away when it was to go at its end and is not to run again', () => {
		const recovered = found(left(running, {...real, auto_destroy: true, restart: {policy: 'no'}}));
		expect([recovered.due, recovered.machine.state]).toEqual(['destroyed', 'destroying']);
		const restarting = found(left(running, {...real, auto_destroy: true, restart: {policy: 'always'}}));
		expect([restarting.due, restarting.machine.state]).toEqual(['restarted', 'stopped']);
	});

	test('stays down once it was restarted as often as it may', () => {
		const machine = left(running, {...real, restart: {policy: 'on-failure', max_retries: 2}});
		const tired = {...machine, restartTimesMs: [backMs - 2000, backMs - 1000]};
		expect(found(tired)).toMatchObject({due: undefined, machine: {state: 'stopped', willRun: false}});
	});
});

describe('what was under way goes on', () => {
	test.each<[readonly ActName[], string, string | undefined]>([
		[[], 'created', 'pulled'],
		[['pulled'], 'starting', 'booted'],
		[['notLaunched', 'pulled'], 'created', 'pulled'],
		[['pulled', 'started', 'stopAsked'], 'stopped', undefined],
		[['stopAsked'], 'stopping', 'halted'],
		[['pulled', 'started', 'restartAsked'], 'restarting', 'restarted'],
		[['pulled', 'started', 'suspendAsked'], 'stopped', undefined],
		[['pulled', 'started', 'suspendAsked', 'suspended'], 'stopped', undefined],
		[['pulled', 'started', 'suspendAsked', 'suspended', 'startAsked'], 'starting', 'booted'],
		[['pulled', 'started', 'updateAsked'], 'replacing', 'replaced'],
		[['updateAsked'], 'replacing', 'replaced'],
		[['pulled', 'started', 'destroyAsked'], 'destroying', 'destroyed'],
		[['destroyAsked'], 'destroying', 'destroyed'],
		[['pulled', 'notPutTogether'], 'launch_failed', 'dropped'],
		[['pulled', 'started', 'stopAsked', 'startAsked', 'notPutTogether'], 'failed', undefined],
	])('after %j it is %s, then %s', (names, state, due) => {
		const recovered = found(left(names));
		expect([recovered.machine.state, recovered.due]).toEqual([state, due]);
	});
});

describe('an exit event', () => {
	test.each<[readonly ActName[], boolean | undefined]>([
		[[], undefined],
		[['pulled'], undefined],
		[['stopAsked'], undefined],
		[['updateAsked'], undefined],
		[['destroyAsked'], undefined],
		[['pulled', 'started', 'suspendAsked', 'suspended', 'startAsked'], undefined],
		[['pulled', 'started', 'stopAsked'], true],
		[['pulled', 'started', 'restartAsked'], true],
		[['pulled', 'started', 'updateAsked'], true],
		[['pulled', 'started', 'destroyAsked'], true],
		[['pulled', 'started', 'suspendAsked'], false],
		[['pulled', 'started', 'suspendAsked', 'suspended'], false],
	])('after %j says whether somebody asked for it, where there was a process: %s', (names, requestedStop) => {
		const machine = left(names);
		const {machine: after} = found(machine);
		const expected =
			requestedStop === undefined
				? {events: machine.events}
				: {events: [{request: {exit_event: {...killed, requested_stop: requestedStop}}}, ...machine.events]};
		expect(after).toMatchObject(expected);
	});

	test('is not made for a simulated machine that was suspended: nothing was lost', () => {
		const machine = left(['pulled', 'started', 'suspendAsked', 'suspended'], {});
		expect(found(machine)).toEqual({machine, due: undefined});
	});

	test('is not made for one whose process had ended already', () => {
		const once = found(left(running, {...real, restart: {policy: 'always'}})).machine;
		const again = recover(once, backMs + 1000, createIds(createRandom(3)));
		expect(again).toEqual({machine: once, due: 'restarted'});
	});
});

test('a lease, a name, a config and an address are as they were', () => {
	const lease = {nonce: 'abcdef012345', owner: 'you', description: '', expiresAtMs: backMs + 1000, version: 'x'};
	const machine = {...left(running), lease};
	const {machine: after} = found(machine);
	for (const key of ['id', 'name', 'config', 'privateIp', 'instanceId', 'createdAtMs', 'lease'] as const) {
		expect(after[key]).toEqual(machine[key]);
	}
});

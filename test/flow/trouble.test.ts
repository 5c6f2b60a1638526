import {describe, expect, test, vi} from 'vitest';
import {reasonOf} from '../../source/domain/diagnosis/reason.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import {selectDiagnosis} from '../../source/store/diagnosis.ts';
import {selectRows} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {startFlow} from '../helpers/flow.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {type FlowServer, flowApp, startFlowServer} from '../helpers/flow-server.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

vi.setConfig({testTimeout: 40_000});

const shell = (script: string): JsonObject => ({init: {exec: ['sh', '-c', script]}});
const sleeping = shell('sleep 600');
const machinesPath = `/v1/apps/${flowApp}/machines`;

/** It does not hear the signal of a stop once it is `sleep`. */
const stubborn = shell("trap '' INT; exec sleep 600");

/** The screen knows the time so well, in ms. */
const aboutMs = 10_000;

/** A port that nothing listens on: who may use it does not. */
const closedPort = 1;

/** A server with two machines that are well. */
const startWell = async () => {
	const server = await startFlowServer({environment: {PATH: process.env.PATH}});
	const wellIds = [await server.launch(sleeping, {name: 'well-1'}), await server.launch(sleeping, {name: 'well-2'})];
	return {server, wellIds};
};

/** A server whose time the test moves on, and the clock for a flydeck that goes on polling meanwhile. */
const startOnManualClock = async () => {
	const clock = createManualClock();
	const server = await startFlowServer({clock, environment: {PATH: process.env.PATH}});
	return {server, clock, flowClock: {...clock, after: createFastClock(10).after}};
};

/** Asks for a machine that comes up once time moves on. */
const launchOn = async ({call}: FlowServer, config: JsonObject, name = 'web-1'): Promise<string> =>
	String((await call('POST', machinesPath, {name, config: {image: 'nginx', ...config}})).body.id);

const worstOfFirst = (state: State): Trouble | undefined => {
	const [first] = selectRows(state);
	return first === undefined ? undefined : selectDiagnosis(state).get(first.id)?.[0];
};

const polls = ({feeds}: State): number => feeds.get(flowApp)?.acceptedRequestId ?? 0;

/** The newest machine as the server has it once a condition holds of it. */
const waitOnServer = ({call}: FlowServer, id: string, holds: (machine: JsonObject) => boolean): Promise<void> =>
	vi.waitFor(async () => expect(holds((await call('GET', `${machinesPath}/${id}`)).body)).toBe(true), {timeout: 20_000, interval: 20});

const waitUntilDeaf = ({call}: FlowServer, id: string): Promise<void> =>
	vi.waitFor(async () => expect((await call('GET', `${machinesPath}/${id}/ps`)).text).toContain('sleep 600'), {
		timeout: 20_000,
		interval: 20,
	});

const exitsOf = ({events}: JsonObject): number => (JSON.stringify(events).match(/"exit_event"/g) ?? []).length;

/** flydeck at the server, and what it says of a machine at the latest with the second answer from now on. */
const lookAt = async (server: FlowServer, clock: FlowServer['clock'] = server.clock) => {
	const flow = await startFlow({url: server.url, clock});
	return {
		...flow,
		async expectFirst(id: string, wanted: Partial<Record<'kind', string> & Record<'short' | 'sentence', RegExp>>) {
			const before = polls(flow.state());
			const state = await flow.waitForState(
				now => (selectRows(now)[0]?.id === id && worstOfFirst(now)?.kind === wanted.kind) || polls(now) > before + 2,
				`${id} is first and ${wanted.kind}`,
			);
			expect(selectRows(state)[0]?.id).toBe(id);
			expect(worstOfFirst(state)).toMatchObject({
				kind: wanted.kind,
				short: expect.stringMatching(wanted.short ?? /./),
				sentence: expect.stringMatching(wanted.sentence ?? /./),
			});
		},
	};
};

describe('within two answers, the machine in trouble is on top with what is wrong', () => {
	test('a crash loop', async () => {
		const {server} = await startWell();
		const {expectFirst} = await lookAt(server);
		const id = await server.launch({...shell('exit 3'), restart: {policy: 'always'}}, {name: 'a-crasher', until: 'stopped'});
		await waitOnServer(server, id, machine => exitsOf(machine) >= 3);
		await expectFirst(id, {
			kind: 'CRASH',
			short: /^CRASH \d+x\/\d+s exit 3$/,
			sentence: /^Crash loop: \d+ exits in \d+s, always, which never gives up\. The last one: exit 3\.$/,
		});
	});

	test('out of memory', async () => {
		const {server} = await startWell();
		const {expectFirst} = await lookAt(server);
		const hungry = shell('awk \'BEGIN {text = "x"; while (1) text = text text}\'');
		const id = await server.launch(
			{...hungry, guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256}, restart: {policy: 'no'}},
			{until: 'stopped'},
		);
		await expectFirst(id, {
			kind: 'OOM',
			short: /^OOM killed 137, 256M$/,
			sentence: /^Out of memory: the kernel killed a process in its 256 MB \(exit code 137\)\. Its policy is not to restart it\.$/,
		});
	});

	test('a command that is not there', async () => {
		const {server} = await startWell();
		const {expectFirst} = await lookAt(server);
		const id = await server.launch({init: {exec: ['no-such-command-anywhere']}}, {until: 'failed'});
		await expectFirst(id, {
			kind: 'FAILED',
			short: /^exit 127 not found$/,
			sentence: /^Its command was not found in the image \(exit code 127\).*ENOENT.* It is failed: /,
		});
	});

	test('a check that fails', async () => {
		const {server} = await startWell();
		const {expectFirst} = await lookAt(server);
		const checks = {alive: {type: 'tcp', port: closedPort, interval: '1s', timeout: '500ms', grace_period: '1s'}};
		const id = await server.launch({...sleeping, checks});
		await waitOnServer(server, id, machine => JSON.stringify(machine.checks).includes('critical'));
		await expectFirst(id, {
			kind: 'CHECK',
			short: /^CHECK alive: connect: connection refused$/,
			sentence: /^Check alive fails with: connect: connection refused\. A failing check never restarts a machine\.$/,
		});
	});

	test('a stop that does not end though its timeout is over, before one that was killed then', async () => {
		const {server, clock, flowClock} = await startOnManualClock();
		const {expectFirst, waitForMachine} = await lookAt(server, flowClock);
		const launchStubborn = async (name: string): Promise<string> => {
			const id = await launchOn(server, {...stubborn, stop_config: {signal: 'SIGINT', timeout: '300s'}}, name);
			clock.advance(2000);
			await waitUntilDeaf(server, id);
			await server.post(id, 'stop');
			return id;
		};

		const killedId = await launchStubborn('a-killed');
		const id = await launchStubborn('b-stuck');
		await waitForMachine(id, 'stopping');
		await server.call('POST', '/_flydeck/causes', {cause: 'stall', machine: id});
		clock.advance(5 * 60_000 + aboutMs);
		await waitOnServer(server, killedId, ({state}) => state === 'stopped');
		await expectFirst(id, {
			kind: 'STUCK',
			short: /^STUCK stopping >5m$/,
			sentence: /^Stuck: stopping, asked by user, for more than the normal 5m\.$/,
		});
	});

	test('a host that does not answer', async () => {
		const {server, wellIds} = await startWell();
		const [, id = ''] = wellIds;
		const {expectFirst} = await lookAt(server);
		await server.call('PUT', '/_flydeck/faults', {rules: [{fault: 'host-unreachable', machine: id}]});
		await expectFirst(id, {
			kind: 'HOST',
			short: /^HOST unreachable$/,
			sentence: /^Its host does not answer \(unreachable\): "started" is only what was known last\.$/,
		});
	});

	test('one that a deploy left out', async () => {
		const {server} = await startWell();
		const configOf = (tag: string): JsonObject => ({image: `web:${tag}`, metadata: {fly_process_group: 'web'}});
		const ids = [];
		for (const name of ['web-1', 'web-2', 'web-3']) {
			ids.push(await server.launch(configOf('v40'), {name}));
		}

		const {expectFirst} = await lookAt(server);
		for (const id of ids.slice(0, 2)) {
			await server.call('POST', `${machinesPath}/${id}`, {config: configOf('v41')});
			await waitOnServer(server, id, machine => machine.state === 'started' && JSON.stringify(machine.config).includes('v41'));
		}

		await expectFirst(ids[2] ?? '', {
			kind: 'DRIFT',
			short: /^DRIFT image v40$/,
			sentence: /^It is unlike the rest of web web: image is v40, others have v41\.$/,
		});
	});

	test.each<{readonly of: string; readonly config: JsonObject; readonly stop: JsonObject}>([
		{of: 'of its config', config: {stop_config: {signal: 'SIGINT', timeout: '1s'}}, stop: {}},
		{of: 'that it was asked with', config: {}, stop: {timeout: '1s'}},
	])('a stop that had to be forced after the time $of', async ({config, stop}) => {
		const {server} = await startWell();
		const {expectFirst} = await lookAt(server);
		const id = await server.launch({...stubborn, ...config}, {name: 'z-killed'});
		await waitUntilDeaf(server, id);
		await server.post(id, 'stop', stop);
		await waitOnServer(server, id, ({state}) => state === 'stopped');
		await expectFirst(id, {
			kind: 'KILLED',
			short: /^KILLED 137 after 1s$/,
			sentence: /^A user stopped it; it did not end within 1s of its stop and was killed \(137\)\.$/,
		});
	});
});

test.each<{readonly of: string; readonly config: JsonObject; readonly stop: JsonObject}>([
	{of: 'a stop with SIGKILL', config: {}, stop: {signal: 'SIGKILL'}},
	{of: 'a machine that is always stopped with SIGKILL', config: {stop_config: {signal: 'SIGKILL', timeout: '1s'}}, stop: {}},
])('$of is no trouble, and nothing but a stop', async ({config, stop}) => {
	const {server, wellIds} = await startWell();
	const {state, waitForMachine, machine} = await lookAt(server);
	const id = await server.launch({...stubborn, ...config});
	await server.post(id, 'stop', stop);
	await waitForMachine(id, 'stopped');
	const stopped = machine(id);
	expect(stopped && reasonOf(stopped)).toEqual({short: 'user stop, kill 137', sentence: 'A user stopped it; it was killed (137).'});
	expect([...selectDiagnosis(state()).keys()]).toEqual([]);
	expect(selectRows(state()).map(row => row.id)).toEqual(expect.arrayContaining([...wellIds, id]));
});

test('a crash loop is over as soon as somebody stops the machine between two restarts', async () => {
	const {server, clock, flowClock} = await startOnManualClock();
	const {expectFirst, state, waitForState, machine} = await lookAt(server, flowClock);
	const id = await launchOn(server, {...shell('exit 3'), restart: {policy: 'always'}});
	for (const exits of [1, 2, 3]) {
		clock.advance(2000);
		await waitOnServer(server, id, found => exitsOf(found) === exits);
	}

	await expectFirst(id, {kind: 'CRASH'});
	await server.post(id, 'stop');
	clock.advance(1000);
	const before = polls(state());
	await waitForState(now => polls(now) > before + 2, 'two more answers');
	const stopped = machine(id);
	expect(stopped && reasonOf(stopped).short).toBe('stop by user');
	expect([...selectDiagnosis(state()).keys()]).toEqual([]);
});

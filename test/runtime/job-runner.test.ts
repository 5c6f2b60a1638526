import {describe, expect, onTestFinished, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import type {Order} from '../../source/domain/verbs.ts';
import {type ActionRecord, createActionRunner} from '../../source/runtime/action-runner.ts';
import {createJobRunner} from '../../source/runtime/job-runner.ts';
import {createLeaseKeeper} from '../../source/runtime/lease-keeper.ts';
import {createMachineReader} from '../../source/runtime/machine-reader.ts';
import {newJob, type Step} from '../../source/store/jobs.ts';
import type {Target} from '../../source/store/state.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, createHold, hangUp, inOrder, listPath, onWire, receive} from './harness.ts';

const ids = ['148e21ea046781', '148e21ea046782', '148e21ea046783'] as const;
const [first, second, third] = ids;
const pathOf = (id: string): string => `${listPath}/${id}`;
const named = (id: string, fields: JsonObject = {}): JsonObject => onWire({id, name: `web-${id.at(-1)}`, ...fields});
const machineOf = (id: string, fields: JsonObject = {}): StubAnswer => jsonAnswer(named(id, fields));
const ok = jsonAnswer({ok: true});
const refused = jsonAnswer(
	{error: 'aborted: could not reserve resource for machine: insufficient memory available to fulfill request'},
	409,
);
const lease = jsonAnswer({status: 'success', data: {nonce: 'abc123', expires_at: 1_800_000_013, owner: 'me@example.com'}}, 201);
const targetOf = (id: string): Target => ({id, app: 'web', name: `web-${id.at(-1)}`, state: 'started', sinceMs: undefined});

/** The answers for machines that stop when they are asked to. */
const stopping = (id: string): Readonly<Record<string, StubAnswer>> => ({
	[`GET ${pathOf(id)}`]: inOrder(machineOf(id), machineOf(id, {state: 'stopped'})),
	[`POST ${pathOf(id)}/stop`]: ok,
	[`GET ${pathOf(id)}/wait`]: ok,
	[`POST ${pathOf(id)}/lease`]: lease,
	[`DELETE ${pathOf(id)}/lease`]: ok,
});

const startJob = async (answers: Readonly<Record<string, StubAnswer>>, order: Order = {verb: 'stop'}, parallel = 1) => {
	const harness = await createHarness(answers);
	const {api, store, clock} = harness;
	receive(
		harness,
		ids.map(id => buildMachine(named(id))),
	);
	const reader = createMachineReader({api, store, clock});
	const leases = createLeaseKeeper({api, store, clock, vault: undefined, refresh() {}});
	const actions = createActionRunner({api, store, clock, reader, nonceOf: leases.nonceOf, refresh() {}, record() {}});
	const rings: string[] = [];
	const ring = (text: string): void => {
		rings.push(text);
	};
	const recorded: string[] = [];
	const record = ({target, result}: ActionRecord): void => {
		recorded.push(`${target.name}: ${result}`);
	};
	const runner = createJobRunner({store, clock, reader, actions, leases, ring, record});
	onTestFinished(async () => {
		await Promise.all([actions.stop(), runner.stop()]);
	});
	store.dispatch({type: 'job-started', job: newJob(1, order, ids.map(targetOf), parallel, clock.now())});
	const steps = (): readonly (Step | undefined)[] => ids.map(id => job()?.items.find(({target}) => target.id === id)?.step);
	const job = () => store.getState().jobs[0];
	const setStatus = (status: 'running' | 'paused' | 'aborted'): void =>
		store.dispatch({type: 'job-status-changed', jobId: 1, status, endedAtMs: undefined});
	let isOver = false;
	const done = runner.run(1).finally(() => {
		isOver = true;
	});
	return {...harness, runner, actions, job, steps, setStatus, done, isOver: () => isOver, rings: () => rings, recorded};
};

const actsOf = (writes: readonly string[]): readonly string[] => writes.filter(write => !write.endsWith('/lease'));

describe('a job', () => {
	test('works on one machine after the other, each under a lease of its own that is given back', async () => {
		const {done, writes, steps, job, notes, requests, store, rings} = await startJob(Object.assign({}, ...ids.map(stopping)));
		await done;
		expect(writes()).toEqual(ids.flatMap(id => [`POST ${pathOf(id)}/lease`, `POST ${pathOf(id)}/stop`, `DELETE ${pathOf(id)}/lease`]));
		expect(JSON.parse(requests(`POST ${pathOf(first)}/lease`)[0]?.body ?? '')).toEqual({ttl: 13, description: 'flydeck: stop'});
		expect(requests(`POST ${pathOf(first)}/stop`)[0]?.headers['fly-machine-lease-nonce']).toBe('abc123');
		expect(steps()).toEqual(['done', 'done', 'done']);
		expect(job()?.status).toBe('ended');
		expect(notes()).toEqual(['stop: 3 of 3 done']);
		expect(store.getState().ownLeases.size).toBe(0);
		expect(rings()).toEqual([]);
	});

	test('whose lease may or may not have been taken says so, and until when at most', async () => {
		const {job, until, writes} = await startJob({...stopping(first), [`POST ${pathOf(first)}/lease`]: hangUp});
		await until(() => job()?.status === 'paused');
		expect(job()?.items[0]?.text).toMatch(
			/^web-1: nothing was done: it is unknown whether the lease for it was taken, which ends by itself within 13 s: /,
		);
		expect(actsOf(writes())).toEqual([]);
	});

	test('works on as many machines at once as it was told', async () => {
		const hold = createHold();
		const held = Object.fromEntries(ids.map(id => [`POST ${pathOf(id)}/stop`, hold.answer]));
		const {until, quiet, steps} = await startJob({...Object.assign({}, ...ids.map(stopping)), ...held}, {verb: 'stop'}, 2);
		await until(() => hold.count() === 2);
		await quiet();
		expect(steps()).toEqual(['running', 'running', 'waiting']);
		hold.letGo(ok);
		await until(() => hold.count() === 2);
		expect(steps().toSorted()).toEqual(['done', 'running', 'running']);
	});

	test('pauses at the first failure, says why, and goes on when it is told to', async () => {
		const {done, until, quiet, steps, job, notes, setStatus, writes} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`POST ${pathOf(first)}/stop`]: refused,
		});
		await until(() => job()?.status === 'paused');
		await quiet();
		expect(steps()).toEqual(['failed', 'waiting', 'waiting']);
		expect(notes()[0]).toContain('stop paused: web-1: could not stop: 409');
		expect(actsOf(writes())).toEqual([`POST ${pathOf(first)}/stop`]);
		setStatus('running');
		await done;
		expect(steps()).toEqual(['failed', 'done', 'done']);
		expect(notes().at(-1)).toBe('stop: 2 of 3 done, 1 failed');
	});

	test('ends with the failure of its last machine: there is nothing to pause for', async () => {
		const {done, steps, job, notes} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`POST ${pathOf(third)}/stop`]: refused,
		});
		await done;
		expect(steps()).toEqual(['done', 'done', 'failed']);
		expect(job()?.status).toBe('ended');
		expect(notes()[0]).toMatch(/^stop: web-3: could not stop: 409/);
		expect(notes().at(-1)).toBe('stop: 2 of 3 done, 1 failed');
	});

	test('that is aborted lets what is under way end and begins nothing more', async () => {
		const hold = createHold();
		const {done, until, steps, job, notes, setStatus, recorded} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`POST ${pathOf(first)}/stop`]: hold.answer,
		});
		await until(() => hold.count() === 1);
		setStatus('aborted');
		hold.letGo(ok);
		await done;
		expect(steps()).toEqual(['done', 'waiting', 'waiting']);
		expect(job()?.status).toBe('aborted');
		expect(notes().at(-1)).toBe('stop: 1 of 3 done, 2 left alone');
		expect(recorded).toEqual(['web-2: not reached: aborted', 'web-3: not reached: aborted']);
	});

	test('does not touch a machine whose lease somebody else took meanwhile', async () => {
		const {until, job, steps, writes, notes, recorded} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`POST ${pathOf(first)}/lease`]: jsonAnswer(
				{error: `aborted: machine ID ${first} lease currently held by ann@example.com, expires at 2027-08-14T09:57:35Z`},
				409,
			),
		});
		await until(() => job()?.status === 'paused');
		expect(steps()[0]).toBe('failed');
		expect(actsOf(writes())).toEqual([]);
		expect(notes()[0]).toContain('ann@example.com');
		expect(recorded).toEqual([expect.stringMatching(/^web-1: web-1: nothing was done: .*ann@example\.com/)]);
	});

	test('re-reads each machine, skips one that changed and goes on with the others', async () => {
		const {done, job, writes, steps, notes} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`GET ${pathOf(first)}`]: machineOf(first, {state: 'stopped'}),
		});
		await done;
		expect(actsOf(writes())).toEqual([`POST ${pathOf(second)}/stop`, `POST ${pathOf(third)}/stop`]);
		expect(job()?.items[0]?.text).toBe('web-1 is stopped now, not started: nothing was done.');
		expect(steps()).toEqual(['skipped', 'done', 'done']);
		expect(notes().at(-1)).toBe('stop: 2 of 3 done, 1 skipped');
	});

	test('leaves a machine alone that is on its way from state to state by then', async () => {
		const {done, writes, job} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`GET ${pathOf(first)}`]: machineOf(first, {state: 'starting'}),
		});
		await done;
		expect(actsOf(writes())).toEqual([`POST ${pathOf(second)}/stop`, `POST ${pathOf(third)}/stop`]);
		expect(job()?.items[0]).toMatchObject({step: 'skipped', text: 'web-1 is starting now, not started: nothing was done.'});
	});

	const offline = {kind: 'offline', status: undefined, cause: '', message: '', retryAtMs: undefined} as const;

	test('begins no machine while the API cannot be reached, and goes on when it can', async () => {
		const hold = createHold();
		const {done, until, quiet, steps, writes, answers, clock, store, job} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`POST ${pathOf(first)}/stop`]: hold.answer,
		});
		await until(() => hold.count() === 1);
		store.dispatch({type: 'machines-failed', app: 'web', failure: {...offline, failedAtMs: clock.now()}});
		answers[`GET ${pathOf(second)}`] = hangUp;
		hold.letGo(ok);
		await until(() => steps()[0] === 'done');
		for (let turn = 0; turn < 20; turn++) {
			clock.advance(2000);
			await quiet();
		}

		expect(steps()).toEqual(['done', 'waiting', 'waiting']);
		expect(job()?.status).toBe('running');
		expect(writes().some(write => write.includes(second))).toBe(false);
		for (const id of [second, third]) {
			answers[`GET ${pathOf(id)}`] = machineOf(id);
			answers[`POST ${pathOf(id)}/stop`] = (response, request) => {
				answers[`GET ${pathOf(id)}`] = machineOf(id, {state: 'stopped'});
				ok(response, request);
			};
		}

		await until(() => {
			clock.advance(2000);
			return job()?.status === 'ended';
		});
		await done;
		expect(steps()).toEqual(['done', 'done', 'done']);
	});

	test('can be aborted while the API cannot be reached', async () => {
		const {done, until, steps, setStatus, answers, clock, store} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`POST ${pathOf(first)}/stop`]: (response, request) => {
				store.dispatch({type: 'machines-failed', app: 'web', failure: {...offline, failedAtMs: clock.now()}});
				answers[`GET ${pathOf(second)}`] = hangUp;
				ok(response, request);
			},
		});
		await until(() => steps()[0] === 'done');
		setStatus('aborted');
		await until(() => {
			clock.advance(2000);
			return store.getState().jobs[0]?.endedAtMs !== undefined;
		});
		await done;
		expect(steps()).toEqual(['done', 'waiting', 'waiting']);
	});

	test.each<[string, Order, Readonly<Record<string, StubAnswer>>]>([
		['a state', {verb: 'stop'}, {}],
		['no state', {verb: 'cordon'}, {[`POST ${pathOf(first)}/cordon`]: ok}],
	])('whose order leads to %s does not count a machine as done before a read after the act shows it', async (_, order, more) => {
		const shown = machineOf(first, {state: 'stopped'});
		const {until, quiet, steps, answers, clock, requests} = await startJob(
			{...stopping(first), ...more, [`GET ${pathOf(first)}`]: inOrder(machineOf(first), hangUp)},
			order,
		);
		await until(() => requests(`GET ${pathOf(first)}`).length >= 2);
		for (let turn = 0; turn < 4; turn++) {
			clock.advance(2000);
			await quiet();
		}

		expect(steps()[0]).toBe('running');
		answers[`GET ${pathOf(first)}`] = shown;
		await until(() => {
			clock.advance(2000);
			return steps()[0] === 'done';
		});
	});

	test('pauses when for half a minute no read shows what became of a machine', async () => {
		const {until, job, clock, requests} = await startJob({
			...stopping(first),
			[`GET ${pathOf(first)}`]: inOrder(machineOf(first), hangUp),
		});
		await until(() => requests(`GET ${pathOf(first)}`).length >= 2);
		await until(() => {
			clock.advance(2000);
			return job()?.status === 'paused';
		});
		expect(job()?.items[0]).toMatchObject({step: 'failed', text: expect.stringContaining('it is unknown how it ended')});
	});

	test('keeps the lease alive while the work lasts', async () => {
		const hold = createHold();
		const {until, requests, clock, store} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`POST ${pathOf(first)}/stop`]: hold.answer,
		});
		await until(() => hold.count() === 1);
		clock.advance(4000);
		await until(() => requests(`POST ${pathOf(first)}/lease`).length === 2);
		expect(requests(`POST ${pathOf(first)}/lease`)[1]?.headers['fly-machine-lease-nonce']).toBe('abc123');
		await until(() => store.getState().ownLeases.get(first)?.expiresAtMs === clock.now() + 13_000);
		hold.letGo(ok);
	});

	test('waits for the checks of a started machine before it takes the next, and fails when they do not pass in time', async () => {
		const failing = machineOf(first, {
			checks: [{name: 'http', status: 'critical', output: 'no'}],
			events: [{id: '01B', type: 'start', status: 'started', source: 'user', timestamp: 1}],
		});
		const {until, isOver, job, clock, steps, writes, rings} = await startJob(
			{
				[`GET ${pathOf(first)}`]: inOrder(machineOf(first), failing),
				[`POST ${pathOf(first)}/restart`]: ok,
				[`GET ${pathOf(first)}/wait`]: ok,
				[`POST ${pathOf(first)}/lease`]: lease,
				[`DELETE ${pathOf(first)}/lease`]: ok,
			},
			{verb: 'restart'},
		);
		await until(() => {
			clock.advance(1000);
			return job()?.items[0]?.text === 'waiting for its checks';
		});
		expect(steps()).toEqual(['running', 'waiting', 'waiting']);
		await until(() => {
			clock.advance(1000);
			return job()?.status === 'paused';
		});
		expect(job()?.items[0]).toMatchObject({step: 'failed', text: 'web-1: check http is critical after 60 s'});
		expect(actsOf(writes())).toEqual([`POST ${pathOf(first)}/restart`]);
		expect(isOver()).toBe(false);
		expect(rings()).toEqual(['restart paused: web-1: check http is critical after 60 s. P goes on, X ends it.']);
	});

	test('gives back its lease when flydeck ends in the middle, and begins nothing more', async () => {
		const hold = createHold();
		const {until, done, runner, actions, writes, recorded} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`GET ${pathOf(first)}/wait`]: hold.answer,
		});
		await until(() => hold.count() === 1);
		await Promise.all([actions.stop(), runner.stop()]);
		await done;
		expect(writes().at(-1)).toBe(`DELETE ${pathOf(first)}/lease`);
		expect(actsOf(writes())).toEqual([`POST ${pathOf(first)}/stop`]);
		expect(writes().some(write => write.includes(second) || write.includes(third))).toBe(false);
		expect(recorded).toEqual(['web-2: not reached: flydeck ended', 'web-3: not reached: flydeck ended']);
	});

	test('records at once, when flydeck ends, what it did not come to, also a machine whose lease was only asked for', async () => {
		const hold = createHold();
		const {until, done, runner, actions, writes, recorded} = await startJob({
			...Object.assign({}, ...ids.map(stopping)),
			[`POST ${pathOf(first)}/lease`]: hold.answer,
		});
		await until(() => hold.count() === 1);
		const ended = Promise.all([actions.stop(), runner.stop()]);
		const notReached = [1, 2, 3].map(number => `web-${number}: not reached: flydeck ended`);
		expect(recorded).toEqual(notReached);
		hold.letGo(lease);
		await Promise.all([ended, done]);
		expect(recorded).toEqual(notReached);
		expect(actsOf(writes())).toEqual([]);
		expect(writes().at(-1)).toBe(`DELETE ${pathOf(first)}/lease`);
	});
});

import {describe, expect, onTestFinished, test} from 'vitest';
import type {Order, Verb} from '../../source/domain/verbs.ts';
import {type ActionRecord, createActionRunner} from '../../source/runtime/action-runner.ts';
import {createMachineReader} from '../../source/runtime/machine-reader.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {
	buildMachine,
	createHarness,
	createHold,
	exitOnWire,
	hangUp,
	id,
	inOrder,
	machinePath,
	onWire,
	receive,
	targetIn,
} from './harness.ts';

const reads = `GET ${machinePath}`;
const waits = `GET ${machinePath}/wait`;
const requestOf: Readonly<Record<Verb, string>> = {
	start: `POST ${machinePath}/start`,
	stop: `POST ${machinePath}/stop`,
	suspend: `POST ${machinePath}/suspend`,
	restart: `POST ${machinePath}/restart`,
	signal: `POST ${machinePath}/signal`,
	cordon: `POST ${machinePath}/cordon`,
	uncordon: `POST ${machinePath}/uncordon`,
	update: `POST ${machinePath}`,
	delete: `DELETE ${machinePath}`,
	'force-delete': `DELETE ${machinePath}`,
};

const one = (fields: Parameters<typeof onWire>[0]): StubAnswer => jsonAnswer(onWire(fields));
const ok = jsonAnswer({ok: true});
const started = jsonAnswer({previous_state: 'stopped', migrated: false, new_host: ''});
const reached = jsonAnswer({ok: true});
const notYet = jsonAnswer({error: 'deadline_exceeded: machine failed to reach desired state'}, 408);
const gone = jsonAnswer({error: 'not_found: machine not found'}, 404);
const requestedExit = exitOnWire({exit_code: 0, requested_stop: true});
const stoppedNow = one({state: 'stopped', events: [requestedExit]});

const createRunner = async (answers: Readonly<Record<string, StubAnswer>>, known = 'started', nonce?: string) => {
	const harness = await createHarness(answers);
	const {api, store, clock} = harness;
	receive(harness, [buildMachine({state: known})]);
	const refreshed: string[] = [];
	const recorded: ActionRecord[] = [];
	const runner = createActionRunner({
		api,
		store,
		clock,
		reader: createMachineReader({api, store, clock}),
		nonceOf: () => nonce,
		refresh: app => refreshed.push(app),
		record: action => recorded.push(action),
	});
	onTestFinished(() => runner.stop());
	const pending = () => store.getState().pending.get(id);
	/** Runs an action to its end, with the second over that a start has to last. */
	const runToEnd = async (verb: Verb, from: string, readsBeforeEnd = 2): Promise<void> => {
		let isOver = false;
		const done = runner.run({verb}, targetIn(from)).finally(() => {
			isOver = true;
		});
		await harness.until(() => isOver || harness.requests(reads).length >= readsBeforeEnd);
		await harness.quiet();
		if (!isOver) {
			clock.advance(1000);
		}

		await done;
	};

	const lastNote = () => store.getState().notes.at(-1);
	return {...harness, runner, runToEnd, refreshed, recorded, pending, lastNote};
};

describe('an action', () => {
	test('is shown before run returns, and before anything was sent', async () => {
		const {runner, requests, pending, clock} = await createRunner({[reads]: createHold().answer});
		void runner.run({verb: 'stop'}, targetIn('started'));
		expect(pending()).toEqual({
			actionId: 1,
			machineId: id,
			verb: 'stop',
			startedAtMs: clock.now(),
			acceptedAtMs: undefined,
			newestEventId: undefined,
		});
		expect(requests(reads)).toHaveLength(0);
	});

	test.each<readonly [Verb, string, StubAnswer, StubAnswer, string]>([
		['start', 'stopped', started, one({state: 'started'}), 'web-1 started in 0.0s'],
		['stop', 'started', ok, stoppedNow, 'web-1 stopped in 0.0s: exit 0, requested stop'],
		['delete', 'stopped', ok, one({state: 'destroyed'}), 'web-1 deleted in 0.0s'],
		['force-delete', 'started', ok, gone, 'web-1 deleted in 0.0s'],
	])('%s reads the machine, sends one request, follows it to its end and tells', async (verb, from, accepted, after, told) => {
		const {runToEnd, writes, requests, lastNote, pending, refreshed, recorded, clock} = await createRunner(
			{[reads]: inOrder(one({state: from}), after), [requestOf[verb]]: accepted, [waits]: reached},
			from,
		);
		await runToEnd(verb, from);
		expect(writes()).toEqual([requestOf[verb]]);
		expect(requests(reads)).toHaveLength(verb === 'start' ? 3 : 2);
		expect(lastNote()).toMatchObject({tone: 'ok', text: told});
		expect(pending()).toBeUndefined();
		expect(refreshed).toEqual(['web', 'web']);
		expect(recorded).toEqual([{order: {verb}, target: targetIn(from), atMs: clock.now(), tookMs: expect.any(Number), result: told}]);
	});

	test.each<readonly [Order, string]>([
		[{verb: 'signal', signal: 'SIGHUP'}, 'web-1: SIGHUP sent'],
		[{verb: 'cordon'}, 'web-1 cordoned'],
		[{verb: 'uncordon'}, 'web-1 uncordoned'],
	])('that no state can prove is told as soon as the API took it: %o', async (order, told) => {
		const {runner, writes, requests, lastNote, pending} = await createRunner({[reads]: one({}), [requestOf[order.verb]]: ok});
		await runner.run(order, targetIn('started'));
		expect(writes()).toEqual([requestOf[order.verb]]);
		expect(requests(waits)).toEqual([]);
		expect(lastNote()).toMatchObject({tone: 'ok', text: told});
		expect(pending()).toBeUndefined();
	});

	test('a restart is waited for from the newest event on, since the machine is started already', async () => {
		const again = one({events: [requestedExit]});
		const {runToEnd, requests, lastNote} = await createRunner({
			[reads]: inOrder(one({events: [exitOnWire({exit_code: 1}, '01A')]}), again),
			[requestOf.restart]: ok,
			[waits]: reached,
		});
		await runToEnd('restart', 'started');
		expect(requests(waits)[0]?.url).toContain('from_event_id=01A');
		expect(lastNote()).toMatchObject({tone: 'ok', text: 'web-1 restarted in 0.0s'});
	});

	test('a restart of which no event tells is not told as done', async () => {
		const {runToEnd, lastNote} = await createRunner({[reads]: one({}), [requestOf.restart]: ok, [waits]: reached});
		await runToEnd('restart', 'started');
		expect(lastNote()).toMatchObject({tone: 'warning', text: 'web-1: the restart was accepted, but no event tells of it.'});
	});

	test('goes out with the signal and the time-out of the order', async () => {
		const {runner, requests} = await createRunner({[reads]: inOrder(one({}), stoppedNow), [requestOf.stop]: ok, [waits]: reached});
		await runner.run({verb: 'stop', signal: 'SIGTERM', timeoutSeconds: 30}, targetIn('started'));
		expect(JSON.parse(requests(requestOf.stop)[0]?.body ?? '')).toEqual({signal: 'SIGTERM', timeout: '30s'});
	});

	test('deletes by force only when it was asked to', async () => {
		const answers = {[reads]: inOrder(one({state: 'stopped'}), gone), [requestOf.delete]: ok, [waits]: reached};
		const gently = await createRunner(answers, 'stopped');
		await gently.runner.run({verb: 'delete'}, targetIn('stopped'));
		expect(gently.requests(requestOf.delete)[0]?.url).toBe(machinePath);
		const byForce = await createRunner({...answers, [reads]: inOrder(one({state: 'started'}), gone)});
		await byForce.runner.run({verb: 'force-delete'}, targetIn('started'));
		expect(byForce.requests(requestOf.delete)[0]?.url).toBe(`${machinePath}?force=true`);
	});

	test('carries the nonce of a lease that is held', async () => {
		const {runner, requests} = await createRunner(
			{[reads]: inOrder(one({}), stoppedNow), [requestOf.stop]: ok, [waits]: reached},
			'started',
			'abc123',
		);
		await runner.run({verb: 'stop'}, targetIn('started'));
		expect(requests(requestOf.stop)[0]?.headers['fly-machine-lease-nonce']).toBe('abc123');
	});

	test.each<readonly [Verb, string, string, string]>([
		['delete', 'stopped', 'started', 'web-1 is started now, not stopped: nothing was done.'],
		['stop', 'started', 'stopped', 'web-1 is stopped now, not started: nothing was done.'],
		['stop', 'started', 'stopping', 'web-1 is stopping now, not started: nothing was done.'],
		['start', 'stopped', 'started', 'web-1 is started now, not stopped: nothing was done.'],
		['start', 'stopped', 'destroyed', 'web-1 is destroyed now, not stopped: nothing was done.'],
		['force-delete', 'started', 'destroyed', 'web-1 is destroyed now, not started: nothing was done.'],
	])('%s of a machine that was %s and is %s by now does nothing and says so', async (verb, from, now, told) => {
		const {runner, writes, lastNote, pending, recorded} = await createRunner({[reads]: one({state: now})}, from);
		await runner.run({verb}, targetIn(from));
		expect(writes()).toEqual([]);
		expect(lastNote()).toMatchObject({tone: 'warning', text: told});
		expect(pending()).toBeUndefined();
		expect(recorded).toMatchObject([{result: told}]);
	});

	test('on a machine that is gone does nothing, says so and drops the row', async () => {
		const {runner, writes, lastNote, store} = await createRunner({[reads]: gone});
		await runner.run({verb: 'stop'}, targetIn('started'));
		expect(writes()).toEqual([]);
		expect(lastNote()).toMatchObject({tone: 'warning', text: 'web-1 is gone now, not started: nothing was done.'});
		expect(store.getState().fleet.has(id)).toBe(false);
	});

	test('sends nothing when the machine cannot be read first, and says that nothing was sent', async () => {
		const {runner, writes, lastNote, pending} = await createRunner({[reads]: hangUp});
		await runner.run({verb: 'stop'}, targetIn('started'));
		expect(writes()).toEqual([]);
		expect(lastNote()?.text).toMatch(/^web-1: nothing was sent\. .*the connection was lost/);
		expect(lastNote()?.tone).toBe('error');
		expect(pending()).toBeUndefined();
	});
});

test('a machine that is stopped only until its policy starts it again can be stopped', async () => {
	const between = exitOnWire({exit_code: 1, restarting: true}, '01A');
	const stopEvent = {id: '01B', type: 'stop', status: 'stopping', source: 'user', timestamp: 1_800_000_000_100};
	const {runner, writes, lastNote} = await createRunner(
		{
			[reads]: inOrder(one({state: 'stopped', events: [between]}), one({state: 'stopped', events: [stopEvent, between]})),
			[requestOf.stop]: ok,
			[waits]: reached,
		},
		'stopped',
	);
	await runner.run({verb: 'stop'}, targetIn('stopped'));
	expect(writes()).toEqual([requestOf.stop]);
	expect(lastNote()).toMatchObject({tone: 'ok', text: 'web-1 stopped in 0.0s: exit 1, error'});
});

describe('an action that the API refuses', () => {
	const refuse = (status: number, error: string): StubAnswer => jsonAnswer({error}, status, {'fly-request-id': '01REQ-fra'});

	test.each<readonly [number, string]>([
		[412, 'failed_precondition: machine still active, refusing to start'],
		[409, 'aborted: could not reserve resource for machine: insufficient memory available to fulfill request'],
		[401, 'Authenticate: token validation error'],
		[500, 'internal: oh dear'],
		[503, 'unavailable: try again'],
	])('with %i is sent once, no longer hoped for, and told with its cause and request id', async (status, words) => {
		const {runner, writes, requests, lastNote, pending, quiet} = await createRunner({
			[reads]: one({}),
			[requestOf.stop]: refuse(status, words),
		});
		await runner.run({verb: 'stop'}, targetIn('started'));
		await quiet();
		expect(writes()).toEqual([requestOf.stop]);
		expect(requests(waits)).toHaveLength(0);
		expect(pending()).toBeUndefined();
		expect(lastNote()?.tone).toBe('error');
		expect(lastNote()?.text).toContain('web-1: could not stop: ');
		expect(lastNote()?.text).toContain(words);
		expect(lastNote()?.text).toContain('01REQ-fra');
	});

	test('because there were too many is sent again after what the API asks for: it was not carried out', async () => {
		const limited = jsonAnswer({error: 'resource_exhausted: rate limit exceeded'}, 429, {'retry-after': '2'});
		const {runner, clock, requests, lastNote, until, quiet} = await createRunner({
			[reads]: inOrder(one({}), stoppedNow),
			[requestOf.stop]: inOrder(limited, ok),
			[waits]: reached,
		});
		const done = runner.run({verb: 'stop'}, targetIn('started'));
		await until(() => requests(requestOf.stop).length === 1);
		await quiet();
		clock.advance(1999);
		await quiet();
		expect(requests(requestOf.stop)).toHaveLength(1);
		clock.advance(1);
		await done;
		expect(requests(requestOf.stop)).toHaveLength(2);
		expect(lastNote()).toMatchObject({tone: 'ok', text: 'web-1 stopped in 2.0s: exit 0, requested stop'});
	});

	test('because there are too many again and again is told after four tries', async () => {
		const limited = refuse(429, 'resource_exhausted: rate limit exceeded');
		const {runner, clock, requests, lastNote, until} = await createRunner({[reads]: one({}), [requestOf.stop]: limited});
		let isOver = false;
		void runner.run({verb: 'stop'}, targetIn('started')).finally(() => {
			isOver = true;
		});
		await until(() => {
			clock.advance(1000);
			return isOver;
		});
		expect(requests(requestOf.stop)).toHaveLength(4);
		expect(lastNote()?.text).toContain('web-1: could not stop: 429');
	});

	test('because of a lease names its owner', async () => {
		const {runner, writes, lastNote} = await createRunner({
			[reads]: one({}),
			[requestOf.stop]: refuse(409, `aborted: machine ID ${id} lease currently held by ada@example.com, expires at 2027-08-14T09:57:35Z`),
		});
		await runner.run({verb: 'stop'}, targetIn('started'));
		expect(writes()).toHaveLength(1);
		expect(lastNote()?.text).toContain('held by ada@example.com');
	});
});

describe('an action whose outcome is unknown', () => {
	test('because no answer came is not sent again: reading tells how it ended', async () => {
		const {runner, clock, requests, writes, notes, lastNote, pending, until, quiet} = await createRunner({
			[reads]: inOrder(one({}), stoppedNow),
			[requestOf.stop]: createHold().answer,
			[waits]: reached,
		});
		const done = runner.run({verb: 'stop'}, targetIn('started'));
		await until(() => requests(requestOf.stop).length === 1);
		await quiet();
		clock.advance(10_000);
		await done;
		expect(writes()).toEqual([requestOf.stop]);
		expect(notes()[0]).toMatch(/^web-1: it is unknown whether the stop happened\. Reading\. .*no answer within 10 s/);
		expect(lastNote()).toMatchObject({tone: 'ok', text: 'web-1 stopped in 10s: exit 0, requested stop'});
		expect(pending()).toBeUndefined();
	});

	test('is not taken as done because the process ended by itself: that is told, and the hope is dropped', async () => {
		const ownExit = exitOnWire({exit_code: 0, restarting: true});
		const {runner, clock, requests, writes, lastNote, pending, until} = await createRunner({
			[reads]: inOrder(one({}), one({state: 'stopped', events: [ownExit]})),
			[requestOf.stop]: hangUp,
			[waits]: reached,
		});
		let isOver = false;
		void runner.run({verb: 'stop'}, targetIn('started')).finally(() => {
			isOver = true;
		});
		await until(() => {
			clock.advance(1000);
			return isOver;
		});
		expect(writes()).toEqual([requestOf.stop]);
		expect(requests(waits)).toEqual([]);
		expect(lastNote()).toMatchObject({
			tone: 'error',
			text: 'web-1: nothing tells that the stop happened. It is stopped: look before you ask again.',
		});
		expect(pending()).toBeUndefined();
	});

	test.each<readonly [string, StubAnswer]>([
		['the connection was cut', hangUp],
		['a proxy answered 502', jsonAnswer({error: 'bad gateway'}, 502)],
		['a page of HTML came back', response => response.end('<html></html>')],
	])('because %s is not sent again', async (_why, answer) => {
		const {runToEnd, writes, lastNote} = await createRunner({
			[reads]: inOrder(one({state: 'stopped'}), one({state: 'started'})),
			[requestOf.start]: answer,
			[waits]: reached,
		});
		// Read before, in search of a trace, and after.
		await runToEnd('start', 'stopped', 3);
		expect(writes()).toEqual([requestOf.start]);
		expect(lastNote()).toMatchObject({tone: 'ok', text: 'web-1 started in 0.0s'});
	});
});

describe('an accepted action', () => {
	test('is settled by a poll that shows the goal before the wait has answered, and told then', async () => {
		const harness = await createRunner({[reads]: inOrder(one({}), stoppedNow), [requestOf.stop]: ok, [waits]: createHold().answer});
		const {runner, clock, requests, pending, until, lastNote, writes} = harness;
		const done = runner.run({verb: 'stop'}, targetIn('started'));
		await until(() => requests(waits).length === 1);
		clock.advance(3000);
		receive(harness, [buildMachine({state: 'stopped', events: [requestedExit]})], 2);
		expect(pending()).toBeUndefined();
		await done;
		expect(lastNote()?.text).toBe('web-1 stopped in 3.0s: exit 0, requested stop');
		expect(writes()).toHaveLength(1);
	});

	test('is not undone by a list that was asked for before it was accepted', async () => {
		const harness = await createRunner(
			{[reads]: inOrder(one({state: 'stopped'}), one({})), [requestOf.start]: started, [waits]: createHold().answer},
			'stopped',
		);
		const {runner, clock, requests, pending, until, store} = harness;
		const requestedAtMs = clock.now();
		clock.advance(500);
		void runner.run({verb: 'start'}, targetIn('stopped'));
		await until(() => requests(waits).length === 1);
		const machines = [buildMachine({state: 'stopped'})];
		store.dispatch({type: 'machines-received', app: 'web', requestId: 2, requestedAtMs, readAgainMs: 5000, machines, issues: []});
		expect(pending()?.verb).toBe('start');
	});

	/** Starts a machine whose waits never tell anything until the deadline of 2 min is over. */
	const startUntilDeadline = async (after: StubAnswer) => {
		const hold = createHold();
		const harness = await createRunner(
			{[reads]: inOrder(one({state: 'stopped'}), after), [requestOf.start]: started, [waits]: hold.answer},
			'stopped',
		);
		const done = harness.runner.run({verb: 'start'}, targetIn('stopped'));
		for (let quarter = 0; quarter < 2 * 4; quarter++) {
			await harness.until(() => hold.count() === 1);
			expect(harness.pending()?.verb).toBe('start');
			harness.clock.advance(15_000);
			hold.letGo(notYet);
		}

		await harness.until(() => harness.requests(reads).length === 2);
		await harness.quiet();
		harness.clock.advance(1000);
		await done;
		return harness;
	};

	test('that does not end in its time is told as stuck, with the state as it is', async () => {
		const {lastNote, pending, writes} = await startUntilDeadline(one({state: 'starting'}));
		expect(lastNote()).toMatchObject({tone: 'error', text: 'web-1 is still starting after 2m 0s: stuck.'});
		expect(pending()).toBeUndefined();
		expect(writes()).toHaveLength(1);
	});

	test('whose end cannot be seen, for the API is out of reach, ends as unknown within half a minute', async () => {
		const harness = await createRunner({[reads]: one({}), [requestOf.stop]: ok, [waits]: hangUp});
		const {runner, clock, until, quiet, requests} = harness;
		let isOver = false;
		const done = runner.run({verb: 'stop'}, targetIn('started')).finally(() => {
			isOver = true;
		});
		const beganAtMs = clock.now();
		for (let count = 1; count <= 15; count++) {
			await until(() => requests(waits).length === count);
			await quiet();
			expect(isOver).toBe(false);
			clock.advance(2000);
		}

		expect(await done).toEqual({
			tone: 'error',
			text: 'web-1: the stop was accepted, and it is unknown how it ended: the API cannot be reached. Look before you ask again.',
		});
		expect(clock.now() - beganAtMs).toBe(30_000);
	});

	test('that has reached its goal by the deadline is not called stuck, though no wait ever told', async () => {
		const {lastNote} = await startUntilDeadline(one({state: 'started'}));
		expect(lastNote()).toMatchObject({tone: 'ok', text: 'web-1 started in 2m 0s'});
	});

	test.each<readonly [string, Parameters<typeof onWire>[0], string, string]>([
		[
			'that crashed right after its start tells the exit code',
			{state: 'stopped', events: [exitOnWire({exit_code: 3, requested_stop: false})]},
			'error',
			'web-1 was started and is stopped again: exit 3',
		],
		[
			'that ran out of memory says so',
			{state: 'stopped', events: [exitOnWire({exit_code: 137, oom_killed: true})]},
			'error',
			'web-1 was started and is stopped again: exit 137, out of memory',
		],
		[
			'that ended well right away is no error',
			{state: 'stopped', events: [exitOnWire({exit_code: 0})]},
			'warning',
			'web-1 was started and is stopped again: exit 0, clean',
		],
	])('on a machine %s', async (_title, after, tone, text) => {
		const {runner, lastNote} = await createRunner(
			{[reads]: inOrder(one({state: 'stopped'}), one(after)), [requestOf.start]: started, [waits]: reached},
			'stopped',
		);
		await runner.run({verb: 'start'}, targetIn('stopped'));
		expect(lastNote()).toMatchObject({tone, text});
	});

	test.each<readonly [Verb, string, StubAnswer, string]>([
		['start', 'stopped', started, 'web-1 could not be started: it is failed now'],
		['stop', 'started', ok, 'web-1 could not be stopped: it is failed now'],
	])('%s that ends in failed is told as soon as a poll shows that', async (verb, from, accepted, text) => {
		const harness = await createRunner(
			{[reads]: inOrder(one({state: from}), one({state: 'failed'})), [requestOf[verb]]: accepted, [waits]: createHold().answer},
			from,
		);
		const {runner, requests, until, pending, lastNote} = harness;
		const done = runner.run({verb}, targetIn(from));
		await until(() => requests(waits).length === 1);
		receive(
			harness,
			[buildMachine({state: 'failed', events: [{id: '01F', type: 'start', status: 'failed', source: 'flyd', timestamp: 5}]})],
			2,
		);
		expect(pending()).toBeUndefined();
		await done;
		expect(lastNote()).toMatchObject({tone: 'error', text});
	});

	test('that crashed within a second of its start is not told as good', async () => {
		const crashed = one({state: 'starting', events: [exitOnWire({exit_code: 1, restarting: true})]});
		const {runToEnd, lastNote, notes} = await createRunner(
			{[reads]: inOrder(one({state: 'stopped'}), one({state: 'started'}), crashed), [requestOf.start]: started, [waits]: reached},
			'stopped',
		);
		await runToEnd('start', 'stopped');
		expect(lastNote()).toMatchObject({tone: 'error', text: 'web-1 was started and is starting again: exit 1, error, restarting'});
		expect(notes()).toHaveLength(1);
	});

	test('that was started and destroyed itself is told as gone', async () => {
		const {runner, lastNote} = await createRunner(
			{[reads]: inOrder(one({state: 'stopped'}), gone), [requestOf.start]: started, [waits]: gone},
			'stopped',
		);
		await runner.run({verb: 'start'}, targetIn('stopped'));
		expect(lastNote()).toMatchObject({tone: 'ok', text: 'web-1 is gone: it destroyed itself when it ended.'});
	});

	test.each<readonly [string, StubAnswer, StubAnswer]>([
		['is gone when the wait asks', gone, gone],
		['is being destroyed when the wait answers', reached, one({state: 'destroying', events: [requestedExit]})],
		['is destroyed when the wait answers', reached, one({state: 'destroyed', events: [requestedExit]})],
	])('stopped a machine that destroys itself, which %s', async (_when, wait, after) => {
		const {runner, lastNote} = await createRunner({[reads]: inOrder(one({}), after), [requestOf.stop]: ok, [waits]: wait});
		await runner.run({verb: 'stop'}, targetIn('started'));
		expect(lastNote()?.tone).toBe('ok');
		expect(lastNote()?.text).toContain('destroy');
		expect(lastNote()?.text).not.toMatch(/deleted|again/);
	});

	test('tells what the last list had when the machine cannot be read at the end', async () => {
		const harness = await createRunner({[reads]: inOrder(one({}), hangUp), [requestOf.stop]: ok, [waits]: createHold().answer});
		const {runner, requests, until, lastNote} = harness;
		const done = runner.run({verb: 'stop'}, targetIn('started'));
		await until(() => requests(waits).length === 1);
		receive(harness, [buildMachine({state: 'stopped', events: [requestedExit]})], 2);
		await done;
		expect(lastNote()?.text).toBe('web-1 stopped in 0.0s: exit 0, requested stop');
	});

	test('is left alone when flydeck ends: nothing more is asked or told, and it is on record that its end was not seen', async () => {
		const {runner, requests, until, notes, recorded, quiet, clock} = await createRunner({
			[reads]: one({}),
			[requestOf.stop]: ok,
			[waits]: createHold().answer,
		});
		const done = runner.run({verb: 'stop'}, targetIn('started'));
		await until(() => requests(waits).length === 1);
		await runner.stop();
		await done;
		await quiet();
		expect(notes()).toEqual([]);
		expect(recorded).toMatchObject([{order: {verb: 'stop'}, result: 'flydeck ended before it was known how this ended'}]);
		expect(requests(reads)).toHaveLength(1);
		expect(clock.pending()).toBe(0);
	});
});

import {describe, expect, onTestFinished, test} from 'vitest';
import {createPoller, type PollerOptions} from '../../source/runtime/poller.ts';
import {selectConnection} from '../../source/store/connection.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, createHold, type Harness, hangUp, id, inOrder, listPath, onWire, receive} from './harness.ts';

const list = `GET ${listPath}`;
const apps = 'GET /v1/apps';

const createTestPoller = (harness: Harness, options: Partial<PollerOptions> = {}) => {
	const {api, store, clock} = harness;
	const poller = createPoller({
		api,
		store,
		clock,
		random: () => 0.5,
		organization: 'personal',
		apps: ['web'],
		intervalMs: undefined,
		...options,
	});
	onTestFinished(() => poller.stop());
	return poller;
};

const startPolling = async (answer: StubAnswer, options: Partial<PollerOptions> = {}) => {
	const harness = await createHarness({[list]: answer});
	const poller = createTestPoller(harness, options);
	poller.start();
	const {clock, requests, store, until, quiet} = harness;
	/** Moves the clock over a wait, and to its last millisecond first: nothing may be read before that. */
	const readsAfter = async (delayMs: number): Promise<void> => {
		await quiet();
		await until(() => clock.pending() > 0);
		const before = requests(list).length;
		clock.advance(delayMs - 1);
		await quiet();
		expect(requests(list)).toHaveLength(before);
		clock.advance(1);
		await until(() => requests(list).length === before + 1);
	};

	const feed = () => store.getState().feeds.get('web');
	return {...harness, poller, readsAfter, feed};
};

const ok = jsonAnswer([onWire()]);
const limited = (retryAfter?: string): StubAnswer =>
	jsonAnswer({error: 'resource_exhausted: rate limit exceeded'}, 429, retryAfter === undefined ? {} : {'retry-after': retryAfter});

describe('the poller', () => {
	test('reads again after 5 s while all is calm and after 2 s while something changes', async () => {
		const {readsAfter, store, until} = await startPolling(inOrder(ok, jsonAnswer([onWire({state: 'stopping'})]), ok));
		await until(() => store.getState().fleet.get(id)?.state === 'started');
		await readsAfter(5000);
		await until(() => store.getState().fleet.get(id)?.state === 'stopping');
		await readsAfter(2000);
		await until(() => store.getState().fleet.get(id)?.state === 'started');
	});

	test('has one list in flight however slow it is and however often it is asked to hurry', async () => {
		const hold = createHold();
		const {poller, clock, requests, until, quiet, feed} = await startPolling(hold.answer);
		await until(() => hold.count() === 1);
		poller.refresh();
		poller.refresh('web');
		clock.advance(9000);
		poller.refresh();
		await quiet();
		expect(requests(list)).toHaveLength(1);
		hold.letGo(ok);
		await until(() => feed()?.answeredAtMs !== undefined);
		await until(() => hold.count() === 1);
		hold.letGo(ok);
		await quiet();
		expect(requests(list)).toHaveLength(2);
	});

	test('gives up on an answer after 10 s and reads again', async () => {
		const hold = createHold();
		const {clock, until, feed, readsAfter, answers} = await startPolling(hold.answer);
		await until(() => hold.count() === 1);
		answers[list] = ok;
		clock.advance(10_000);
		await until(() => feed()?.failure !== undefined);
		expect(feed()?.failure?.message).toContain('no answer within 10 s');
		await readsAfter(5000);
		await until(() => feed()?.failure === undefined);
	});

	test('makes known that data is old while an answer is still awaited', async () => {
		const hold = createHold();
		const {clock, store, feed, until, answers} = await startPolling(jsonAnswer([onWire({state: 'stopping'})]));
		await until(() => feed()?.answeredAtMs !== undefined && clock.pending() === 1);
		answers[list] = hold.answer;
		clock.advance(2000);
		await until(() => hold.count() === 1);
		clock.advance(3001);
		store.dispatch({type: 'clock-ticked', nowMs: clock.now()});
		expect(selectConnection(store.getState()).kind).toBe('stale');
	});

	test('keeps the rows through failures, comes back later and later, and recovers by itself', async () => {
		const broken = jsonAnswer({error: 'internal: oh'}, 500);
		const {clock, store, feed, until, readsAfter, answers} = await startPolling(ok);
		await until(() => feed()?.answeredAtMs !== undefined);
		answers[list] = inOrder(hangUp, broken, broken, broken, ok);
		await readsAfter(5000);
		for (const delayMs of [5000, 7500, 15_000, 15_000]) {
			const failedAtMs = clock.now();
			await until(() => feed()?.failure?.failedAtMs === failedAtMs);
			expect(feed()?.failure).toMatchObject({retryAtMs: failedAtMs + delayMs});
			expect(['offline', 'server']).toContain(selectConnection(store.getState()).kind);
			expect(store.getState().fleet.get(id)?.name).toBe('web-1');
			await readsAfter(delayMs);
		}

		await until(() => feed()?.failure === undefined);
		expect(selectConnection(store.getState()).kind).toBe('live');
		await readsAfter(5000);
	});

	test('waits as long as the API asks, and tells until when', async () => {
		const {clock, feed, until, readsAfter} = await startPolling(inOrder(limited('40'), ok));
		await until(() => feed()?.failure !== undefined);
		expect(feed()?.failure).toMatchObject({retryAtMs: clock.now() + 40_000});
		await readsAfter(40_000);
		await until(() => feed()?.failure === undefined);
	});

	test('is not hurried past the moment that the API asked for', async () => {
		const {clock, poller, requests, feed, until, quiet} = await startPolling(inOrder(limited('40'), ok));
		await until(() => feed()?.failure !== undefined && clock.pending() > 0);
		poller.refresh();
		poller.refresh('web');
		await quiet();
		clock.advance(39_999);
		await quiet();
		expect(requests(list)).toHaveLength(1);
		clock.advance(1);
		await until(() => requests(list).length === 2);
	});

	test('goes on trying when the token is refused, and shows the rows meanwhile', async () => {
		const refused = jsonAnswer({error: 'Authenticate: token validation error'}, 401);
		const {store, feed, until, readsAfter, answers} = await startPolling(ok);
		await until(() => feed()?.answeredAtMs !== undefined);
		answers[list] = inOrder(refused, refused, ok);
		await readsAfter(5000);
		await until(() => feed()?.failure?.kind === 'unauthorized');
		expect(selectConnection(store.getState()).kind).toBe('unauthorized');
		expect(store.getState().fleet.size).toBe(1);
		await readsAfter(5000);
		await readsAfter(7500);
		await until(() => selectConnection(store.getState()).kind === 'live');
	});

	test('drops what a list says of a machine of which something newer was read meanwhile', async () => {
		const hold = createHold();
		const {api, clock, store, until, answers} = await startPolling(hold.answer);
		await until(() => hold.count() === 1);
		clock.advance(100);
		answers[`GET ${listPath}/${id}`] = jsonAnswer(onWire({state: 'stopped'}));
		const requestedAtMs = clock.now();
		store.dispatch({type: 'machine-received', id, requestedAtMs, machine: await api.getMachine('web', id)});
		hold.letGo(jsonAnswer([onWire({state: 'started'}), onWire({id: 'another', state: 'started'})]));
		await until(() => store.getState().fleet.has('another'));
		expect(store.getState().fleet.get(id)?.state).toBe('stopped');
	});

	test('is not undone by a list with a lower number that comes after a newer one', async () => {
		const {clock, store, feed, until} = await startPolling(ok);
		await until(() => feed()?.answeredAtMs !== undefined);
		const {acceptedRequestId = 0} = feed() ?? {};
		receive({store, clock}, [buildMachine({state: 'stopped'})], acceptedRequestId);
		expect(store.getState().fleet.get(id)?.state).toBe('started');
	});

	test('tells what could not be read of an answer and shows the rest', async () => {
		const {store, feed, until} = await startPolling(jsonAnswer([onWire(), {id: 'broken'}]));
		await until(() => feed()?.answeredAtMs !== undefined);
		expect(feed()?.issues).toEqual(['machine broken of app web: has no usable state']);
		expect([...store.getState().fleet.keys()]).toEqual([id]);
	});

	test('reads nothing more once it is stopped, and an answer on its way is not taken', async () => {
		const hold = createHold();
		const {clock, poller, requests, store, until, quiet} = await startPolling(hold.answer);
		await until(() => hold.count() === 1);
		poller.stop();
		hold.letGo(ok);
		poller.refresh();
		await quiet();
		expect(store.getState().fleet.size).toBe(0);
		expect(store.getState().feeds.get('web')?.failure).toBeUndefined();
		expect(requests(list)).toHaveLength(1);
		expect(clock.pending()).toBe(0);
	});
});

describe('while paused, the poller', () => {
	const startPaused = async () => {
		const polling = await startPolling(ok);
		const {clock, store, feed, until} = polling;
		await until(() => feed()?.answeredAtMs !== undefined && clock.pending() > 0);
		store.dispatch({type: 'view-changed', change: {isPaused: true}});
		return polling;
	};

	test('reads nothing, not even what was due already when the pause began', async () => {
		const {clock, requests, quiet} = await startPaused();
		clock.advance(5000);
		await quiet();
		clock.advance(600_000);
		await quiet();
		expect(requests(list)).toHaveLength(1);
	});

	test('reads once when it is asked to', async () => {
		const {clock, poller, requests, until, quiet} = await startPaused();
		clock.advance(60_000);
		poller.refresh();
		await until(() => requests(list).length === 2);
		await quiet();
		clock.advance(600_000);
		await quiet();
		expect(requests(list)).toHaveLength(2);
	});

	test('reads once when it was asked to while the API wanted to be left alone', async () => {
		const {clock, poller, requests, answers, until, quiet} = await startPaused();
		answers[list] = inOrder(limited('40'), ok);
		poller.refresh();
		await until(() => requests(list).length === 2);
		await quiet();
		poller.refresh();
		await quiet();
		clock.advance(39_999);
		await quiet();
		expect(requests(list)).toHaveLength(2);
		clock.advance(1);
		await until(() => requests(list).length === 3);
		await quiet();
		clock.advance(600_000);
		await quiet();
		expect(requests(list)).toHaveLength(3);
	});

	test('goes on at the usual pace when the pause ends', async () => {
		const {clock, poller, requests, store, until, quiet, readsAfter} = await startPaused();
		clock.advance(60_000);
		await quiet();
		store.dispatch({type: 'view-changed', change: {isPaused: false}});
		poller.refresh();
		await until(() => requests(list).length === 2);
		await readsAfter(5000);
	});
});

describe('where no app was chosen, the poller', () => {
	const appsAnswer = (...names: readonly string[]): StubAnswer =>
		jsonAnswer({total_apps: names.length, apps: names.map(name => ({id: name, name, status: 'deployed'}))});

	const startAll = async (answer: StubAnswer) => {
		const lists = Object.fromEntries(['web', 'api'].map(app => [`GET /v1/apps/${app}/machines`, jsonAnswer([onWire({id: `of-${app}`})])]));
		const harness = await createHarness({[apps]: answer, ...lists}, {apps: []});
		const poller = createTestPoller(harness, {apps: []});
		poller.start();
		return {...harness, poller};
	};

	test('follows the apps of the organization, takes up new ones and lets go of those that are gone', async () => {
		const {clock, store, requests, until, quiet} = await startAll(inOrder(appsAnswer('web'), appsAnswer('api', 'web'), appsAnswer('api')));
		await until(() => store.getState().fleet.has('of-web') && clock.pending() === 2);
		clock.advance(30_000);
		await until(() => store.getState().fleet.has('of-api') && clock.pending() === 3);
		expect([...store.getState().feeds.keys()]).toEqual(['api', 'web']);
		clock.advance(30_000);
		await until(() => requests(apps).length === 3 && !store.getState().feeds.has('web'));
		expect([...store.getState().fleet.keys()]).toEqual(['of-api']);
		await until(() => clock.pending() === 2);
		const before = requests(list).length;
		clock.advance(20_000);
		await quiet();
		expect(requests(list)).toHaveLength(before);
		expect(requests(apps)[0]?.url).toBe('/v1/apps?org_slug=personal');
	});

	test('takes an app that came back afresh, and an answer from before it went is not taken', async () => {
		const {clock, store, answers, until} = await startAll(inOrder(appsAnswer('web'), appsAnswer(), appsAnswer('web')));
		await until(() => store.getState().fleet.has('of-web') && clock.pending() === 2);
		const hold = createHold();
		answers[list] = hold.answer;
		clock.advance(5000);
		await until(() => hold.count() === 1);
		clock.advance(25_000);
		await until(() => store.getState().feeds.size === 0);
		expect(selectConnection(store.getState()).kind).toBe('live');
		answers[list] = jsonAnswer([onWire({id: 'new-life'})]);
		hold.letGo(ok);
		clock.advance(30_000);
		await until(() => store.getState().fleet.has('new-life'));
		expect(store.getState().fleet.has(id)).toBe(false);
	});

	test('reads the apps at once when one of them is not found, so that it is not taken for an outage', async () => {
		const {clock, store, answers, requests, until} = await startAll(inOrder(appsAnswer('api', 'web'), appsAnswer('api')));
		await until(() => store.getState().fleet.size === 2 && clock.pending() === 3);
		answers[list] = jsonAnswer({error: 'app not found'}, 404);
		clock.advance(5000);
		await until(() => !store.getState().feeds.has('web'));
		expect(requests(apps)).toHaveLength(2);
		expect([...store.getState().fleet.keys()]).toEqual(['of-api']);
		expect(selectConnection(store.getState()).kind).toBe('live');
	});

	test('tells of an app that is listed but not found, with the second answer that says so', async () => {
		const {clock, store, answers, notes, requests, until} = await startAll(appsAnswer('api', 'web'));
		await until(() => store.getState().fleet.size === 2 && clock.pending() === 3);
		answers[list] = jsonAnswer({error: 'app not found'}, 404);
		clock.advance(5000);
		await until(() => requests(apps).length === 2 && clock.pending() === 3);
		expect(notes()).toEqual([]);
		clock.advance(5000);
		await until(() => store.getState().feeds.get('web')?.failure?.kind === 'not-found');
		expect(notes()).toEqual([expect.stringContaining('no app web')]);
		expect(store.getState().fleet.size).toBe(2);
	});

	test('reads all that failed again as soon as one read goes well', async () => {
		const apiList = 'GET /v1/apps/api/machines';
		const broken = jsonAnswer({error: 'internal'}, 500);
		const {clock, store, answers, notes, requests, until, quiet} = await startAll(inOrder(appsAnswer('api', 'web'), broken));
		await until(() => store.getState().fleet.size === 2 && clock.pending() === 3);
		answers[list] = broken;
		answers[apiList] = broken;
		clock.advance(5000);
		await until(() => notes().length === 1 && clock.pending() === 3);
		clock.advance(25_000);
		await until(() => store.getState().appsFailure !== undefined && clock.pending() === 3);
		await quiet();
		answers[list] = jsonAnswer([onWire({id: 'of-web'})]);
		answers[apiList] = jsonAnswer([onWire({id: 'of-api'})]);
		answers[apps] = appsAnswer('api', 'web');
		const before = requests(apiList).length;
		clock.advance(5000);
		await until(() => selectConnection(store.getState()).kind === 'live');
		expect(requests(apiList)).toHaveLength(before + 1);
		expect(notes()).toEqual([expect.stringMatching(/^Server error 500/), expect.stringMatching(/^Live again after/)]);
	});

	test('does not hurry what the API wants to be left alone', async () => {
		const apiList = 'GET /v1/apps/api/machines';
		const {clock, store, answers, requests, until, quiet} = await startAll(appsAnswer('api', 'web'));
		await until(() => store.getState().fleet.size === 2 && clock.pending() === 3);
		answers[list] = inOrder(hangUp, jsonAnswer([onWire({id: 'of-web'})]));
		answers[apiList] = limited('40');
		clock.advance(5000);
		await until(() => store.getState().feeds.get('api')?.failure?.kind === 'limited' && clock.pending() === 3);
		const before = requests(apiList).length;
		clock.advance(5000);
		await until(() => store.getState().feeds.get('web')?.failure === undefined);
		await quiet();
		expect(requests(apiList)).toHaveLength(before);
	});

	test('tells that the apps cannot be listed, and tries again', async () => {
		const {clock, store, until} = await startAll(inOrder(jsonAnswer({error: 'internal'}, 500), appsAnswer('web')));
		await until(() => store.getState().appsFailure !== undefined);
		expect(store.getState().appsKnown).toBe(false);
		await until(() => clock.pending() === 1);
		clock.advance(5000);
		await until(() => store.getState().fleet.has('of-web'));
		expect(store.getState().appsFailure).toBeUndefined();
	});

	test('reads the apps again too when it is asked to read all', async () => {
		const {store, poller, until} = await startAll(inOrder(appsAnswer('web'), appsAnswer('api', 'web')));
		await until(() => store.getState().fleet.has('of-web'));
		poller.refresh();
		await until(() => store.getState().fleet.has('of-api'));
	});
});

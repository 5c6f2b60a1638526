import {describe, expect, onTestFinished, test} from 'vitest';
import {openListThread, type ThreadOptions} from '../../source/reading/list-thread.ts';
import {createPoller} from '../../source/runtime/poller.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, createHold, exitOnWire, hangUp, listPath, onWire} from '../runtime/harness.ts';

const list = `GET ${listPath}`;
const machines = Array.from({length: 40}, (_, index) =>
	onWire({id: `m${index}`, name: `web-${index}`, events: [exitOnWire({exit_code: 1}, `01E${index}`)]}),
);
const changed = machines.map((machine, index) => (index === 3 ? {...machine, state: 'stopped'} : machine));
const whole = jsonAnswer(machines);

const written =
	(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): StubAnswer =>
	response => {
		response.writeHead(status, {'content-type': 'application/json', 'fly-request-id': '01R', ...headers});
		response.end(body);
	};

/** Says that more comes, and hangs up. */
const cutOff: StubAnswer = response => {
	const body = JSON.stringify(machines);
	response.writeHead(200, {'content-type': 'application/json', 'content-length': body.length});
	response.write(body.slice(0, body.length / 2), () => response.destroy());
};

/** Polls an API with a thread beside, and watches what the store is told. */
const startPolling = async (options: ThreadOptions) => {
	const told: string[] = [];
	const farLists = openListThread(sentence => told.push(sentence), options);
	onTestFinished(() => farLists.close());
	const harness = await createHarness({}, {farLists});
	const {api, store, clock, until} = harness;
	const events: StoreEvent[] = [];
	const arrivals: (StoreEvent & {readonly type: 'machines-arrived'})[] = [];
	const watched = {
		...store,
		dispatch(...given: readonly StoreEvent[]) {
			// What is shown before the list is read to its end, and is in it again.
			arrivals.push(...given.filter(event => event.type === 'machines-arrived'));
			events.push(...given.filter(({type}) => type !== 'machines-arrived'));
			store.dispatch(...given);
		},
	};
	const poller = createPoller({
		api,
		store: watched,
		clock,
		random: () => 0.5,
		organization: 'personal',
		apps: ['web'],
		intervalMs: undefined,
	});
	onTestFinished(() => poller.stop());

	/** Polls once more, with such an answer, and tells all events so far. */
	const next = async (answer: StubAnswer): Promise<readonly StoreEvent[]> => {
		const before = events.length;
		harness.answers[list] = answer;
		if (before === 0) {
			poller.start();
		} else {
			await until(() => clock.pending() > 0);
			clock.advance(30_000);
		}

		await until(() => events.length > before);
		return events;
	};

	return {harness, told, events, arrivals, next};
};

const poll = async (answers: readonly StubAnswer[], options: ThreadOptions) => {
	const {harness, told, events, arrivals, next} = await startPolling(options);
	for (const answer of answers) {
		await next(answer);
	}

	const fleet = [...harness.store.getState().fleet.values()];
	return {
		...harness,
		fleet,
		told,
		arrivals,
		events: events.map(event => (event.type === 'machines-received' ? {...event, changes: undefined} : event)),
	};
};

/** Where the address of the server is told, it is another one each time. */
const withoutPort = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/127\.0\.0\.1:\d+/g, 'host'));

describe('a list that is read in a thread', () => {
	test.each<readonly [string, readonly StubAnswer[]]>([
		['nothing changes', [whole, whole, whole]],
		['one machine changes, and changes back', [whole, jsonAnswer(changed), whole]],
		['machines go, come and change places', [whole, jsonAnswer(machines.slice(5)), jsonAnswer(machines.toReversed()), whole]],
		['all go', [whole, jsonAnswer([]), written('null'), whole]],
		['one comes twice, and one cannot be read', [whole, jsonAnswer([...machines, changed[3], {id: 'x'}, null]), whole]],
		['the list is spread over lines', [written(JSON.stringify(machines, undefined, '\t')), whole]],
		['the list begins with a byte order mark', [written(`\uFEFF${JSON.stringify(machines)}`), whole]],
		['it is cut off in the middle', [whole, cutOff, jsonAnswer(changed)]],
		['its end is missing', [whole, written(JSON.stringify(machines).slice(0, -1)), whole]],
		['there is an item that is no JSON', [whole, written('[{"id":"m1","state":"started"},{]}]'), whole]],
		['there is something after it', [whole, written('[] []'), whole]],
		['it is no list', [whole, jsonAnswer({machines: []}), whole]],
		['a web page comes', [whole, written('<html>no</html>'), whole]],
		['nothing comes', [whole, written(''), whole]],
		['the API asks for fewer calls', [whole, written('{"error":"slow"}', 429, {'retry-after': '7'}), whole]],
		['the token ends', [whole, written('{"error":"Authenticate: token validation error"}', 401), whole]],
		['the app is gone', [whole, written('{"error":"app not found"}', 404), whole]],
		['the API fails', [whole, written('oh', 502), whole]],
		['it is sent elsewhere', [whole, written('', 302, {location: '/v1/other'}), whole]],
		['the connection is lost', [whole, hangUp, hangUp, jsonAnswer(changed)]],
	])('tells the store what reading it here does when %s', async (_what, answers) => {
		const here = await poll(answers, {limitBytes: Number.POSITIVE_INFINITY});
		const there = await poll(answers, {limitBytes: 100});
		const eventsOf = ({events}: {readonly events: readonly StoreEvent[]}) => withoutPort(events);
		expect(eventsOf(there)).toEqual(eventsOf(here));
		expect(there.fleet).toEqual(here.fleet);
		expect(there.told).toEqual([]);
	});

	test('shows its machines while it is read for the first time, and only then', async () => {
		const {arrivals} = await poll([whole, jsonAnswer(changed), whole], {limitBytes: 100});
		expect(arrivals.flatMap(event => event.machines.map(({id}) => id))).toEqual(machines.map(({id}) => id));
		expect((await poll([whole], {limitBytes: Number.POSITIVE_INFINITY})).arrivals).toEqual([]);
	});

	test('is asked for once each time, after it was found to be long', async () => {
		const {requests} = await poll([whole, whole, jsonAnswer(changed), whole], {limitBytes: 100});
		expect(requests(list)).toHaveLength(5);
		expect(requests(list).every(({headers}) => headers.authorization === 'Bearer secret')).toBe(true);
	});

	test('is read here when it is short', async () => {
		const {requests} = await poll([whole, whole], {limitBytes: 100_000});
		expect(requests(list)).toHaveLength(2);
	});

	test.each([
		[
			'before it reads',
			'throw new Error("broken");',
			/^The thread that reads long lists has ended \(broken\): from now on keys may have to wait/,
		],
		[
			'while it reads',
			'import {parentPort} from "node:worker_threads"; parentPort.on("message", () => process.exit(3));',
			/\(exit code 3\)/,
		],
	])('is read here once the thread has died %s, which is told once', async (_when, program, sentence) => {
		const file = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
		const {fleet, told, events} = await poll([whole, jsonAnswer(changed), whole], {limitBytes: 100, file});
		expect(told).toHaveLength(1);
		expect(told[0]).toMatch(sentence);
		expect(fleet).toHaveLength(machines.length);
		expect(events.map(({type}) => type)).toEqual(['machines-received', 'machines-received', 'machines-received']);
	});

	test('is given up when it takes too long, and read again', async () => {
		const hold = createHold();
		const {harness, next} = await startPolling({limitBytes: 100});
		await next(whole);
		harness.answers[list] = hold.answer;
		harness.clock.advance(5000);
		await harness.until(() => hold.count() === 1);
		harness.clock.advance(10_000);
		await harness.until(() => harness.store.getState().feeds.get('web')?.failure?.message.includes('no answer within 10 s') === true);
		expect((await next(jsonAnswer(changed))).at(-1)).toMatchObject({type: 'machines-received'});
		expect(harness.store.getState().fleet.get('m3')?.state).toBe('stopped');
	});
});

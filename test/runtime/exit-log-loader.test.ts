import {describe, expect, onTestFinished, test} from 'vitest';
import {createExitLogLoader} from '../../source/runtime/exit-log-loader.ts';
import type {View} from '../../source/store/view.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, createHold, exitOnWire, hangUp, id, receive} from './harness.ts';

const path = 'GET /api/v1/apps/web/logs';
const other = '248e21ea046790';

/** A little before the present of the clock. */
const exitMs = 1_800_000_000_000 - 60_000;

type Said = {readonly agoMs: number; readonly message: string};

/** A log of a machine as the platform serves it: a hundred lines after a moment, from the eldest on. */
const logOf =
	(said: readonly Said[]): StubAnswer =>
	(response, request) => {
		const afterMs = Number(new URL(request.url, 'http://x').searchParams.get('next_token')) / 1_000_000;
		const page = said
			.map(({agoMs, message}) => ({atMs: exitMs - agoMs, message}))
			.filter(({atMs}) => atMs > afterMs)
			.slice(0, 100);
		const data = page.map(({atMs, message}, index) => ({
			id: `${atMs}-${index}`,
			attributes: {timestamp: new Date(atMs).toISOString(), message, level: 'info', instance: id, region: 'fra'},
		}));
		jsonAnswer({data, meta: {next_token: String((page.at(-1)?.atMs ?? afterMs) * 1_000_000)}})(response, request);
	};

const crashed = (eventId: string, atMs = exitMs, machineId = id) =>
	buildMachine({id: machineId, state: 'stopped', events: [exitOnWire({exit_code: 1}, eventId, atMs)]});

const start = async (answer: StubAnswer, view: Partial<View> = {focus: 'details'}) => {
	const harness = await createHarness({[path]: answer});
	const {store, clock, requests, quiet, until} = harness;
	const loader = createExitLogLoader(harness);
	onTestFinished(() => loader.stop());
	loader.start();
	receive(harness, [crashed('01X'), buildMachine({id: other})]);
	const change = (next: Partial<View>): void => store.dispatch({type: 'view-changed', change: next});
	change({...view, cursorId: id});
	const log = (eventId: string) => store.getState().exitLogs.get(`${id} ${eventId}`);
	const texts = (eventId: string) => {
		const found = log(eventId);
		return found?.kind === 'read'
			? [...found.before, '|' as const, ...found.after].map(line => (line === '|' ? line : line.message))
			: found?.why;
	};
	const asked = () =>
		requests(path).map(({url}) => {
			const query = new URL(url, 'http://x').searchParams;
			return `${query.get('instance') === id ? 'its own' : 'another'}, from ${(exitMs - Number(query.get('next_token')) / 1_000_000) / 1000} s before`;
		});
	const rest = async (): Promise<void> => {
		clock.advance(250);
		await quiet();
	};
	return {...harness, loader, change, log, texts, asked, rest, read: (eventId: string) => until(() => log(eventId) !== undefined)};
};

const last = (count: number): readonly Said[] =>
	Array.from({length: count}, (_, index) => ({agoMs: (count - index) * 100, message: `line ${index + 1}`}));

describe('the log around an exit', () => {
	test('is the last lines before it and two after it, read once when the cursor rests on a machine that is in trouble for it', async () => {
		const after = [10, 20, 30].map(ms => ({agoMs: -ms, message: `${ms} ms later`}));
		const {clock, quiet, requests, texts, asked, rest, read, change} = await start(logOf([...last(20), ...after]));
		clock.advance(249);
		await quiet();
		expect(requests(path)).toEqual([]);
		await rest();
		await read('01X');
		expect(texts('01X')).toEqual(
			[13, 14, 15, 16, 17, 18, 19, 20].map(number => `line ${number}`).concat('|', '10 ms later', '20 ms later'),
		);
		expect(asked()).toEqual(['its own, from 60 s before']);
		change({cursorId: other});
		await rest();
		change({cursorId: id});
		await rest();
		expect(requests(path)).toHaveLength(1);
	});

	test('is found though the machine said hundreds of lines in its last minute, or nothing in it', async () => {
		const many = await start(logOf(last(350)));
		await many.rest();
		await many.read('01X');
		expect(many.texts('01X')?.slice(-2)).toEqual(['line 350', '|']);
		expect(many.asked().length).toBeLessThanOrEqual(5);

		const quiet = await start(
			logOf([
				{agoMs: 20 * 60_000, message: 'ready'},
				{agoMs: -61_000, message: 'too late'},
			]),
		);
		await quiet.rest();
		await quiet.read('01X');
		expect(quiet.texts('01X')).toEqual(['ready', '|']);
		expect(quiet.asked()).toContain('its own, from 3600 s before');
	});

	test('of a machine that floods it is read from the last seconds on, with few requests', async () => {
		const flood = Array.from({length: 5000}, (_, index) => ({agoMs: (5000 - index) * 10, message: `line ${index + 1}`}));
		const {rest, read, asked, texts} = await start(logOf(flood));
		await rest();
		await read('01X');
		expect(texts('01X')?.slice(-2)).toEqual(['line 5000', '|']);
		expect(asked().length).toBeLessThanOrEqual(10);
	});

	test('is read for an older exit that was picked, of a machine that is well, and while paused', async () => {
		const {change, clock, quiet, read, rest, requests, texts} = await start(logOf(last(3)), {
			focus: 'details',
			isPaused: true,
			cursorId: id,
		});
		await rest();
		expect(requests(path)).toEqual([]);
		change({pickedExitKey: `${id} 01X`});
		clock.advance(249);
		await quiet();
		expect(requests(path)).toEqual([]);
		clock.advance(1);
		await read('01X');
		expect(texts('01X')).toEqual(['line 1', 'line 2', 'line 3', '|']);
	});

	test('is read of the one exit at which the person stops, not of each on the way', async () => {
		const harness = await start(logOf(last(3)), {focus: 'details', cursorId: id});
		const {change, clock, quiet, log, rest, read} = harness;
		const events = ['05X', '04X', '03X'].map((eventId, index) => exitOnWire({exit_code: 1}, eventId, exitMs - index * 1000));
		receive(harness, [buildMachine({id, state: 'started', events}), buildMachine({id: other})], 2);
		for (const eventId of ['05X', '04X', '03X']) {
			change({pickedExitKey: `${id} ${eventId}`});
			clock.advance(200);
			await quiet();
		}

		await rest();
		await read('03X');
		expect(log('04X')).toBeUndefined();
		expect(log('05X')).toBeUndefined();
	});

	test.each<[string, Partial<View>]>([
		['the details are not on the screen', {focus: 'table'}],
		['another tab is open', {focus: 'details', tab: 'config'}],
		['a page is over it', {focus: 'details', mode: {kind: 'help', scroll: 0}}],
		['it is paused', {focus: 'details', isPaused: true}],
	])('is not asked for while %s', async (_what, view) => {
		const {requests, rest} = await start(logOf(last(3)), view);
		await rest();
		expect(requests(path)).toEqual([]);
	});

	test('is asked for when the details stand beside the table', async () => {
		const {rest, read} = await start(logOf(last(3)), {focus: 'table', isWide: true});
		await rest();
		await read('01X');
	});

	test('says why it cannot be had, and is asked for again when it is shown again', async () => {
		const {rest, read, texts, answers, change, until, requests} = await start(jsonAnswer({error: 'unauthorized'}, 401));
		await rest();
		await read('01X');
		expect(texts('01X')).toMatch(/unauthorized/);
		await rest();
		expect(requests(path)).toHaveLength(1);
		answers[path] = logOf(last(1));
		change({cursorId: other});
		await rest();
		change({cursorId: id});
		await rest();
		await until(() => Array.isArray(texts('01X')));
		expect(texts('01X')).toEqual(['line 1', '|']);
	});

	test('of an exit that just happened waits until what follows it is there, and a machine that goes on crashing does not put it off', async () => {
		const harness = await start(logOf(last(3)));
		const {clock, requests, quiet} = harness;
		await harness.rest();
		const before = requests(path).length;
		for (const [index, eventId] of ['02X', '03X', '04X', '05X'].entries()) {
			receive(harness, [crashed(eventId, clock.now()), buildMachine({id: other})], index + 2);
			clock.advance(1000);
			await quiet();
			expect(requests(path).length > before).toBe(index >= 2);
		}
	});

	test('is not read any more, nor told, once it is stopped', async () => {
		const hold = createHold();
		const {clock, loader, log, quiet, rest, until} = await start(hold.answer);
		await rest();
		await until(() => hold.count() === 1);
		loader.stop();
		hold.letGo(hangUp);
		await quiet();
		expect(log('01X')).toBeUndefined();
		expect(clock.pending()).toBe(0);
	});
});

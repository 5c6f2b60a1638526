import {expect, onTestFinished, test} from 'vitest';
import {createLogFollower} from '../../source/runtime/log-follower.ts';
import type {Log} from '../../source/store/logs.ts';
import {buildLog} from '../helpers/build-log.ts';
import {logsMode} from '../helpers/modes.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, createHold, hangUp, id, targetIn} from './harness.ts';

const path = 'GET /api/v1/apps/web/logs';

const pageOf = (nextToken: string, ...messages: readonly string[]): StubAnswer =>
	jsonAnswer({data: messages.map(message => ({id: message, attributes: {message, level: 'info'}})), meta: {next_token: nextToken}});

const empty = pageOf('');
const open = (given: Partial<Log> = {}) =>
	({type: 'log-opened', log: buildLog({source: {app: 'web', target: targetIn('started')}, isRead: false, ...given})}) as const;
const showPage = {type: 'view-changed', change: {mode: logsMode()}} as const;
const closePage = {type: 'view-changed', change: {mode: {kind: 'browse'}}} as const;

const start = async () => {
	const hold = createHold();
	const harness = await createHarness({[path]: hold.answer});
	const follower = createLogFollower(harness);
	onTestFinished(() => follower.stop());
	follower.start();
	const {store, until, requests} = harness;
	const log = () => store.getState().log;
	return {
		...harness,
		follower,
		hold,
		log,
		texts: () => log()?.lines.map(({message}) => message),
		asked: () => requests(path).map(({url}) => Object.fromEntries(new URL(url, 'http://x').searchParams)),
		answer: async (next: StubAnswer) => {
			await until(() => hold.count() === 1);
			hold.letGo(next);
			await harness.quiet();
		},
	};
};

test('a log is read when its page opens, and after each answer what came since', async () => {
	const {store, clock, answer, texts, asked, until} = await start();
	store.dispatch(open(), showPage);
	await answer(pageOf('7', 'one', 'two'));
	await until(() => texts()?.length === 2);
	clock.advance(100);
	await answer(pageOf('9', 'three'));
	await until(() => texts()?.length === 3);
	expect(texts()).toEqual(['one', 'two', 'three']);
	expect(asked()).toEqual([
		{next_token: '', instance: id},
		{next_token: '7', instance: id},
	]);
});

test('after an empty page it is asked more slowly, with the token of before', async () => {
	const {store, clock, answer, log, asked, hold, quiet, until} = await start();
	store.dispatch(open(), showPage);
	await answer(pageOf('7', 'one'));
	clock.advance(100);
	await answer(empty);
	clock.advance(999);
	await quiet();
	expect(hold.count()).toBe(0);
	clock.advance(1);
	await until(() => hold.count() === 1);
	expect(asked().at(-1)).toMatchObject({next_token: '7'});
	expect(log()).toMatchObject({isRead: true, failure: undefined});
});

test('the log of an app is asked for without a machine, and one since 5 minutes from that moment on', async () => {
	const {store, asked, hold, until} = await start();
	store.dispatch(open({source: {app: 'web', target: undefined}, openedAtMs: 1_800_000_000_000, spanMinutes: 5}), showPage);
	await until(() => hold.count() === 1);
	expect(asked()).toEqual([{next_token: '1799999700000000000'}]);
});

test('a log that cannot be read is told on the page, asked for ever more slowly, and goes on where it was', async () => {
	const {store, clock, answer, log, texts, asked, notes, until} = await start();
	store.dispatch(open(), showPage);
	await answer(pageOf('7', 'one'));
	clock.advance(100);
	const delays: number[] = [];
	for (let count = 0; count < 7; count += 1) {
		await answer(count % 2 === 0 ? jsonAnswer({error: 'internal'}, 500) : hangUp);
		await until(() => (log()?.failure?.retryAtMs ?? 0) > clock.now());
		const delayMs = (log()?.failure?.retryAtMs ?? 0) - clock.now();
		delays.push(delayMs);
		clock.advance(delayMs);
	}

	expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
	expect(log()?.failure?.text).toContain('500 internal');
	await answer(pageOf('8', 'two'));
	await until(() => log()?.failure === undefined);
	expect(texts()).toEqual(['one', 'two']);
	expect(asked().at(-1)).toMatchObject({next_token: '7'});
	expect(notes()).toEqual([]);
});

test('the API is left alone for as long as it asks for', async () => {
	const {store, clock, answer, log, until} = await start();
	store.dispatch(open(), showPage);
	await answer(jsonAnswer({error: 'too many'}, 429, {'retry-after': '20'}));
	await until(() => log()?.failure !== undefined);
	expect((log()?.failure?.retryAtMs ?? 0) - clock.now()).toBe(20_000);
});

test('nothing is asked once the page is closed, and an answer that was on its way is dropped', async () => {
	const {store, clock, hold, texts, requests, quiet, until} = await start();
	store.dispatch(open(), showPage);
	await until(() => hold.count() === 1);
	store.dispatch(closePage);
	hold.letGo(pageOf('7', 'one'));
	await quiet();
	expect(texts()).toEqual([]);
	expect(clock.pending()).toBe(0);
	expect(requests(path)).toHaveLength(1);
});

test('another log that is opened takes the place of the one before, whose lines no longer count', async () => {
	const {store, hold, answer, texts, until} = await start();
	store.dispatch(open(), showPage);
	await until(() => hold.count() === 1);
	store.dispatch(open({id: 2}));
	await until(() => hold.count() === 2);
	hold.letGo(pageOf('7', 'of the first'));
	await answer(pageOf('8', 'of the second'));
	await until(() => texts()?.length === 1);
	expect(texts()).toEqual(['of the second']);
});

test('nothing is left behind when flydeck ends', async () => {
	const {store, clock, hold, follower, quiet, until} = await start();
	store.dispatch(open(), showPage);
	await until(() => hold.count() === 1);
	follower.stop();
	await quiet();
	expect(clock.pending()).toBe(0);
});

import {describe, expect, onTestFinished, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import {answersOf} from '../../source/domain/recording/answers.ts';
import type {RecordedExchange, Recording} from '../../source/domain/recording/recording.ts';
import {createPlayer} from '../../source/recording/player.ts';
import {createReplayClock} from '../../source/recording/replay-clock.ts';
import {createReplayFetch} from '../../source/recording/replay-fetch.ts';
import {createPoller} from '../../source/runtime/poller.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {replayInWords, type Steering} from '../../source/store/replay.ts';
import {createStore} from '../../source/store/store.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {untilQuiet} from '../helpers/watched.tsx';
import {exitOnWire, id, listPath, onWire} from '../runtime/harness.ts';

const startedAtMs = 1_800_000_000_000;
const secondMs = 1000;
const other = '148e21ea046790';

const listAt = (askedMs: number, machines: readonly JsonObject[]): RecordedExchange => ({
	method: 'GET',
	path: `${listPath}?include_leases=true`,
	askedMs,
	answeredMs: askedMs + 100,
	outcome: {kind: 'answer', status: 200, headers: {'content-type': 'application/json'}, body: {json: machines}},
});

const well = onWire();
const wellToo = onWire({id: other, name: 'web-2'});
const failedAt = (machine: JsonObject, atMs: number, eventId: string): JsonObject => ({
	...machine,
	state: 'stopped',
	events: [exitOnWire({exit_code: 1}, eventId, startedAtMs + atMs)],
});

/** Twenty minutes with an answer every ten seconds: one machine fails after five minutes, the other after ten. */
const recording: Recording = {
	header: {flydeck: '0.1.0', startedAtMs, isLocal: false, baseUrl: 'http://stub', organization: 'acme', apps: ['web'], intervalMs: 10_000},
	exchanges: Array.from({length: 121}, (_, index) => {
		const atMs = index * 10 * secondMs;
		return listAt(atMs, [
			atMs >= 600 * secondMs ? failedAt(wellToo, 600 * secondMs, '02X') : wellToo,
			atMs >= 300 * secondMs ? failedAt(well, 300 * secondMs, '01X') : well,
		]);
	}),
	isCut: false,
};

/** The recording being watched, by a clock that the test moves on. */
const watch = async (exchanges = recording.exchanges) => {
	const clock = createReplayClock(startedAtMs);
	const watchClock = createManualClock();
	const answers = answersOf(exchanges);
	const fetch = createReplayFetch({answers, clock, startedAtMs});
	const api = createApi({baseUrl: 'http://stub', token: 'none', clock, userAgent: 'flydeck-test', fetch});
	const store = createStore(initialState({isLocal: false, host: 'stub', organization: 'acme', apps: ['web'], nowMs: clock.now()}));
	const poller = createPoller({api, store, clock, random: () => 0.5, organization: 'acme', apps: ['web'], intervalMs: 10_000});
	const player = createPlayer({recording: {...recording, exchanges}, answers, clock, watchClock, store, refresh: poller.refresh});
	poller.start();
	player.start();
	onTestFinished(() => {
		poller.stop();
		player.stop();
	});
	/** Lets whoever watches do so for some time, frame by frame. */
	const pass = async (ms: number): Promise<void> => {
		for (let passedMs = 0; passedMs < ms; passedMs += 50) {
			watchClock.advance(50);
			await untilQuiet();
		}
	};
	const steer = async (...all: readonly Steering[]): Promise<void> => {
		for (const how of all) {
			player.steer(how);
		}

		await player.playTo(0);
		await untilQuiet();
	};
	/** What of the recording was played, in ms, in which time passed for the watcher. */
	const playedIn = async (ms: number): Promise<number> => {
		const beforeMs = clock.now();
		await pass(ms);
		return clock.now() - beforeMs;
	};
	const words = (): string => {
		const {replay} = store.getState();
		return replay === undefined ? '' : replayInWords(replay);
	};
	await untilQuiet();
	return {store, clock, watchClock, player, steer, playedIn, words, elapsedMs: () => clock.now() - startedAtMs};
};

describe('a recording that is watched', () => {
	test('goes on as fast as it happened, and faster or slower by a step with each key, within the speeds that there are', async () => {
		const {steer, playedIn, words} = await watch();
		const told: (readonly [string, number])[] = [[words(), await playedIn(secondMs)]];
		for (const how of ['faster', 'faster', 'faster', 'faster', 'slower', 'slower', 'slower', 'slower'] as const) {
			await steer(how);
			told.push([words(), await playedIn(secondMs)]);
		}

		expect(told).toEqual(
			['1x', '2x', '10x', '60x', '60x', '10x', '2x', '1x', '1x'].map(word => [word, Number.parseInt(word, 10) * secondMs]),
		);
	});

	test('stands still while it is paused, and goes on at its speed, be it by pause or by a change of the speed', async () => {
		const {steer, playedIn, words} = await watch();
		await steer('faster', 'pause');
		expect([words(), await playedIn(secondMs)]).toEqual(['paused', 0]);
		await steer('pause');
		expect([words(), await playedIn(secondMs)]).toEqual(['2x', 2 * secondMs]);
		await steer('pause', 'faster');
		expect([words(), await playedIn(secondMs)]).toEqual(['10x', 10 * secondMs]);
		await steer('pause', 'slower');
		expect([words(), await playedIn(secondMs)]).toEqual(['2x', 2 * secondMs]);
	});

	test('goes with a step to the very moment of the next answer, and stays there', async () => {
		const {steer, playedIn, words, elapsedMs, store} = await watch();
		await playedIn(500);
		const moments: number[] = [];
		for (let step = 0; step < 3; step += 1) {
			await steer('step');
			moments.push(elapsedMs());
		}

		expect(moments).toEqual([10_100, 20_100, 30_100]);
		expect([words(), await playedIn(secondMs)]).toEqual(['paused', 0]);
		expect(store.getState().feeds.get('web')?.answeredAtMs).toBe(startedAtMs + 30_000);
		await steer('pause');
		expect(await playedIn(secondMs)).toBe(secondMs);
	});

	test('jumps to each trouble, with the cursor on the machine that got into it, and where none is left to the end', async () => {
		const {steer, words, elapsedMs, playedIn, store} = await watch();
		const cursor = () => store.getState().view.cursorId;
		await steer('next-trouble');
		expect([elapsedMs(), cursor(), words()]).toEqual([300_100, id, 'paused']);
		expect(await playedIn(secondMs)).toBe(0);
		await steer('next-trouble');
		expect([elapsedMs(), cursor(), words()]).toEqual([600_100, other, 'paused']);
		await steer('next-trouble');
		expect([elapsedMs(), words()]).toEqual([1_200_100, 'end']);
		expect(store.getState().notes.at(-1)?.text).toBe('The recording ends here.');
	});

	test.each([
		['pause', /^The recording has ended: q quits/, 1],
		['step', /^The recording has ended/, 1],
		['next-trouble', /^The recording has ended/, 1],
		['faster', /^2x. The recording has ended/, 2],
		['slower', /^1x. The recording has ended/, 1],
	] as const)('tells at its end that it is there, whatever it is told: %s', async (how, told, speed) => {
		const {player, steer, playedIn, words, store} = await watch();
		await player.playTo(Number.POSITIVE_INFINITY);
		await steer(how);
		expect(store.getState().notes.at(-1)?.text).toMatch(told);
		expect([await playedIn(secondMs), words(), store.getState().replay?.speed]).toEqual([0, 'end', speed]);
	});

	test('stops on the way to the next trouble when it is told to pause', async () => {
		const {player, words, elapsedMs} = await watch();
		player.steer('next-trouble');
		expect(words()).toBe('seeking');
		player.steer('pause');
		await player.playTo(0);
		expect(words()).toBe('paused');
		expect(elapsedMs()).toBeLessThan(300_000);
	});

	test('passes over a question whose path is none', async () => {
		const odd: RecordedExchange = {...listAt(5000, []), path: '/v1/apps/%/machines'};
		const {steer, words, elapsedMs} = await watch([odd, ...recording.exchanges]);
		await steer('next-trouble');
		expect([elapsedMs(), words()]).toEqual([300_100, 'paused']);
	});

	test('ends by itself in its last moment, however fast it is', async () => {
		const {steer, playedIn, words, elapsedMs, watchClock, player} = await watch();
		await steer('faster', 'faster', 'faster');
		await playedIn(21 * secondMs);
		expect([elapsedMs(), words()]).toEqual([1_200_100, 'end']);
		player.stop();
		expect(watchClock.pending()).toBe(0);
	});
});

import {join} from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {expect, test, vi} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {recordFetch} from '../../source/recording/record-fetch.ts';
import {openTape} from '../../source/recording/tape.ts';
import {openReplay} from '../../source/replay.ts';
import {selectDiagnosis} from '../../source/store/diagnosis.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import type {Rendered} from '../helpers/render.tsx';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {untilQuiet, watch} from '../helpers/watched.tsx';

vi.setConfig({testTimeout: 60_000});

const size = {columns: 120, rows: 36};
const stepMs = 250;
const steps = 160;
const userAgent = 'flydeck-test';
const machinesPath = '/v1/apps/web/machines';

type Seen = {readonly atMs: number; readonly lines: readonly string[]};

/** A session of forty seconds at the local API: machines come, crash, are stopped and deleted, and the server refuses for a while. */
const recordSession = async (file: string) => {
	const clock = createManualClock();
	const {api: server, call} = await startTestApi({clock});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const launch = async (name: string) => {
		const config = {image: 'nginx', env: {MODE: 'hush-hush'}, restart: {policy: 'no'}};
		return `${machinesPath}/${(await call('POST', machinesPath, {name, config})).body.id}`;
	};
	const paths = [await launch('one'), await launch('two'), await launch('three')];
	const script: Readonly<Record<number, () => Promise<unknown>>> = {
		20: () => call('POST', `${paths[0]}/signal`, {signal: 9}),
		41: () => call('POST', `${paths[1]}/stop`),
		60: () => call('POST', `${paths[2]}/cordon`),
		62: () => launch('four'),
		80: () => call('PUT', '/_flydeck/faults', {rules: [{route: 'Machines_list', fault: '500'}]}),
		110: () => call('DELETE', '/_flydeck/faults'),
		120: () => call('DELETE', `${paths[1]}`),
		130: () => call('POST', `${paths[0]}/start`),
	};

	const startedAtMs = clock.now();
	const tape = openTape(file, false);
	tape.begin(
		{flydeck: '0.1.0', startedAtMs, isLocal: true, baseUrl: server.url, organization: 'personal', apps: [], intervalMs: undefined},
		sentence => expect.unreachable(sentence),
	);
	let underWay = 0;
	const send: typeof fetch = async (input, init) => {
		underWay += 1;
		return fetch(input, init).catch((error: unknown) => {
			underWay -= 1;
			throw error;
		});
	};
	const api = createApi({
		baseUrl: server.url,
		token: 'secret',
		clock,
		userAgent,
		fetch: recordFetch(send, {
			clock,
			startedAtMs,
			write(exchange) {
				underWay -= 1;
				tape.write(exchange);
			},
		}),
	});
	const {runtime, screen} = watch({api, clock, host: new URL(server.url).host, ...size});
	runtime.start();
	const seen: Seen[] = [];
	for (let step = 0; step <= steps; step++) {
		await untilQuiet(() => underWay > 0);
		seen.push({atMs: clock.now() - startedAtMs, lines: cells(screen)});
		await script[step]?.();
		clock.advance(stepMs);
	}

	await untilQuiet(() => underWay > 0);
	await runtime.stop();
	await tape.close();
	return seen;
};

const replayOf = (file: string) => {
	const replay = openReplay(file, userAgent);
	const {api, host} = replay.connect(() => {});
	const watched = watch({api, clock: replay.clock, host, ...size});
	const player = replay.play(watched.store, app => watched.runtime.perform({type: 'refresh', app}));
	watched.runtime.start();
	// Time goes on only as the test says.
	player.steer('pause');
	return {...watched, player};
};

/** The lines with their colours. */
const cells = ({lastFrameWithColors}: Rendered): readonly string[] => lastFrameWithColors().split('\n');

const firstLine = ([line = '']: readonly string[]): string =>
	stripVTControlCharacters(line)
		.replace(/REPLAY \S+ paused +/, 'LOCAL ')
		.replace(/ +/g, ' ');

test('a replay draws the frames that the live screen drew, but for the word REPLAY and what the keys do', async () => {
	const file = join(temporaryDirectory(), 'session.jsonl');
	const live = await recordSession(file);
	const {player, screen, store} = replayOf(file);
	const states = new Set<string>();
	for (const {atMs, lines} of live.slice(0, -2)) {
		await player.playTo(atMs);
		await untilQuiet();
		const replayed = cells(screen);
		expect(replayed[0]).toContain('REPLAY');
		expect({atMs, first: firstLine(replayed), rest: replayed.slice(1, -1)}).toEqual({
			atMs,
			first: firstLine(lines),
			rest: lines.slice(1, -1),
		});
		for (const {state} of store.getState().fleet.values()) {
			states.add(state);
		}
	}

	expect([...states].toSorted()).toEqual(expect.arrayContaining(['started', 'stopped']));
	expect(new Set(live.map(({lines}) => lines.slice(2).join('\n'))).size).toBeGreaterThan(8);
});

test('a replay goes on to the next trouble, steps from answer to answer, and ends', async () => {
	const file = join(temporaryDirectory(), 'session.jsonl');
	await recordSession(file);
	const {player, store} = replayOf(file);
	await player.playTo(1000);
	expect(selectDiagnosis(store.getState()).size).toBe(0);

	player.steer('next-trouble');
	await player.playTo(0);
	expect([...selectDiagnosis(store.getState()).values()].map(([worst]) => worst.kind)).toEqual(['EXIT']);
	expect(store.getState().replay).toMatchObject({isPaused: true, isSeeking: false, isEnded: false});

	const answered = () => store.getState().feeds.get('web')?.acceptedRequestId ?? 0;
	const before = answered();
	for (let step = 0; step < 6; step++) {
		player.steer('step');
	}

	await player.playTo(0);
	expect(answered()).toBeGreaterThan(before);
	await player.playTo(Number.POSITIVE_INFINITY);
	expect(store.getState().replay?.isEnded).toBe(true);
	expect(store.getState().notes.at(-1)?.text).toBe('The recording ends here.');
});

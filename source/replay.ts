import {createApi} from './api/api.ts';
import type {Observe} from './api/observe.ts';
import type {Config} from './config.ts';
import type {Connected} from './connect.ts';
import type {Clock} from './domain/clock.ts';
import {answersOf} from './domain/recording/answers.ts';
import {createPlayer, type Player} from './recording/player.ts';
import {readRecording} from './recording/read-recording.ts';
import {createReplayClock} from './recording/replay-clock.ts';
import {createReplayFetch} from './recording/replay-fetch.ts';
import {systemClock} from './runtime/clock.ts';
import type {State} from './store/state.ts';
import type {Store} from './store/store.ts';

/** A recording in the place of an API. */
export type Replay = {
	readonly settings: Pick<Config, 'organization' | 'apps' | 'intervalMs'>;
	readonly clock: Clock;
	readonly place: Pick<State, 'isLocal' | 'host'>;
	readonly connect: (observe: Observe) => Connected;
	readonly play: (store: Store, refresh: (app: string) => void) => Player;
	/** Whether the end of the file is missing, as when the recorder was killed. */
	readonly isCut: boolean;
};

/**
Makes what was recorded in a file ready to be played. Nothing of it asks a network.

@throws Error whose message is a sentence when the file cannot be read, or not be understood
*/
export const openReplay = (file: string, userAgent: string): Replay => {
	const recording = readRecording(file);
	const {header, exchanges, isCut} = recording;
	const {startedAtMs, baseUrl, isLocal} = header;
	const clock = createReplayClock(startedAtMs);
	const answers = answersOf(exchanges);
	const place = {isLocal, host: URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl};
	return {
		settings: header,
		clock,
		place,
		isCut,
		connect: observe => ({
			api: createApi({
				baseUrl,
				token: 'none',
				clock,
				userAgent,
				observe,
				fetch: createReplayFetch({answers, clock, startedAtMs}),
			}),
			...place,
			close: async () => {},
			killProcesses() {},
		}),
		play: (store, refresh) => createPlayer({recording, answers, clock, watchClock: systemClock, store, refresh}),
	};
};

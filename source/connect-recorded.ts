import packageJson from '../package.json' with {type: 'json'};
import type {Observe} from './api/observe.ts';
import type {Config} from './config.ts';
import {type Connected, connect, type LocalOptions} from './connect.ts';
import {recordFetch} from './recording/record-fetch.ts';
import type {Tape} from './recording/tape.ts';
import {systemClock} from './runtime/clock.ts';

type RecordedOptions = {
	readonly config: Config;
	readonly localOptions: LocalOptions;
	readonly userAgent: string;
	readonly tape: Tape;
	readonly observe?: Observe;
	/** Is told in a sentence when the recording ends before its time. */
	readonly tell: (sentence: string) => void;
};

/**
The Machines API that the configuration names, with what it answers written to a tape, which is whole once the connection is closed. Where there
is no such API, there is no file of it either.

@throws Error when a local one cannot be started
*/
export const connectRecorded = async ({config, localOptions, userAgent, tape, observe, tell}: RecordedOptions): Promise<Connected> => {
	const recorded = (place: {readonly baseUrl: string; readonly isLocal: boolean}): typeof fetch => {
		const {organization, apps, intervalMs} = config;
		const startedAtMs = systemClock.now();
		tape.begin({flydeck: packageJson.version, startedAtMs, ...place, organization, apps, intervalMs}, tell);
		return recordFetch(fetch, {clock: systemClock, startedAtMs, write: tape.write});
	};
	const connected = await connect(config, localOptions, userAgent, observe, recorded).catch(async (error: unknown) => {
		await tape.discard();
		throw error;
	});
	return {
		...connected,
		async close() {
			await tape.close();
			await connected.close();
		},
	};
};

import type {Config} from './config.ts';
import type {LocalOptions} from './connect.ts';
import {connectRecorded} from './connect-recorded.ts';
import {exitCodes} from './exit-codes.ts';
import type {Tape} from './recording/tape.ts';
import {tell} from './refuse.ts';
import {systemClock} from './runtime/clock.ts';
import {createPoller} from './runtime/poller.ts';
import {initialState} from './store/initial-state.ts';
import {createStore} from './store/store.ts';
import {untilSignal} from './until-signal.ts';

type RecordOptions = {readonly config: Config; readonly localOptions: LocalOptions; readonly userAgent: string; readonly tape: Tape};

/**
Reads the machines as the screen does, without one, and records what the API answers until a signal ends it.

@throws Error with a sentence when a local API cannot be started
*/
export const record = async ({config, localOptions, userAgent, tape}: RecordOptions): Promise<number> => {
	// Listened for before anybody can know that it records.
	const ended = untilSignal();
	let exitCode: number = exitCodes.ok;
	const connected = await connectRecorded({
		config,
		localOptions,
		userAgent,
		tape,
		tell(sentence) {
			tell(sentence);
			exitCode = exitCodes.failed;
		},
	});
	process.on('exit', connected.killProcesses);
	const {isLocal, host, api} = connected;
	const store = createStore(initialState({...config, isLocal, host, nowMs: systemClock.now()}));
	const poller = createPoller({...config, api, store, clock: systemClock, random: Math.random});
	poller.start();
	tell(`Recording ${host} to ${tape.path} until ctrl-c.`);
	await ended;
	poller.stop();
	await connected.close();
	tell(`${tape.count()} answers are in ${tape.path}.`);
	return exitCode;
};

import type {Config} from './config.ts';
import {type LocalOptions, placeOf, secretsOf} from './connect.ts';
import {exitCodes} from './exit-codes.ts';
import type {ScreenOptions} from './main.tsx';
import {refuse} from './refuse.ts';
import {terminalProblem} from './terminal/abilities.ts';

/** Why there can be no screen. */
const screenProblem = (): string | undefined => terminalProblem({term: process.env.TERM, isInputTerminal: process.stdin.isTTY});

/** Shows the screen where there is a terminal for it, and ends the program with it. */
export const openScreen = async (options: ScreenOptions): Promise<number> => {
	const problem = screenProblem();
	if (problem !== undefined) {
		return refuse(exitCodes.usage, problem);
	}

	const {showScreen} = await import('./main.tsx');
	// What is still open then (a connection that hangs, a process that will not die) must not keep the shell waiting.
	process.exit(await showScreen(options));
};

type Lookout = {readonly config: Config; readonly localOptions: LocalOptions; readonly userAgent: string};

/**
Shows the screen, or without a terminal only reads, and records what the API answers in a file.

@throws Error with a sentence when the file cannot be made
*/
export const recordTo = async (file: string, isForced: boolean, lookout: Lookout): Promise<number> => {
	const {isTTY} = process.stdout;
	const problem = isTTY ? screenProblem() : undefined;
	if (problem !== undefined) {
		return refuse(exitCodes.usage, problem);
	}

	const [{openTape}, {connectRecorded}] = await Promise.all([import('./recording/tape.ts'), import('./connect-recorded.ts')]);
	const tape = openTape(file, isForced);
	if (!isTTY) {
		const {record} = await import('./record.ts');
		return record({...lookout, tape});
	}

	const {config} = lookout;
	return openScreen({
		config,
		secrets: secretsOf(config.connection),
		place: placeOf(config.connection),
		connect: (observe, tell) => connectRecorded({...lookout, tape, observe, tell}),
	});
};

type ReplayFileOptions = Pick<Config, 'stateDirectory' | 'journal'> & {readonly userAgent: string};

/**
Shows the screen at a recording.

@throws Error with a sentence when it cannot be read
*/
export const replayFile = async (file: string, {userAgent, ...config}: ReplayFileOptions): Promise<number> => {
	if (!process.stdout.isTTY) {
		return refuse(exitCodes.usage, 'flydeck replay needs a terminal to show the recording in.');
	}

	const {openReplay} = await import('./replay.ts');
	const replay = openReplay(file, userAgent);
	return openScreen({
		config: {...replay.settings, ...config, bell: false, isReadOnly: true, protection: []},
		place: replay.place,
		async connect(observe, tell) {
			if (replay.isCut) {
				tell('The end of the recording is missing: what recorded it was killed.');
			}

			return replay.connect(observe);
		},
		replay,
	});
};

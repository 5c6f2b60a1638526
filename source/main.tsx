import {render} from 'ink';
import type {Effect} from './commands/command.ts';
import type {Config} from './config.ts';
import {connect, type LocalOptions} from './connect.ts';
import {type Ending, endingOf} from './ending.ts';
import {exitCodes} from './exit-codes.ts';
import {openJournal} from './journal/journal.ts';
import {systemClock} from './runtime/clock.ts';
import {errorInWords} from './runtime/failure.ts';
import {createRuntime} from './runtime/runtime.ts';
import {initialState} from './store/initial-state.ts';
import {createStore} from './store/store.ts';
import {stopUntilContinued} from './terminal/job-control.ts';
import {holdLifeline} from './terminal/lifeline.ts';
import {App, type Screen} from './ui/app.tsx';

type ScreenOptions = {readonly config: Config; readonly localOptions: LocalOptions; readonly userAgent: string};

/** How long the end waits for leases to be given back and processes to end, in ms. */
const farewellMs = 2000;

const atMost = (promise: Promise<unknown>, limitMs: number): Promise<unknown> =>
	Promise.race([promise, new Promise<void>(resolve => systemClock.after(limitMs, resolve))]);

/** Shows the full-screen program until it is quit; answers the exit code. The terminal is left as it was, however it ends. */
export const showScreen = async ({config, localOptions, userAgent}: ScreenOptions): Promise<number> => {
	const {stdin, stdout} = process;
	// Node's warnings go to stderr, which is the screen: a line there would break the picture.
	process.removeAllListeners('warning');
	const {api, isLocal, host, close, killProcesses} = await connect(config, localOptions, userAgent);
	process.on('exit', killProcesses);
	const {organization, apps, intervalMs} = config;
	const store = createStore(initialState({isLocal, host, organization, apps, nowMs: systemClock.now()}));
	// A local fleet is gone when flydeck ends, and its ids come back with other lives: its journal stays in memory.
	const journalDirectory = isLocal ? undefined : config.stateDirectory;
	const runtime = createRuntime({
		api,
		store,
		clock: systemClock,
		random: Math.random,
		organization,
		apps,
		intervalMs,
		openJournal: config.journal ? () => openJournal(journalDirectory, systemClock.now()) : undefined,
	});

	let ending: Ending | undefined;
	const end = (exitCode: number, error?: unknown): void => {
		if (ending !== undefined) {
			process.exit(exitCode);
		}

		ending = {exitCode, error};
		instance.unmount();
	};

	const perform = (effect: Effect, {exit, suspendTerminal}: Screen): void => {
		switch (effect.type) {
			case 'quit':
				exit();
				break;
			case 'suspend-job':
				void suspendTerminal(stopUntilContinued);
				break;
			case 'repaint':
				void suspendTerminal(async () => {});
				break;
			default:
				runtime.perform(effect);
		}
	};

	const instance = render(<App store={store} perform={perform} />, {
		alternateScreen: true,
		exitOnCtrlC: false,
		patchConsole: false,
		incrementalRendering: true,
		maxFps: 60,
		interactive: true,
	});
	const lifeline = holdLifeline({stdin, stdout}, end);
	runtime.start();
	try {
		await instance.waitUntilExit();
	} catch (error) {
		ending = {exitCode: exitCodes.failed, error};
	}

	ending ??= endingOf(store.getState());
	await atMost(runtime.stop().then(close), farewellMs);
	lifeline.cut();
	if (ending.error !== undefined) {
		console.error(`flydeck ended because of a fault of its own: ${errorInWords(ending.error)}`);
	}

	if (ending.sentence !== undefined) {
		console.error(ending.sentence);
	}

	return ending.exitCode;
};

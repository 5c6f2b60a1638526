import {join} from 'node:path';
import {render} from 'ink';
import type {Observe} from './api/observe.ts';
import type {Effect} from './commands/command.ts';
import type {Config} from './config.ts';
import type {Connected} from './connect.ts';
import {type Ending, endingOf} from './ending.ts';
import {exitCodes} from './exit-codes.ts';
import {openActionLog} from './journal/action-log.ts';
import {openJournal} from './journal/journal.ts';
import {openLeaseVault} from './journal/lease-vault.ts';
import {openEditor} from './open-editor.ts';
import type {Replay} from './replay.ts';
import {systemClock} from './runtime/clock.ts';
import {errorInWords} from './runtime/failure.ts';
import {createRuntime} from './runtime/runtime.ts';
import {saveFile} from './save-file.ts';
import {openShell} from './shell.ts';
import {initialState} from './store/initial-state.ts';
import {createStore} from './store/store.ts';
import {ringBell} from './terminal/bell.ts';
import {clipboardSequence} from './terminal/clipboard.ts';
import {createDraftFiles} from './terminal/draft-files.ts';
import {findProgram} from './terminal/find-program.ts';
import {handOver} from './terminal/hand-over.ts';
import {stopUntilContinued} from './terminal/job-control.ts';
import {holdLifeline} from './terminal/lifeline.ts';
import {App, type Screen} from './ui/app.tsx';

export type ScreenOptions = {
	readonly config: Omit<Config, 'connection'>;
	/** The API, which tells `observe` of its requests, and `tell` in sentences of what the person should know. */
	readonly connect: (observe: Observe, tell: (sentence: string) => void) => Promise<Connected>;
	/** The recording that takes the place of the API. */
	readonly replay?: Replay;
};

/** How long the end waits for leases to be given back and processes to end, in ms. */
const farewellMs = 2000;

const atMost = (promise: Promise<unknown>, limitMs: number): Promise<unknown> =>
	Promise.race([promise, new Promise<void>(resolve => systemClock.after(limitMs, resolve))]);

/** Shows the full-screen program until it is quit; answers the exit code. The terminal is left as it was, however it ends. */
export const showScreen = async ({config, connect, replay}: ScreenOptions): Promise<number> => {
	const {stdin, stdout} = process;
	// Node's warnings go to stderr, which is the screen: a line there would break the picture.
	process.removeAllListeners('warning');
	// Nothing is sent before there is a runtime to tell of it.
	let observe: Observe = () => {};
	const tell = (text: string): void => store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
	const {api, isLocal, host, close, killProcesses} = await connect(exchange => observe(exchange), tell);
	process.on('exit', killProcesses);
	const {organization, apps, intervalMs} = config;
	const clock = replay?.clock ?? systemClock;
	const store = createStore(initialState({isLocal, host, organization, apps, nowMs: clock.now()}));
	// A local fleet is gone when flydeck ends, and its ids come back with other lives: its journal stays in memory. So does that of a replay.
	const journalDirectory = isLocal || replay !== undefined ? undefined : config.stateDirectory;
	const keptIn = config.journal ? journalDirectory : undefined;
	const runtime = createRuntime({
		api,
		store,
		clock,
		random: Math.random,
		organization,
		apps,
		intervalMs,
		openJournal: config.journal ? tell => openJournal(journalDirectory, tell) : undefined,
		openVault: keptIn === undefined ? undefined : () => openLeaseVault(keptIn, api.baseUrl, process.pid),
		openActionLog: keptIn === undefined ? undefined : () => openActionLog(keptIn),
		saveFile,
		files: createDraftFiles(join(config.stateDirectory, 'edits')),
		toClipboard(text) {
			const sequence = clipboardSequence(text, {tmux: process.env.TMUX, term: process.env.TERM});
			if (sequence !== undefined) {
				stdout.write(sequence);
			}

			return sequence !== undefined;
		},
		steer: how => player?.steer(how),
		ring: () => ringBell(stdout),
	});
	const player = replay?.play(store, app => runtime.perform({type: 'refresh', app}));
	observe = runtime.observe;

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
			case 'open-shell':
				void openShell(effect.target, {
					find: names => findProgram(names, process.env.PATH),
					suspend: suspendTerminal,
					handOver: words => handOver(words, {stdin, stdout}),
				}).then(told => store.dispatch({type: 'noted', ...told, atMs: systemClock.now()}));
				break;
			case 'edit-config':
				void runtime.edit(effect.target, path =>
					openEditor(path, {
						environment: process.env,
						find: names => findProgram(names, process.env.PATH),
						suspend: suspendTerminal,
						handOver: words => handOver(words, {stdin, stdout}),
					}),
				);
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
	player?.start();
	try {
		await instance.waitUntilExit();
	} catch (error) {
		ending = {exitCode: exitCodes.failed, error};
	}

	// What is typed from now on is for the shell, however long the end takes: a stream that flows is the only one that a pause stops.
	stdin.resume().pause();
	player?.stop();
	ending ??= replay === undefined ? endingOf(store.getState()) : {exitCode: exitCodes.ok};
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

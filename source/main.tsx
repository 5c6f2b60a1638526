import {join} from 'node:path';
import {render} from 'ink';
import type {Observe} from './api/observe.ts';
import type {Effect} from './commands/command.ts';
import type {Config} from './config.ts';
import type {Connected} from './connect.ts';
import {type Ending, endingOf, leftInWords} from './ending.ts';
import {exitCodes} from './exit-codes.ts';
import {openActionLog} from './journal/action-log.ts';
import {openJournal} from './journal/journal.ts';
import {openLeaseVault} from './journal/lease-vault.ts';
import {openViewFile} from './journal/view-file.ts';
import {openEditor} from './open-editor.ts';
import {readViews} from './read-views.ts';
import type {Replay} from './replay.ts';
import {systemClock} from './runtime/clock.ts';
import type {RunEditor} from './runtime/edit-loop.ts';
import {errorInWords} from './runtime/failure.ts';
import {createRuntime} from './runtime/runtime.ts';
import {saveFile} from './save-file.ts';
import {openShell} from './shell.ts';
import {initialState} from './store/initial-state.ts';
import {createStore, type Store} from './store/store.ts';
import {asSaved} from './store/views.ts';
import {ringBell} from './terminal/bell.ts';
import {clipboardSequence} from './terminal/clipboard.ts';
import {createDraftFiles} from './terminal/draft-files.ts';
import {findProgram} from './terminal/find-program.ts';
import {handOver} from './terminal/hand-over.ts';
import {stopUntilContinued} from './terminal/job-control.ts';
import {holdLifeline, type LastCall} from './terminal/lifeline.ts';
import {createScreenStream} from './terminal/screen/screen-stream.ts';
import {App, type Screen} from './ui/app.tsx';

export type ScreenOptions = {
	readonly config: Omit<Config, 'connection'>;
	/** The API, which tells `observe` of its requests, and `tell` in sentences of what the person should know. */
	readonly connect: (observe: Observe, tell: (sentence: string) => void) => Promise<Connected>;
	/** The filter of the machines to begin with; undefined: the one that was saved. */
	readonly filter?: string | undefined;
	/** Whether the views open as they were saved. */
	readonly hasSavedViews?: boolean;
	/** The recording that takes the place of the API. */
	readonly replay?: Replay;
};

/** How long the end waits for leases to be given back and processes to end, in ms. */
const farewellMs = 2000;

const atMost = <Value,>(promise: Promise<Value>, limitMs: number, otherwise: Value): Promise<Value> =>
	Promise.race([promise, new Promise<Value>(resolve => systemClock.after(limitMs, () => resolve(otherwise)))]);

/** Shows the full-screen program until it is quit; answers the exit code. The terminal is left as it was, however it ends. */
export const showScreen = async ({config, filter, hasSavedViews = true, connect, replay}: ScreenOptions): Promise<number> => {
	const {stdin, stdout} = process;
	const editsDirectory = join(config.stateDirectory, 'edits');
	const between = {tmux: process.env.TMUX, term: process.env.TERM};
	// Node's warnings go to stderr, which is the screen: a line there would break the picture.
	process.removeAllListeners('warning');
	// Nothing is sent before there is a runtime to tell of it.
	let observe: Observe = () => {};
	// What connects may have something to tell before there is a store, which is made of what it answers.
	const ready = Promise.withResolvers<Store>();
	const tell = (text: string): void =>
		void ready.promise.then(store => store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()}));
	const clock = replay?.clock ?? systemClock;
	const {api, isLocal, host, close, killProcesses} = await connect(exchange => observe(exchange), tell);
	process.on('exit', killProcesses);
	const {organization, apps, intervalMs, isReadOnly} = config;
	const store = createStore(initialState({isLocal, isReadOnly, host, organization, apps, nowMs: clock.now()}));
	ready.resolve(store);
	// What is made of the demo says nothing of another fleet, and a replay looks as it did.
	const viewFile =
		replay === undefined ? openViewFile(config.stateDirectory, isLocal ? 'demo-views.json' : 'views.json', process.pid) : undefined;
	const views = readViews(hasSavedViews ? viewFile : undefined, tell);
	store.dispatch({type: 'view-changed', change: {isBellOn: config.bell, ...asSaved(views), ...(filter === undefined ? {} : {filter})}});
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
		saveView: viewFile?.save,
		files: createDraftFiles(editsDirectory),
		toClipboard(text) {
			const sequence = clipboardSequence(text, between);
			if (sequence !== undefined) {
				stdout.write(sequence);
			}

			return sequence !== undefined;
		},
		steer: how => player?.steer(how),
		ring: text => ringBell(stdout, text, between),
	});
	const player = replay?.play(store, app => runtime.perform({type: 'refresh', app}));
	observe = runtime.observe;

	let ending: Ending | undefined;
	/** The edit that is under way, with what it has to tell when flydeck ends meanwhile. */
	let editing: Promise<string | undefined> = Promise.resolve(undefined);
	const ended = new AbortController();
	/** Whether the person asked for the end, as each key that quits does. */
	let isAskedFor = true;
	const end = ({exitCode, isAsked, error}: LastCall): void => {
		if (ending !== undefined) {
			if (isAsked && isAskedFor) {
				process.exit(exitCode);
			}

			isAskedFor ||= isAsked;
			ending = {...ending, error: ending.error ?? error};
			return;
		}

		isAskedFor = isAsked;
		ending = {exitCode, error};
		instance.unmount();
		ended.abort();
	};

	/** What another program is given the terminal with, until it or flydeck ends. */
	const handsFor = (suspend: Screen['suspendTerminal']) => ({
		find: (names: readonly string[]) => findProgram(names, process.env.PATH),
		suspend,
		handOver: (words: readonly string[]) => handOver(words, {stdin, stdout, signal: ended.signal}),
	});

	const editWith =
		(suspend: Screen['suspendTerminal']): RunEditor =>
		async path => {
			const problem = await openEditor(path, {environment: process.env, ...handsFor(suspend)});
			return ending === undefined ? problem : 'flydeck ended';
		};

	/** What an edit has to tell, where flydeck ended meanwhile: else it was told on the screen. */
	const untilEnd = async (edit: Promise<string | undefined>): Promise<string | undefined> => {
		const told = await edit;
		return ending === undefined ? undefined : told;
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
				void openShell(effect.target, handsFor(suspendTerminal)).then(told =>
					store.dispatch({type: 'noted', ...told, atMs: systemClock.now()}),
				);
				break;
			case 'edit-config':
				editing = untilEnd(runtime.edit(effect.target, editWith(suspendTerminal)));
				break;
			case 'edit-form':
				editing = untilEnd(runtime.editForm(effect.form, editWith(suspendTerminal)));
				break;
			case 'repaint':
				void suspendTerminal(async () => {});
				break;
			default:
				runtime.perform(effect);
		}
	};

	const instance = render(<App store={store} perform={perform} />, {
		// What is read aloud has no cells.
		stdout: process.env.INK_SCREEN_READER === 'true' ? stdout : createScreenStream(stdout, {hasColors: !process.env.NO_COLOR}),
		alternateScreen: true,
		exitOnCtrlC: false,
		patchConsole: false,
		incrementalRendering: false,
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
	// The end was asked for with a key, so that no editor is open; else it is hung up on, and tells where its text is.
	const left = ending === undefined ? undefined : atMost(editing, farewellMs, `What was edited is kept below ${editsDirectory}`);
	ending ??= replay === undefined ? endingOf(store.getState()) : {exitCode: exitCodes.ok};
	const unfinished = leftInWords(store.getState());
	await atMost<unknown>(runtime.stop().then(close), farewellMs, undefined);
	const toldLast = await left;
	lifeline.cut();
	const fault = ending.error === undefined ? undefined : `flydeck ended because of a fault of its own: ${errorInWords(ending.error)}`;
	for (const sentence of [toldLast, ...unfinished, fault, ending.sentence].filter(told => told !== undefined)) {
		console.error(sentence);
	}

	return ending.exitCode;
};

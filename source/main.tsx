import {join} from 'node:path';
import {render} from 'ink';
import type {Observe} from './api/observe.ts';
import type {Effect} from './commands/command.ts';
import type {Config} from './config.ts';
import type {Connected} from './connect.ts';
import {tellFault} from './crash-report.ts';
import {type Ending, endingOf, leftInWords} from './ending.ts';
import {exitCodes} from './exit-codes.ts';
import {openViewFile} from './journal/view-file.ts';
import {openEditor} from './open-editor.ts';
import {readViews} from './read-views.ts';
import {tell as tellOnStderr} from './refuse.ts';
import type {Replay} from './replay.ts';
import {systemClock} from './runtime/clock.ts';
import type {RunEditor} from './runtime/edit-loop.ts';
import {openShell} from './shell.ts';
import {initialState} from './store/initial-state.ts';
import type {State} from './store/state.ts';
import {createStore} from './store/store.ts';
import {asSaved} from './store/views.ts';
import {findProgram} from './terminal/find-program.ts';
import {watchFocus} from './terminal/focus.ts';
import {handOver} from './terminal/hand-over.ts';
import {stopUntilContinued} from './terminal/job-control.ts';
import {startLastWatch} from './terminal/last-watch.ts';
import {holdLifeline, type LastCall} from './terminal/lifeline.ts';
import {putBackFirst} from './terminal/put-back.ts';
import {createScreenStream} from './terminal/screen/screen-stream.ts';
import {unblock} from './terminal/unblock.ts';
import {App, type Screen} from './ui/app.tsx';
import {FaultBoundary} from './ui/fault-boundary.tsx';

export type ScreenOptions = {
	readonly config: Omit<Config, 'connection'>;
	/** What is known of the API before there is a connection with it. */
	readonly place: Pick<State, 'isLocal' | 'host'>;
	/** The API, which tells `observe` of its requests, and `tell` in sentences of what the person should know. */
	readonly connect: (observe: Observe, tell: (sentence: string) => void) => Promise<Connected>;
	/** What no report of a fault may hold: the token. */
	readonly secrets?: readonly string[];
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
export const showScreen = async (options: ScreenOptions): Promise<number> => {
	const {config, place, filter, hasSavedViews = true, replay} = options;
	const {stdin, stdout} = process;
	const editsDirectory = join(config.stateDirectory, 'edits');
	// Node's warnings go to stderr, which is the screen: a line there would break the picture.
	process.removeAllListeners('warning');
	const clock = replay?.clock ?? systemClock;
	const {organization, apps, isReadOnly, protection} = config;
	const store = createStore(initialState({...place, isReadOnly, protection, organization, apps, nowMs: clock.now()}), clock.now);
	const tell = (text: string): void => store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
	// What is made of the demo says nothing of another fleet, and a replay looks as it did.
	const viewFile =
		replay === undefined ? openViewFile(config.stateDirectory, place.isLocal ? 'demo-views.json' : 'views.json', process.pid) : undefined;
	const views = readViews(hasSavedViews ? viewFile : undefined, tell);
	store.dispatch({type: 'view-changed', change: {isBellOn: config.bell, ...asSaved(views), ...(filter === undefined ? {} : {filter})}});

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
				ended.abort();
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
				editing = untilEnd(engine.then(({runtime}) => runtime.edit(effect.target, editWith(suspendTerminal))));
				break;
			case 'edit-form':
				editing = untilEnd(engine.then(({runtime}) => runtime.editForm(effect.form, editWith(suspendTerminal))));
				break;
			case 'repaint':
				void suspendTerminal(async () => {});
				break;
			default:
				void engine.then(({runtime}) => runtime.perform(effect));
		}
	};

	// What is read aloud has no cells.
	const screen =
		process.env.INK_SCREEN_READER === 'true'
			? undefined
			: createScreenStream(stdout, {hasColors: stdout.hasColors(), mayReportFocus: () => stdin.isRaw, tellShown: startLastWatch().tell});
	process.on('SIGWINCH', () => screen?.repair());
	const {stderr} = process;
	unblock(stdout);
	unblock(stderr);
	stdout.write(putBackFirst);
	const page = (
		<FaultBoundary>
			<App store={store} perform={perform} painter={screen?.surface} />
		</FaultBoundary>
	);
	const instance = render(page, {
		stdin: watchFocus(stdin, isFocused => store.dispatch({type: 'focus-changed', isFocused})),
		stdout: screen?.stream ?? stdout,
		alternateScreen: true,
		exitOnCtrlC: false,
		patchConsole: false,
		incrementalRendering: false,
		maxFps: 60,
		interactive: true,
	});
	const lifeline = holdLifeline({stdin, stdout}, end);
	// What is asked for before there is a connection waits for it.
	const engine = import('./start-runtime.ts').then(({startRuntime}) =>
		startRuntime({...options, store, stdout, viewFile, editsDirectory, tell, isOver: () => ending !== undefined}),
	);
	// Without a connection there is nothing to show: why is told below.
	engine.catch(() => instance.unmount());
	// What a terminal does not read any more is never all written.
	const overdue = new Promise(resolve =>
		ended.signal.addEventListener('abort', () => systemClock.after(farewellMs, () => resolve(undefined))),
	);
	try {
		await Promise.race([instance.waitUntilExit(), overdue]);
	} catch (error) {
		ending = {exitCode: exitCodes.failed, error};
	}

	// What is typed from now on is for the shell, however long the end takes: a stream that flows is the only one that a pause stops.
	stdin.resume().pause();
	// The end was asked for with a key, so that no editor is open; else it is hung up on, and tells where its text is.
	const left = ending === undefined ? undefined : atMost(editing, farewellMs, `What was edited is kept below ${editsDirectory}`);
	ending ??= replay === undefined ? endingOf(store.getState()) : {exitCode: exitCodes.ok};
	const unfinished = leftInWords(store.getState());
	let toldLast: string | undefined;
	try {
		await atMost(
			engine.then(({stop}) => stop()),
			farewellMs,
			undefined,
		);
		toldLast = await left;
	} finally {
		// Not before: a second hang-up would end it in the middle.
		lifeline.cut();
	}

	const {stateDirectory} = config;
	const scene = {stateDirectory, secrets: options.secrets ?? [], state: store.getState(), atMs: systemClock.now(), stdout};
	const fault = ending.error === undefined ? undefined : tellFault(ending.error, scene);
	for (const sentence of [toldLast, ...unfinished, fault, ending.sentence].filter(told => told !== undefined)) {
		tellOnStderr(sentence);
	}

	await atMost(new Promise(resolve => stderr.write('', resolve)), farewellMs, undefined);
	return ending.exitCode;
};

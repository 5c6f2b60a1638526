import type {Observe} from './api/observe.ts';
import type {Connected} from './connect.ts';
import {openActionLog} from './journal/action-log.ts';
import {openJournal} from './journal/journal.ts';
import {openLeaseVault} from './journal/lease-vault.ts';
import type {ViewFile} from './journal/view-file.ts';
import type {ScreenOptions} from './main.tsx';
import {systemClock} from './runtime/clock.ts';
import {createRuntime, type Runtime} from './runtime/runtime.ts';
import {saveFile} from './save-file.ts';
import type {Store} from './store/store.ts';
import {ringBell} from './terminal/bell.ts';
import {clipboardSequence} from './terminal/clipboard.ts';
import {createDraftFiles} from './terminal/draft-files.ts';

type RuntimeSurroundings = Pick<ScreenOptions, 'config' | 'connect' | 'replay'> & {
	readonly store: Store;
	readonly stdout: NodeJS.WriteStream;
	readonly viewFile: ViewFile | undefined;
	readonly editsDirectory: string;
	/** Is told in a sentence what the person should know. */
	readonly tell: (sentence: string) => void;
	/** Whether the screen has ended meanwhile. */
	readonly isOver: () => boolean;
};

/** What is behind the screen. */
export type Engine = {
	readonly runtime: Runtime;
	/** Stops everything, gives back the leases, and ends the local API, if there is one. */
	readonly stop: () => Promise<void>;
};

/**
Connects with the API, and begins to read it. None of this is needed for the first frame.

@throws Error with a sentence when there is nothing to connect with
*/
export const startRuntime = async (surroundings: RuntimeSurroundings): Promise<Engine> => {
	const {config, connect, replay, store, stdout, viewFile, editsDirectory, tell, isOver} = surroundings;
	const between = {tmux: process.env.TMUX, term: process.env.TERM};
	// Nothing is sent before there is a runtime to tell of it.
	let observe: Observe = () => {};
	const {api, isLocal, host, close, killProcesses}: Connected = await connect(exchange => observe(exchange), tell);
	process.on('exit', killProcesses);
	store.dispatch({type: 'connected', host});
	// A local fleet is gone when flydeck ends, and its ids come back with other lives: its journal stays in memory. So does that of a replay.
	const journalDirectory = isLocal || replay !== undefined ? undefined : config.stateDirectory;
	const keptIn = config.journal ? journalDirectory : undefined;
	const runtime = createRuntime({
		api,
		store,
		clock: replay?.clock ?? systemClock,
		random: Math.random,
		organization: config.organization,
		apps: config.apps,
		intervalMs: config.intervalMs,
		openJournal: config.journal ? tellOfJournal => openJournal(journalDirectory, tellOfJournal) : undefined,
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
	if (!isOver()) {
		runtime.start();
		player?.start();
	}

	return {
		runtime,
		async stop() {
			player?.stop();
			await runtime.stop();
			await close();
		},
	};
};

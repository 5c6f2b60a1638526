import {onTestFinished} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {onChord} from '../../source/commands/dispatch.ts';
import type {Machine} from '../../source/domain/machine.ts';
import type {ActionLog} from '../../source/journal/action-log.ts';
import type {Journal} from '../../source/journal/journal.ts';
import type {LeaseVault} from '../../source/journal/lease-vault.ts';
import {createRandom} from '../../source/local/random.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import type {ToClipboard} from '../../source/runtime/copier.ts';
import type {RunEditor} from '../../source/runtime/editor.ts';
import {createRuntime, type Runtime} from '../../source/runtime/runtime.ts';
import {saveFile} from '../../source/save-file.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {selectCursorIndex, selectRows} from '../../source/store/selectors.ts';
import type {Note, State} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {type FlowServer, flowApp} from './flow-server.ts';
import {createMemoryFiles} from './memory-files.ts';
import {patternsOf} from './patterns-of.ts';
import {chordOf} from './press.ts';

export type Flow = {
	readonly state: () => State;
	/** The machine as the table has it. */
	readonly machine: (id: string) => Machine | undefined;
	/** Presses keys one after the other. */
	readonly press: (...keys: readonly string[]) => void;
	/** Presses the key of each character. */
	readonly type: (text: string) => void;
	/** Has something done that no key has led to. */
	readonly perform: Runtime['perform'];
	/** Moves the cursor to a machine with the keys. */
	readonly moveTo: (id: string) => void;
	/** Resolves as soon as a condition holds. Rejects with what was told and shown when it does not in time. */
	readonly waitForState: (condition: (state: State) => boolean, what: string) => Promise<State>;
	readonly waitForMachine: (id: string, state: string) => Promise<State>;
	/** Resolves with the first note that fits. */
	readonly waitForNote: (pattern: RegExp) => Promise<Note>;
	/** Ends flydeck as `q` does: leases are given back. */
	readonly quit: () => Promise<void>;
};

type FlowOptions = {
	/** The apps to show; none means all of the organization. */
	readonly apps?: readonly string[];
	readonly token?: string;
	/** Patterns of what is protected. */
	readonly protect?: readonly string[];
	readonly openJournal?: (tell: (sentence: string) => void) => Journal;
	readonly openVault?: () => LeaseVault;
	readonly openActionLog?: () => ActionLog;
	readonly toClipboard?: ToClipboard;
	readonly ring?: (text: string) => void;
	/** What the editor does with the text of a file. */
	readonly editText?: (text: string) => string;
};

const limitMs = 30_000;

/** All of flydeck but its screen, at a local Machines API over HTTP, on that API's clock. */
export const startFlow = async (
	server: Pick<FlowServer, 'url' | 'clock'>,
	{
		apps = [flowApp],
		token = 'secret',
		protect = [],
		openJournal,
		openVault,
		openActionLog,
		toClipboard = () => true,
		ring = () => {},
		editText = text => text,
	}: FlowOptions = {},
): Promise<Flow> => {
	const {clock, url} = server;
	const protection = patternsOf(...protect);
	const store = createStore(
		initialState({isLocal: true, host: new URL(url).host, organization: 'personal', apps, protection, nowMs: clock.now()}),
		clock.now,
	);
	const files = createMemoryFiles();
	const editFile: RunEditor = async path => {
		files.write(path, editText(files.read(path)));
		return undefined;
	};
	const runtime = createRuntime({
		api: createApi({baseUrl: url, token, clock, userAgent: 'flydeck-test', protection, observe: exchange => runtime.observe(exchange)}),
		store,
		clock,
		random: createRandom(7),
		organization: 'personal',
		apps,
		intervalMs: undefined,
		openJournal,
		openVault,
		openActionLog,
		saveFile,
		toClipboard,
		files,
		ring,
	});
	let ended: Promise<void> | undefined;
	const quit = (): Promise<void> => {
		ended ??= runtime.stop();
		return ended;
	};

	onTestFinished(quit);
	const state = store.getState;

	const press = (...keys: readonly string[]): void => {
		for (const key of keys) {
			store.dispatch({type: 'key-pressed'});
			const {events = [], effects = []} = onChord(state(), chordOf(key));
			store.dispatch(...events);
			for (const effect of effects) {
				if (effect.type === 'edit-config') {
					void runtime.edit(effect.target, editFile);
					continue;
				}

				if (effect.type === 'edit-form') {
					void runtime.editForm(effect.form, editFile);
					continue;
				}

				if (effect.type === 'quit' || effect.type === 'repaint' || effect.type === 'suspend-job' || effect.type === 'open-shell') {
					throw new Error(`${key} led to ${effect.type}, for which there is no screen here`);
				}

				runtime.perform(effect);
			}
		}
	};

	const waitForState = (condition: (current: State) => boolean, what: string): Promise<State> =>
		new Promise((resolve, reject) => {
			const finish = (settle: () => void): void => {
				cancelLimit();
				unsubscribe();
				settle();
			};
			const look = (): void => {
				if (condition(state())) {
					finish(() => resolve(state()));
				}
			};
			const cancelLimit = systemClock.after(limitMs, () => {
				const {notes, fleet, feeds} = state();
				const shown = {
					notes: notes.map(({text}) => text),
					fleet: [...fleet.values()].map(({name, state: now}) => `${name} ${now}`),
					failures: [...feeds.values()].map(({failure}) => failure?.message),
				};
				finish(() => reject(new Error(`It did not come to this: ${what}. ${JSON.stringify(shown, undefined, '\t')}`)));
			});
			const unsubscribe = store.subscribe(look);
			look();
		});

	runtime.start();
	await waitForState(({feeds}) => feeds.size > 0 && [...feeds.values()].every(feed => feed.answeredAtMs !== undefined), 'a first answer');
	return {
		state,
		machine: id => state().fleet.get(id),
		press,
		type: text => press(...text),
		perform: runtime.perform,
		moveTo(id) {
			const distance = selectRows(state()).findIndex(machine => machine.id === id) - selectCursorIndex(state());
			press(...Array.from({length: Math.abs(distance)}, () => (distance > 0 ? 'j' : 'k')));
			if (state().view.cursorId !== id) {
				throw new Error(`The table does not list ${id}`);
			}
		},
		waitForState,
		waitForMachine: (id, wanted) => waitForState(({fleet}) => fleet.get(id)?.state === wanted, `${id} is ${wanted}`),
		async waitForNote(pattern) {
			const found = ({notes}: State) => notes.find(({text}) => pattern.test(text));
			const note = found(await waitForState(current => found(current) !== undefined, `a note like ${pattern}`));
			if (note === undefined) {
				throw new Error('the note is gone');
			}

			return note;
		},
		quit,
	};
};

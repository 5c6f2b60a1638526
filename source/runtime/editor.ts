import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {diffConfigs} from '../domain/config/diff.ts';
import type {JsonObject} from '../domain/json.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {DraftFiles} from './draft-files.ts';
import {firstText, judge, type Verdict} from './edit-text.ts';
import {errorInWords} from './failure.ts';
import {readPresentConfig} from './present-config.ts';

/** Lets the person edit a file and answers when that is over: with what went wrong, in words, or undefined. */
export type RunEditor = (path: string) => Promise<string | undefined>;

export type ConfigEditor = {
	/** Gives the config of a machine to an editor, again while there are mistakes in it, and shows what would change. */
	readonly edit: (target: Target, runEditor: RunEditor) => Promise<void>;
	/** Nothing more is opened or shown; an editor that is open keeps its file. */
	readonly stop: () => void;
};

export type ConfigEditorOptions = {readonly api: Api; readonly store: Store; readonly clock: Clock; readonly files: DraftFiles};

/** How often a text with mistakes is given back: nobody needs more, and an editor that never ends would keep the screen. */
const mostRounds = 30;

/** What came of the editing, and where the text stands now. */
type Ending =
	| Extract<Verdict, {readonly kind: 'unchanged' | 'config'}>
	| {readonly kind: 'hopeless'; readonly why: string; readonly isWorthKeeping: boolean};

/** Carries a config to the editor and back. Whatever the editor does, what was typed is kept, unless it is what was there before. */
export const createConfigEditor = ({api, store, clock, files}: ConfigEditorOptions): ConfigEditor => {
	const stopping = new AbortController();
	let isUnderWay = false;

	const note = (tone: NoteTone, text: string): void => store.dispatch({type: 'noted', tone, text, atMs: clock.now()});

	/** What came back, and where it stands. Where it is empty or cannot be read, what was given stands there again or, for its safety, elsewhere. */
	const readBack = (path: string, name: string, given: string): {readonly text: string; readonly keptIn: string} => {
		try {
			const text = files.read(path);
			return {text, keptIn: text.trim() === '' ? files.write(path, given) : path};
		} catch {
			return {text: '', keptIn: files.create(name, given)};
		}
	};

	const editUntilGood = async (
		target: Target,
		config: JsonObject,
		runEditor: RunEditor,
	): Promise<{readonly ending: Ending; readonly path: string}> => {
		const first = firstText(target, config);
		let given = first;
		let returned: string | undefined;
		const name = `${target.id}.jsonc`;
		let path = files.create(name, first.text);
		for (let round = 1; ; round++) {
			const problem = await runEditor(path).catch(errorInWords);
			const {text, keptIn} = readBack(path, name, given.text);
			const verdict = judge(text, {first, given, returned}, config);
			path = keptIn;

			if (problem !== undefined || verdict.kind === 'hopeless' || (verdict.kind === 'again' && round === mostRounds)) {
				const why = problem ?? (verdict.kind === 'hopeless' ? verdict.why : `it came back with mistakes ${mostRounds} times`);
				return {ending: {kind: 'hopeless', why, isWorthKeeping: verdict.kind !== 'unchanged'}, path};
			}

			if (verdict.kind !== 'again') {
				return {ending: verdict, path};
			}

			({given} = verdict);
			path = files.write(path, given.text);
			returned = text;
		}
	};

	const editOne = async (target: Target, runEditor: RunEditor): Promise<void> => {
		const label = target.name || target.id;
		const present = await readPresentConfig(api, target, stopping.signal);
		if (!present.ok) {
			note('error', present.why);
			return;
		}

		if (store.getState().view.mode.kind !== 'browse' || stopping.signal.aborted) {
			note('info', `${label}: the editor was not opened, since something else was.`);
			return;
		}

		const {ending, path} = await editUntilGood(target, present.config, runEditor);
		const changes = ending.kind === 'config' ? diffConfigs(present.config, ending.config) : [];
		if (ending.kind === 'hopeless') {
			const kept = ending.isWorthKeeping ? ` The text is kept in ${path}` : '';
			note('warning', `${label}: nothing was sent: ${ending.why.replace(/\.$/, '')}.${kept}`);
		} else if (ending.kind === 'config' && changes.length > 0) {
			const {config, warnings} = ending;
			const draft = {target, instanceId: present.instanceId, config, changes, warnings, origin: {kind: 'edit', path}} as const;
			store.dispatch({type: 'draft-made', draft, isOffered: true});
			return;
		} else {
			note('info', `${label}: nothing was changed, and nothing was sent.`);
		}

		if (ending.kind !== 'hopeless' || !ending.isWorthKeeping) {
			files.remove(path);
		}
	};

	return {
		async edit(target, runEditor) {
			if (isUnderWay) {
				note('info', 'A config is on its way to the editor already.');
				return;
			}

			isUnderWay = true;
			await editOne(target, runEditor).catch((error: unknown) => {
				note('error', `${target.name || target.id}: its config could not be edited, and nothing was sent: ${errorInWords(error)}`);
			});
			isUnderWay = false;
		},
		stop() {
			stopping.abort();
		},
	};
};

import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {diffConfigs} from '../domain/config/diff.ts';
import type {Draft} from '../store/drafts.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {DraftFiles} from './draft-files.ts';
import {editUntilGood, type RunEditor} from './edit-loop.ts';
import {firstText} from './edit-text.ts';
import {errorInWords} from './failure.ts';
import {readPresentConfig} from './present-config.ts';

export type {RunEditor} from './edit-loop.ts';

/** What came of an edit: something to be asked about, or a sentence why there is nothing. */
export type EditOutcome =
	| {readonly kind: 'draft'; readonly draft: Draft}
	| {readonly kind: 'nothing'; readonly tone: NoteTone; readonly text: string};

export type ConfigEditor = {
	/** Gives the config of a machine to an editor, again while there are mistakes in it, and answers what would change. Never throws. */
	readonly draft: (target: Target, runEditor: RunEditor) => Promise<EditOutcome>;
	/** The same, shown. Answers what was told, where that is a sentence. */
	readonly edit: (target: Target, runEditor: RunEditor) => Promise<string | undefined>;
	/** Nothing more is opened or shown; an editor that is open keeps its file. */
	readonly stop: () => void;
};

export type ConfigEditorOptions = {readonly api: Api; readonly store: Store; readonly clock: Clock; readonly files: DraftFiles};

/** Carries a config to the editor and back. Whatever the editor does, what was typed is kept, unless it is what was there before. */
export const createConfigEditor = ({api, store, clock, files}: ConfigEditorOptions): ConfigEditor => {
	const stopping = new AbortController();
	let isUnderWay = false;

	const editOne = async (target: Target, runEditor: RunEditor): Promise<EditOutcome> => {
		const label = target.name || target.id;
		const present = await readPresentConfig(api, target, stopping.signal);
		if (!present.ok) {
			return {kind: 'nothing', tone: 'error', text: present.why};
		}

		if (store.getState().view.mode.kind !== 'browse' || stopping.signal.aborted) {
			return {kind: 'nothing', tone: 'info', text: `${label}: the editor was not opened, since something else was.`};
		}

		const subject = {name: `${target.id}.jsonc`, first: firstText(target, present.config), accepted: present.config};
		const {ending, path} = await editUntilGood(files, subject, runEditor);
		if (ending.kind === 'hopeless' && ending.isWorthKeeping) {
			const text = `${label}: nothing was sent: ${ending.why.replace(/\.$/, '')}. The text is kept in ${path}`;
			return {kind: 'nothing', tone: 'warning', text};
		}

		const changes = ending.kind === 'config' ? diffConfigs(present.config, ending.config) : [];
		if (ending.kind === 'config' && changes.length > 0) {
			const {config, warnings} = ending;
			return {kind: 'draft', draft: {target, instanceId: present.instanceId, config, changes, warnings, origin: {kind: 'edit', path}}};
		}

		files.remove(path);
		return ending.kind === 'hopeless'
			? {kind: 'nothing', tone: 'warning', text: `${label}: nothing was sent: ${ending.why.replace(/\.$/, '')}.`}
			: {kind: 'nothing', tone: 'info', text: `${label}: nothing was changed, and nothing was sent.`};
	};

	const draftOf: ConfigEditor['draft'] = async (target, runEditor) => {
		if (isUnderWay) {
			return {kind: 'nothing', tone: 'info', text: 'A config is on its way to the editor already.'};
		}

		isUnderWay = true;
		const outcome = await editOne(target, runEditor).catch((error: unknown): EditOutcome => {
			const text = `${target.name || target.id}: its config could not be edited, and nothing was sent: ${errorInWords(error)}`;
			return {kind: 'nothing', tone: 'error', text};
		});
		isUnderWay = false;
		return outcome;
	};

	return {
		draft: draftOf,
		async edit(target, runEditor) {
			const outcome = await draftOf(target, runEditor);
			store.dispatch(
				outcome.kind === 'draft'
					? {type: 'draft-made', draft: outcome.draft, isOffered: true}
					: {type: 'noted', tone: outcome.tone, text: outcome.text, atMs: clock.now()},
			);
			return outcome.kind === 'draft' ? undefined : outcome.text;
		},
		stop() {
			stopping.abort();
		},
	};
};

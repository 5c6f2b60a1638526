import type {Api} from '../api/api.ts';
import {changeRefusal} from '../commands/change.ts';
import {targetOf} from '../commands/outcomes.ts';
import type {Clock} from '../domain/clock.ts';
import {changeLines} from '../domain/config/change-lines.ts';
import type {Change} from '../domain/config/diff.ts';
import type {Machine} from '../domain/machine.ts';
import {updateInWords} from '../domain/update-goal.ts';
import type {DraftFiles} from '../runtime/draft-files.ts';
import type {RunEditor} from '../runtime/editor.ts';
import {type ReadDraft, readDraft} from '../runtime/read-draft.ts';
import {readVersions} from '../runtime/read-versions.ts';
import {type Draft, originInWords} from '../store/drafts.ts';
import {machineSubject} from '../store/protection.ts';
import type {Target} from '../store/state.ts';
import {type Answer, askByCount, type Consent, confirm, planLines, type Speaker} from './ask.ts';
import type {CarriedOut} from './carry-out.ts';
import type {ConfigWish} from './config-wish.ts';
import type {Crew} from './crew.ts';
import {pickVersion} from './pick-version.ts';
import type {ActResult} from './results.ts';

/** What the work on a config needs. */
export type ConfigContext = Speaker & {
	readonly api: Api;
	readonly clock: Clock;
	readonly crew: Pick<Crew, 'store' | 'editor' | 'changes' | 'creations'>;
	readonly files: Pick<DraftFiles, 'read'>;
	/** Opens an editor on the terminal; undefined where there is none. */
	readonly runEditor: RunEditor | undefined;
	readonly consent: Consent;
	readonly signal: AbortSignal;
};

const labelOf = ({name, id}: Target): string => name || id;

/** Changes in words, a line each; secrets are masked. */
export const changesInWords = (changes: readonly Change[]): readonly string[] =>
	changes.flatMap(change => changeLines(change, Number.POSITIVE_INFINITY)).map(line => line.map(({text}) => text).join(''));

export const warningsInWords = (warnings: readonly string[]): readonly string[] =>
	warnings.map(warning => `the API passes over it: ${warning}`);

export const counted = (count: number): string => `${count} ${count === 1 ? 'change' : 'changes'}`;

/** The only result there is: of a machine to which nothing was sent. */
export const nothingSent = (target: Target, text: string, isOk = false): CarriedOut => ({
	kind: 'done',
	results: [{target, isOk, isSkipped: true, text, tookMs: 0}],
});

/** A draft, or what became of the sub-command because there is none. */
export const draftOr = (read: ReadDraft, target: Target): Draft | CarriedOut => {
	if (read.ok) {
		return read.draft;
	}

	return read.isFileWrong === true ? {kind: 'wrong', why: read.why} : nothingSent(target, read.why);
};

/** The draft with a version of the machine, or what became of the sub-command because there is none. */
export const versionDraft = async ({api, files, signal}: ConfigContext, target: Target, wanted: string): Promise<Draft | CarriedOut> => {
	const picked = pickVersion(await readVersions(api, target, signal), wanted, labelOf(target));
	return picked.ok
		? draftOr(await readDraft({api, files}, target, {kind: 'version', ...picked.row}, signal), target)
		: nothingSent(target, picked.why);
};

const editorDraft = async ({crew, runEditor}: ConfigContext, target: Target): Promise<Draft | CarriedOut> => {
	if (runEditor === undefined) {
		return {kind: 'unasked', why: 'Nothing was done: there is no terminal for an editor. Give the config with --file.'};
	}

	const outcome = await crew.editor.draft(target, runEditor);
	return outcome.kind === 'draft' ? outcome.draft : nothingSent(target, outcome.text, outcome.tone === 'info');
};

const planOf = ({target, changes, warnings, origin}: Draft): readonly string[] => [
	...planLines({title: 'change', targets: [target], skipped: []}),
	`new config: ${originInWords(origin)}, ${counted(changes.length)}`,
	...changesInWords(changes).map(line => `  ${line}`),
	...warningsInWords(warnings),
	updateInWords(target.state),
];

const apply = async ({crew, clock, tell}: ConfigContext, draft: Draft): Promise<ActResult> => {
	const {target, changes} = draft;
	tell(`${labelOf(target)}: giving it the new config`);
	const startedAtMs = clock.now();
	const {tone, text, isSkipped = false} = await crew.changes.apply(draft, {isQuiet: true});
	return {target, isOk: tone === 'ok', isSkipped, text, tookMs: isSkipped ? 0 : clock.now() - startedAtMs, changes};
};

/** Asks whether a machine is to have a config, and gives it to it. Who says no to an edit keeps the text. */
const offer = async (context: ConfigContext, draft: Draft): Promise<CarriedOut> => {
	const {origin, changes, target} = draft;
	const known = context.crew.store.getState();
	if (changes.length === 0) {
		const results = [
			{target, isOk: true, isSkipped: true, text: `${labelOf(target)}: nothing differs, and nothing was sent.`, tookMs: 0, changes},
		];
		return {kind: 'done', results};
	}

	const answer: Answer = context.signal.aborted
		? {kind: 'no', why: 'Nothing was done: flydeck was ended.'}
		: await confirm(
				{
					title: 'change',
					lines: planOf(draft),
					count: 1,
					ask: askByCount(known, 'change', [target]),
					subjects: [machineSubject(known, target)],
				},
				known,
				context.consent,
				context,
			);
	if (answer.kind === 'go') {
		return {kind: 'done', results: [await context.api.allowing(answer.allowed, () => apply(context, draft))]};
	}

	return origin.kind === 'edit' ? {...answer, why: `${answer.why} The text is kept in ${origin.path}`} : answer;
};

/** Gives a machine another config: from a file, from an editor, or one that it had. */
export const changeConfig = async (
	wish: Extract<ConfigWish, {readonly kind: 'edit' | 'back'}>,
	machine: Machine,
	context: ConfigContext,
): Promise<CarriedOut> => {
	const {api, crew, files, signal} = context;
	const target = targetOf(machine);
	const why = changeRefusal(crew.store.getState(), machine);
	if (why !== undefined) {
		return nothingSent(target, why);
	}

	const read = async (): Promise<Draft | CarriedOut> => {
		if (wish.kind === 'back') {
			return versionDraft(context, target, wish.version);
		}

		return wish.file === undefined
			? editorDraft(context, target)
			: draftOr(await readDraft({api, files}, target, {kind: 'file', path: wish.file}, signal), target);
	};
	const draft = await read();
	return 'kind' in draft ? draft : offer(context, draft);
};

import type {Api} from '../api/api.ts';
import {diffConfigs} from '../domain/config/diff.ts';
import {readEdited} from '../domain/config/edited.ts';
import type {JsonObject} from '../domain/json.ts';
import type {Comparison, Draft, Origin} from '../store/drafts.ts';
import type {Target} from '../store/state.ts';
import type {DraftFiles} from './draft-files.ts';
import {errorInWords} from './failure.ts';
import {type PresentConfig, readPresentConfig} from './present-config.ts';

type Unreadable = Extract<PresentConfig, {readonly ok: false}> & {
	/** The file that was given cannot be used; else it is the API that has no config to tell of. */
	readonly isFileWrong?: true;
};

/** A config beside the one that a machine has now, or why there is none, as a sentence. */
export type ReadDraft = {readonly ok: true; readonly draft: Draft} | Unreadable;

type Other = {readonly ok: true; readonly config: JsonObject; readonly warnings: readonly string[]; readonly origin: Origin} | Unreadable;

export type ReadDraftOptions = {readonly api: Api; readonly files: Pick<DraftFiles, 'read'>};

const fileConfig = (files: Pick<DraftFiles, 'read'>, path: string, accepted: JsonObject): Other => {
	try {
		const edited = readEdited(files.read(path), accepted);
		return edited.ok
			? {ok: true, config: edited.config, warnings: edited.warnings, origin: {kind: 'file', path}}
			: {ok: false, isFileWrong: true, why: `${path} holds no good config: ${edited.problems.join('; ')}`};
	} catch (error) {
		return {ok: false, isFileWrong: true, why: errorInWords(error)};
	}
};

const readOther = async (
	{api, files}: ReadDraftOptions,
	comparison: Comparison,
	accepted: JsonObject,
	signal: AbortSignal,
): Promise<Other> => {
	switch (comparison.kind) {
		case 'version': {
			const {version, config} = comparison;
			return {ok: true, config, warnings: [], origin: {kind: 'version', version}};
		}

		case 'file':
			return fileConfig(files, comparison.path, accepted);
		case 'machine': {
			const other = await readPresentConfig(api, comparison.target, signal);
			return other.ok ? {ok: true, config: other.config, warnings: [], origin: comparison} : other;
		}
	}
};

/** Lays another config beside the one that a machine has now. It only reads. */
export const readDraft = async (
	options: ReadDraftOptions,
	target: Target,
	comparison: Comparison,
	signal: AbortSignal,
): Promise<ReadDraft> => {
	const present = await readPresentConfig(options.api, target, signal);
	if (!present.ok) {
		return present;
	}

	const other = await readOther(options, comparison, present.config, signal);
	if (!other.ok) {
		return other;
	}

	const {config, warnings, origin} = other;
	const changes = diffConfigs(present.config, config);
	return {ok: true, draft: {target, instanceId: present.instanceId, config, changes, warnings, origin}};
};

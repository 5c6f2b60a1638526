import {targetOf} from '../commands/outcomes.ts';
import type {Machine} from '../domain/machine.ts';
import {readDraft} from '../runtime/read-draft.ts';
import {readVersions} from '../runtime/read-versions.ts';
import {type Draft, originInWords, type VersionRow} from '../store/drafts.ts';
import {type ConfigContext, changesInWords, counted, draftOr, nothingSent, versionDraft, warningsInWords} from './act-config.ts';
import type {CarriedOut} from './carry-out.ts';
import type {Source} from './config-wish.ts';
import {textTable} from './text-table.ts';

const draftWith = async (source: Source, machines: readonly Machine[], context: ConfigContext): Promise<Draft | CarriedOut> => {
	const {api, files, signal} = context;
	const [target, other] = machines.map(targetOf);
	if (target === undefined) {
		return {kind: 'none', why: 'There is no machine to compare.'};
	}

	switch (source.kind) {
		case 'version':
			return versionDraft(context, target, source.version);
		case 'file':
			return draftOr(await readDraft({api, files}, target, source, signal), target);
		case 'machine':
			return other === undefined
				? {kind: 'wrong', why: 'flydeck compare wants another machine, --version or --file.'}
				: draftOr(await readDraft({api, files}, target, {kind: 'machine', target: other}, signal), target);
	}
};

/** Tells what would have to change in the config of a machine to make it another one. It only reads; what is equal counts as good. */
export const compareConfigs = async (source: Source, machines: readonly Machine[], context: ConfigContext): Promise<CarriedOut> => {
	const draft = await draftWith(source, machines, context);
	if ('kind' in draft) {
		return draft;
	}

	const {target, changes, warnings, origin} = draft;
	for (const line of warningsInWords(warnings)) {
		context.tell(line);
	}

	const found = changes.length === 0 ? 'nothing differs from' : `${counted(changes.length)} to`;
	const text = `${target.name || target.id}: ${found} ${originInWords(origin)}`;
	const isOk = changes.length === 0;
	const [word, lines] = [isOk ? 'equal' : 'differs', changesInWords(changes)];
	return {kind: 'done', results: [{target, isOk, isSkipped: false, text, tookMs: 0, changes, word, lines}]};
};

const versionColumns = [
	{title: 'BEFORE', align: 'right'},
	{title: 'VERSION', align: 'left'},
	{title: 'CHANGES', align: 'right'},
	{title: 'IMAGE', align: 'left', isFree: true},
] as const;

/** How many versions before the present one each is, as `--version` takes it. */
const versionTable = (rows: readonly VersionRow[]): readonly string[] => {
	const live = rows.findIndex(({isLive}) => isLive);
	const cells = rows.map(({version, changeCount, image}, index) => [
		live === -1 || index < live ? '' : `${index - live}`,
		version,
		changeCount === undefined ? '?' : `${changeCount}`,
		image,
	]);
	return textTable(versionColumns, cells).split('\n');
};

/** Lists the configs that a machine had, newest first. */
export const listVersions = async (machine: Machine, {api, signal, tell}: ConfigContext): Promise<CarriedOut> => {
	const target = targetOf(machine);
	const {rows: versions, problem} = await readVersions(api, target, signal);
	if (versions.length === 0) {
		return nothingSent(target, problem ?? 'The API tells of no version of it.');
	}

	if (problem !== undefined) {
		tell(problem);
	}

	const text = `${target.name || target.id}: ${versions.length} ${versions.length === 1 ? 'version' : 'versions'}`;
	return {kind: 'done', results: [{target, isOk: true, isSkipped: false, text, tookMs: 0, versions, lines: versionTable(versions)}]};
};

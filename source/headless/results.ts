/**
The document that a sub-command prints with `--json`. Its keys are written as those of the Machines API; what is not there is null and never
left out.

	{
		"version": 1,           // counts up when a field changes its meaning or goes away
		"verb": "stop",         // the sub-command
		"results": [            // one for each machine that was meant
			{
				"id", "app", "name",
				"ok",           // whether it is as was asked for; also where it was so before
				"skipped",      // whether nothing was sent to it
				"text",         // how it ended, for a person
				"took_ms",      // 0 where nothing was sent
				"output": {"exit_code", "exit_signal", "stdout", "stderr"},   // of exec alone
				"changes": [{"path", "kind", "before", "after"}],             // where configs were compared; secrets are masked
				"versions": [{"version", "image", "changes", "live"}],        // of versions alone
				"metadata": {"key": "value"}                                // of metadata alone, when they are shown; secrets are masked
			}
		],
		"error": "sentence"     // why nothing was done, or what could not be read
	}
*/
import type {Change} from '../domain/config/diff.ts';
import type {ExecResult} from '../domain/resources/exec-result.ts';
import {inWidth, widthOf} from '../domain/text.ts';
import type {VersionRow} from '../store/drafts.ts';
import type {Target} from '../store/state.ts';
import {changeJson, versionJson} from './config-json.ts';

/** How a sub-command ended for one machine. */
export type ActResult = {
	readonly target: Pick<Target, 'id' | 'app' | 'name'>;
	/** Whether it is as was asked for. */
	readonly isOk: boolean;
	/** Whether nothing was sent to it. */
	readonly isSkipped: boolean;
	readonly text: string;
	readonly tookMs: number;
	readonly output?: ExecResult;
	/** What differs, or differed before it was changed. */
	readonly changes?: readonly Change[];
	readonly versions?: readonly VersionRow[];
	/** Metadata by key, as they may be shown. */
	readonly metadata?: Readonly<Record<string, string>>;
	/** How it went in one word of at most 7 letters, where `ok` and `failed` do not say it. */
	readonly word?: string;
	/** What was asked for, as text, where the result is that. */
	readonly lines?: readonly string[];
};

/** What is told of what the errand never came to. */
export const leftAlone = 'not begun: the job had ended before';

const outputJson = ({exitCode, exitSignal, stdout, stderr}: ExecResult) => ({
	exit_code: exitCode,
	exit_signal: exitSignal ?? null,
	stdout,
	stderr,
});

/** The results as one JSON document. Without an error there is nothing that they do not tell. */
export const resultsJson = (verb: string, results: readonly ActResult[], error?: string): string =>
	JSON.stringify(
		{
			version: 1,
			verb,
			results: results.map(({target: {id, app, name}, isOk, isSkipped, text, tookMs, output, changes, versions, metadata}) => ({
				id,
				app,
				name,
				ok: isOk,
				skipped: isSkipped,
				text,
				took_ms: tookMs,
				output: output === undefined ? null : outputJson(output),
				changes: changes?.map(changeJson) ?? null,
				versions: versions?.map(versionJson) ?? null,
				metadata: metadata ?? null,
			})),
			error: error ?? null,
		},
		null,
		2,
	);

const wordOf = ({isOk, isSkipped, word}: ActResult): string => {
	if (isSkipped) {
		return 'skipped';
	}

	return word ?? (isOk ? 'ok' : 'failed');
};

const widestOf = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);

/** What a command wrote or the metadata, each line after the machine that it is from; as it is where there is one machine. */
const outputLines = ({target, output, metadata = {}}: ActResult, isOnlyOne: boolean): readonly string[] => {
	const lines = [
		...[output?.stdout, output?.stderr].flatMap(text => (text ?? '').split('\n').filter(line => line !== '')),
		...Object.entries(metadata).map(([key, value]) => `${key}=${value}`),
	];
	return isOnlyOne ? lines : lines.map(line => `${target.name || target.id}: ${line}`);
};

/** The results as text: what commands wrote or what was to be shown, then a line for each machine. */
export const resultsText = (results: readonly ActResult[]): string => {
	const idWidth = widestOf(results.map(({target}) => target.id));
	return [
		...results.flatMap(result => [...outputLines(result, results.length === 1), ...(result.lines ?? [])]),
		...results.map(result => `${inWidth(wordOf(result), 7)}  ${inWidth(result.target.id, idWidth)}  ${result.text}`),
	].join('\n');
};

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
				"output": {"exit_code", "exit_signal", "stdout", "stderr"}    // of exec alone
			}
		]
	}
*/
import type {ExecResult} from '../domain/resources/exec-result.ts';
import {inWidth, widthOf} from '../domain/text.ts';
import type {Target} from '../store/state.ts';

/** How a sub-command ended for one machine. */
export type ActResult = {
	readonly target: Target;
	/** Whether it is as was asked for. */
	readonly isOk: boolean;
	/** Whether nothing was sent to it. */
	readonly isSkipped: boolean;
	readonly text: string;
	readonly tookMs: number;
	readonly output?: ExecResult;
};

const outputJson = ({exitCode, exitSignal, stdout, stderr}: ExecResult) => ({
	exit_code: exitCode,
	exit_signal: exitSignal ?? null,
	stdout,
	stderr,
});

/** The results as one JSON document. */
export const resultsJson = (verb: string, results: readonly ActResult[]): string =>
	JSON.stringify(
		{
			version: 1,
			verb,
			results: results.map(({target: {id, app, name}, isOk, isSkipped, text, tookMs, output}) => ({
				id,
				app,
				name,
				ok: isOk,
				skipped: isSkipped,
				text,
				took_ms: tookMs,
				output: output === undefined ? null : outputJson(output),
			})),
		},
		null,
		2,
	);

const wordOf = ({isOk, isSkipped}: ActResult): string => {
	if (isSkipped) {
		return 'skipped';
	}

	return isOk ? 'ok' : 'failed';
};

const widestOf = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);

/** What a command wrote, each line after the machine that it is from; as it is where there is one machine. */
const outputLines = ({target, output}: ActResult, isOnlyOne: boolean): readonly string[] => {
	const lines = [output?.stdout, output?.stderr].flatMap(text => (text ?? '').split('\n').filter(line => line !== ''));
	return isOnlyOne ? lines : lines.map(line => `${target.name || target.id}: ${line}`);
};

/** The results as text: what commands wrote, then a line for each machine. */
export const resultsText = (results: readonly ActResult[]): string => {
	const idWidth = widestOf(results.map(({target}) => target.id));
	return [
		...results.flatMap(result => outputLines(result, results.length === 1)),
		...results.map(result => `${inWidth(wordOf(result), 7)}  ${inWidth(result.target.id, idWidth)}  ${result.text}`),
	].join('\n');
};

import {masked} from '../../domain/config/masking.ts';
import {type Line, labelled, plain} from '../../domain/details/line.ts';
import {execInWords, isExecGood} from '../../domain/exec-words.ts';
import type {ExecResult} from '../../domain/resources/exec-result.ts';
import {formatDuration} from '../../domain/time.ts';
import {wrapText} from '../../domain/wrap.ts';
import {memoizeLast} from '../../store/memoize.ts';
import type {CommandRun, OutputMode} from '../../store/output.ts';
import type {State} from '../../store/state.ts';
import {field} from '../dialogs/blocks.ts';

const streamLines = (name: string, text: string, width: number): readonly Line[] => {
	const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
	const count = `${name}: ${lines.length === 0 ? 'nothing' : `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`}`;
	return [[], [{text: count, isStrong: true}], ...lines.flatMap(line => wrapText(line, width).map(plain))];
};

const resultLines = memoizeLast((result: ExecResult, width: number): readonly Line[] => [
	...streamLines('stdout', result.stdout, width),
	...streamLines('stderr', result.stderr, width),
]);

const outcomeLines = ({outcome, startedAtMs, endedAtMs, timeoutSeconds}: CommandRun, nowMs: number, width: number): readonly Line[] => {
	const tookMs = (endedAtMs ?? nowMs) - startedAtMs;
	switch (outcome.kind) {
		case 'running':
			return [labelled('running', `for ${formatDuration(tookMs)}, ${timeoutSeconds} s at most`, 'busy')];
		case 'failed':
			return field('failed', outcome.text, width, {tone: outcome.isUnknown ? 'busy' : 'bad'});
		case 'ended': {
			const {result} = outcome;
			const ended = labelled('ended', execInWords(result, tookMs, timeoutSeconds), isExecGood(result) ? 'good' : 'bad');
			return [ended, ...resultLines(result, width)];
		}
	}
};

/** What a command gave: how it ended, and everything that it wrote. */
export const outputPage = (
	{runs, nowMs}: State,
	{runId}: OutputMode,
	width: number,
): {readonly title: string; readonly lines: readonly Line[]} => {
	const run = runs.find(({id}) => id === runId);
	if (run === undefined) {
		return {title: 'command', lines: [plain('What it gave is no longer kept.')]};
	}

	const {app, id, name} = run.target;
	const command = masked(run.commandLine);
	return {
		title: `command in ${name || id}`,
		lines: [
			...field('machine', `${name}  ${id}  of app ${app}`.trim(), width),
			...field('command', typeof command === 'string' ? command : '', width),
			...outcomeLines(run, nowMs, width),
		],
	};
};

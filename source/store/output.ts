import type {ExecResult} from '../domain/resources/exec-result.ts';
import {memoizeLast} from './memoize.ts';
import type {State, Target} from './state.ts';

/** What became of a command in a machine. */
export type CommandOutcome =
	| {readonly kind: 'running'}
	| {readonly kind: 'ended'; readonly result: ExecResult}
	| {
			readonly kind: 'failed';
			readonly text: string;
			/** Whether the command may have run all the same. */
			readonly isUnknown: boolean;
	  };

/** A command that was run in a machine. It may hold a password: it is kept while flydeck runs, and nowhere else. */
export type CommandRun = {
	readonly id: number;
	readonly target: Target;
	/** As it was typed. */
	readonly commandLine: string;
	readonly words: readonly string[];
	/** After how long the API kills it, in s. */
	readonly timeoutSeconds: number;
	readonly startedAtMs: number;
	readonly endedAtMs: number | undefined;
	readonly outcome: CommandOutcome;
};

/** The dialog that asks for a command. */
export type ExecMode = {
	readonly kind: 'exec';
	readonly target: Target;
	readonly commandLine: string;
	/** In s, as it was typed. */
	readonly timeout: string;
	readonly field: 'command' | 'timeout';
	/** Which command of before is shown, the newest first; 0 is the one that is being written. */
	readonly recalled: number;
	/** What was being written when an earlier command took its place. */
	readonly draft: string;
};

/** The page that shows what a command gave. */
export type OutputMode = {readonly kind: 'output'; readonly runId: number; readonly scroll: number};

const historyOf = memoizeLast((runs: readonly CommandRun[]): readonly string[] => [
	...new Set(runs.map(({commandLine}) => commandLine).toReversed()),
]);

/** The commands that were run, each once, newest first. */
export const selectCommandHistory = ({runs}: State): readonly string[] => historyOf(runs);

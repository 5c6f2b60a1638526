import {splitWords} from '../../domain/config/shell-words.ts';
import {type CommandRun, type ExecMode, selectCommandHistory} from '../../store/output.ts';
import type {State, Target} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {targetLeaseRefusal} from '../lease-refusal.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

const usualTimeoutSeconds = 10;
const longestTimeoutSeconds = 60;

/** Asks for a command to run in a machine. */
export const openExec = (target: Target): Outcome =>
	enterMode({kind: 'exec', target, commandLine: '', timeout: `${usualTimeoutSeconds}`, field: 'command', recalled: 0, draft: ''});

/** The dialog after a text was typed or pasted into its open field; undefined when the key does not edit it. */
export const execAfter = (mode: ExecMode, chord: Chord): ExecMode | undefined => {
	if (mode.field === 'command') {
		const commandLine = editText(mode.commandLine, chord);
		return commandLine === undefined ? undefined : {...mode, commandLine, recalled: 0};
	}

	const timeout = editText(mode.timeout, chord);
	return timeout !== undefined && /^\d{0,2}$/.test(timeout) ? {...mode, timeout} : undefined;
};

/** An earlier command, or a later one, down to the one that was being written. */
const recall = (state: State, mode: ExecMode, by: number): Outcome => {
	const history = selectCommandHistory(state);
	const recalled = Math.max(0, Math.min(mode.recalled + by, history.length));
	const draft = mode.recalled === 0 ? mode.commandLine : mode.draft;
	return enterMode({...mode, field: 'command', draft, recalled, commandLine: history[recalled - 1] ?? draft});
};

const lastRun = ({runs}: State): CommandRun | undefined => runs.at(-1);

/** The command that is asked for; or why it is none, as a sentence. */
export const commandIn = ({commandLine, timeout}: ExecMode): Pick<CommandRun, 'words' | 'timeoutSeconds'> | string => {
	const words = splitWords(commandLine.trim());
	const timeoutSeconds = Number.parseInt(timeout, 10);
	if (words === undefined) {
		return 'This is no command: a quote or a bracket is not closed.';
	}

	if (words.length === 0) {
		return 'Type the command first.';
	}

	return timeoutSeconds >= 1 && timeoutSeconds <= longestTimeoutSeconds
		? {words, timeoutSeconds}
		: `A command is given 1 to ${longestTimeoutSeconds} seconds.`;
};

const submit = (state: State, mode: ExecMode): Outcome => {
	const {target, commandLine} = mode;
	const leased = targetLeaseRefusal(state, target);
	const command = leased ?? commandIn(mode);
	if (typeof command === 'string') {
		return note(state, 'warning', command);
	}

	const run: CommandRun = {
		id: (lastRun(state)?.id ?? 0) + 1,
		target,
		commandLine: commandLine.trim(),
		...command,
		startedAtMs: state.nowMs,
		endedAtMs: undefined,
		outcome: {kind: 'running'},
	};
	return both(
		{events: [{type: 'command-started', run}], effects: [{type: 'exec', runId: run.id}]},
		enterMode({kind: 'output', runId: run.id, scroll: 0}),
	);
};

const showLast = (state: State): Outcome => {
	const run = lastRun(state);
	return run === undefined ? note(state, 'info', 'No command was run yet.') : enterMode({kind: 'output', runId: run.id, scroll: 0});
};

/** The dialog of a command: enter runs it once, the arrows bring back earlier ones, tab goes to the seconds and back. */
export const execKey = (state: State, mode: ExecMode, chord: Chord): Outcome => {
	switch (chord.name) {
		case 'esc':
			return leaveMode;
		case 'enter':
			return submit(state, mode);
		case 'up':
			return recall(state, mode, 1);
		case 'down':
			return recall(state, mode, -1);
		case 'tab':
			return enterMode({...mode, field: mode.field === 'command' ? 'timeout' : 'command'});
		case 'ctrl-o':
			return showLast(state);
		default: {
			const after = execAfter(mode, chord);
			return after === undefined ? nothing : enterMode(after);
		}
	}
};

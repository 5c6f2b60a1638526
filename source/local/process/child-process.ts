import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import type {ExitOutcome} from '../fleet/machine-record.ts';
import {outcomeOfError, outcomeOfExit, outcomeOfSignal} from '../fleet/outcomes.ts';

/** The leader of a process group of its own, so that whatever it started is reached by every signal too. */
export type Child = {readonly signal: (signal: NodeJS.Signals) => void};

export type ChildRequest = {
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly workDirectory: string;
};

/** Starts one command. Never throws: a command that cannot be started ends, a moment later, with 126 or 127. */
export const startChild = ({argv, env, workDirectory}: ChildRequest, onExit: (outcome: ExitOutcome) => void): Child => {
	let groupId: number | undefined;
	const signal = (name: NodeJS.Signals): void => {
		if (groupId === undefined) {
			return;
		}

		try {
			process.kill(-groupId, name);
		} catch {
			// The whole group has ended already.
		}
	};

	const end = (outcome: ExitOutcome): void => {
		// What the leader left behind goes with it, as everything in a machine does.
		signal('SIGKILL');
		groupId = undefined;
		onExit(outcome);
	};

	const [file = '', ...args] = argv;
	try {
		const child = spawn(file, args, {detached: true, cwd: workDirectory, env, stdio: 'ignore'});
		groupId = child.pid;
		child.once('error', error => end(outcomeOfError(error)));
		child.once('exit', (code, signalName) =>
			end(signalName === null ? outcomeOfExit(code ?? 0) : outcomeOfSignal(constants.signals[signalName])),
		);
	} catch (error) {
		queueMicrotask(() => end(outcomeOfError(error)));
	}

	return {signal};
};

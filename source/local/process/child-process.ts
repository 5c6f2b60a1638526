import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import type {ExitOutcome} from '../fleet/machine-record.ts';
import {outcomeOfError, outcomeOfExit, outcomeOfSignal} from '../fleet/outcomes.ts';
import type {Scheduler} from '../time/scheduler.ts';

export type OutputStream = 'stdout' | 'stderr';

export type ChildRequest = {
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly workDirectory: string;
	/** What it reads; nothing when it is not given. */
	readonly stdin?: string;
};

/** What a child tells of itself, in this order. */
export type ChildListener = {
	/** It leads a process group and a session of its own. Not called for a command that cannot be started. */
	readonly onStart: (pid: number) => void;
	readonly onOutput: (stream: OutputStream, chunk: Buffer) => void;
	/** It has ended. What it left behind may still run and write. */
	readonly onEnd: (outcome: ExitOutcome) => void;
	/** All that was written has been read. */
	readonly onClose: () => void;
};

/** How long output is waited for after the end, in ms: what escaped the machine may hold it open for ever. */
const drainMs = 500;

/** Starts one command. Never throws: a command that cannot be started ends, a moment later, with 126 or 127. */
export const startChild = ({argv, env, workDirectory, stdin}: ChildRequest, scheduler: Scheduler, listener: ChildListener): void => {
	const [file = '', ...args] = argv;
	const fail = (error: unknown): void => {
		listener.onEnd(outcomeOfError(error));
		listener.onClose();
	};

	try {
		const child = spawn(file, args, {
			detached: true,
			cwd: workDirectory,
			env,
			stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
		});
		if (child.pid === undefined) {
			child.once('error', fail);
			return;
		}

		listener.onStart(child.pid);
		child.stdout?.on('data', chunk => listener.onOutput('stdout', chunk));
		child.stderr?.on('data', chunk => listener.onOutput('stderr', chunk));
		// A child that does not read what it is given is no error.
		child.stdin?.on('error', () => {}).end(stdin);
		child.once('exit', (code, signal) => {
			listener.onEnd(signal === null ? outcomeOfExit(code ?? 0) : outcomeOfSignal(constants.signals[signal]));
			const cancel = scheduler.after(drainMs, () => {
				child.stdout?.destroy();
				child.stderr?.destroy();
			});
			child.once('close', () => {
				cancel();
				listener.onClose();
			});
		});
	} catch (error) {
		scheduler.after(0, () => fail(error));
	}
};

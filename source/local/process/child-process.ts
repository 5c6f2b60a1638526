import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import type {Readable} from 'node:stream';
import type {ExitOutcome} from '../fleet/machine-record.ts';
import {outcomeOfExit, outcomeOfSignal} from '../fleet/outcomes.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {findCommand} from './find-command.ts';

export type OutputStream = 'stdout' | 'stderr';

export type ChildRequest = {
	readonly argv: readonly string[];
	/** A program, with arguments, that becomes the command. */
	readonly before: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly workDirectory: string;
	/** What it reads; nothing when it is not given. */
	readonly stdin?: string;
};

/** What a child tells of itself, in this order. */
export type ChildListener = {
	/** It leads a process group and a session of its own. */
	readonly onStart: (pid: number) => void;
	readonly onOutput: (stream: OutputStream, chunk: Buffer) => void;
	/** It has ended. What it left behind may still run and write. */
	readonly onEnd: (outcome: ExitOutcome) => void;
	/** All that was written has been read. */
	readonly onClose: () => void;
};

/** How long output is waited for after the end, in ms: what escaped the machine may hold it open for ever. */
const drainMs = 500;

const restFactor = 3;

/** Reads a stream, and rests after each chunk for three times as long as it took: who writes without end must leave time for all else. */
const readFairly = (stream: Readable | null, scheduler: Scheduler, take: (chunk: Buffer) => void): void => {
	stream?.on('data', chunk => {
		const startedAtMs = scheduler.now();
		take(chunk);
		const tookMs = scheduler.now() - startedAtMs;
		if (tookMs > 0) {
			stream.pause();
			scheduler.after(restFactor * tookMs, () => stream.resume());
		}
	});
};

/**
Starts one command. Never throws. Answers why the system did not start it, when it did not: nothing is then told to the listener.
*/
export const startChild = (
	{argv, before, env, workDirectory, stdin}: ChildRequest,
	scheduler: Scheduler,
	listener: ChildListener,
): Error | undefined => {
	const found = findCommand(argv[0] ?? '', env.PATH ?? '', workDirectory);
	if ('error' in found) {
		return found.error;
	}

	try {
		const [file = '', ...args] = [...before, ...argv];
		const child = spawn(file, args, {
			detached: true,
			cwd: workDirectory,
			env,
			stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
		});
		if (child.pid === undefined) {
			// What is missing is told too late for whoever has to know it now; for a command that is there, it is one of these.
			child.once('error', () => {});
			return new Error(`spawn ${argv[0]}: no more processes or open files can be had`);
		}

		listener.onStart(child.pid);
		readFairly(child.stdout, scheduler, chunk => listener.onOutput('stdout', chunk));
		readFairly(child.stderr, scheduler, chunk => listener.onOutput('stderr', chunk));
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
		return undefined;
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
};

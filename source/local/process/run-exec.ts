import type {ExitOutcome} from '../fleet/machine-record.ts';
import {outcomeOfError} from '../fleet/outcomes.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {type ChildRequest, type OutputStream, startChild} from './child-process.ts';
import type {ExecRequest, ExecResult} from './machine-process.ts';
import type {ProcessRegistry} from './process-registry.ts';

/** How much of each stream an answer holds, in bytes; what comes after it is dropped. */
export const longestOutputBytes = 1024 * 1024;

type Bounded = {readonly add: (chunk: Buffer) => void; readonly text: () => string};

const createBounded = (): Bounded => {
	const chunks: Buffer[] = [];
	let left = longestOutputBytes;
	return {
		add(chunk) {
			const taken = chunk.subarray(0, left);
			left -= taken.length;
			if (taken.length > 0) {
				chunks.push(taken);
			}
		},
		text: () => Buffer.concat(chunks).toString('utf8'),
	};
};

/** Runs one command beside the processes of a run, and answers when it has ended; one that takes too long is killed, with what it started. What else
it leaves behind lives on with the run. */
export const runExec = (
	{argv, stdin, timeoutMs}: ExecRequest,
	{env, workDirectory}: Pick<ChildRequest, 'env' | 'workDirectory'>,
	{run, registry, scheduler}: {readonly run: string; readonly registry: ProcessRegistry; readonly scheduler: Scheduler},
): Promise<ExecResult> => {
	const {promise, resolve} = Promise.withResolvers<ExecResult>();
	const output: Readonly<Record<OutputStream, Bounded>> = {stdout: createBounded(), stderr: createBounded()};
	let outcome: ExitOutcome | undefined;
	let endLeader = (): void => {};
	const error = startChild({argv, before: registry.wordsFor(run), env, workDirectory, stdin}, scheduler, {
		onStart(pid) {
			registry.add(run, pid);
			const cancel = scheduler.after(timeoutMs, () => registry.signalGroup(pid, 'SIGKILL'));
			endLeader = () => {
				cancel();
				registry.leave(pid);
			};
		},
		onOutput: (stream, chunk) => output[stream].add(chunk),
		onEnd(ended) {
			endLeader();
			outcome = ended;
		},
		onClose() {
			const {exitCode = 0, signal} = outcome ?? {};
			resolve({exitCode, exitSignal: signal, stdout: output.stdout.text(), stderr: output.stderr.text()});
		},
	});
	if (error !== undefined) {
		const failed = outcomeOfError(error);
		resolve({exitCode: failed.exitCode, exitSignal: undefined, stdout: '', stderr: failed.error});
	}

	return promise;
};

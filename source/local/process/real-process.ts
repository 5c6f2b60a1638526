import {numberAt, objectAt} from '../../domain/json-reader.ts';
import {memoryMbOf} from '../fleet/guest.ts';
import type {ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import {outcomeOfError, outcomeOfSignal} from '../fleet/outcomes.ts';
import {stopSignals} from '../fleet/signals.ts';
import {createLineSplitter} from '../logs/line-splitter.ts';
import type {LogLevel} from '../logs/logs.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {type OutputStream, startChild} from './child-process.ts';
import {environmentOf, type Variables} from './environment.ts';
import {findCommand} from './find-command.ts';
import type {MachineProcess} from './machine-process.ts';
import {type MemoryWatch, usedBytes} from './memory-watch.ts';
import type {ProcessCommand} from './process-commands.ts';
import {listProcesses} from './process-list.ts';
import type {ProcessRegistry} from './process-registry.ts';
import {runExec} from './run-exec.ts';
import {StartFailure} from './start-failure.ts';

export type RealProcessParts = {
	/** A whole number that no other start of any machine has. */
	readonly run: string;
	readonly root: string;
	/** What every process has in its environment. */
	readonly base: Variables;
	readonly secrets: Variables;
	readonly registry: ProcessRegistry;
	readonly memoryWatch: MemoryWatch;
	readonly scheduler: Scheduler;
	readonly onLine: (level: LogLevel, line: string) => void;
};

const bytesInMb = 1024 * 1024;
const levels: Readonly<Record<OutputStream, LogLevel>> = {stdout: 'info', stderr: 'error'};

const swapMbOf = ({config}: MachineRecord): number => numberAt(objectAt(config, 'init'), 'swap_size_mb') ?? 0;

/** @throws StartFailure when there is no such command, or none that can be run */
const requireCommand = (name: string, path: string, workDirectory: string): void => {
	const found = findCommand(name, path, workDirectory);
	if ('error' in found) {
		throw new StartFailure(outcomeOfError(found.error), {isOfHost: false});
	}
};

/**
Runs a machine's commands side by side, in its root. The first that ends takes the others with it, and its outcome is the machine's. So does
more memory than the guest has, as Linux does it: 137, out of memory. `onExit` is called when all of them have ended and all they wrote is read.

@throws StartFailure when one of the commands cannot be run: then none is
*/
export const startRealProcess = (
	machine: MachineRecord,
	commands: readonly ProcessCommand[],
	{run, root, base, secrets, registry, memoryWatch, scheduler, onLine}: RealProcessParts,
	onExit: (outcome: ExitOutcome) => void,
): MachineProcess => {
	let outcome: ExitOutcome | undefined;
	let isPaused = false;
	let hasFailed = false;
	let limitMb = memoryMbOf(machine);
	let open = commands.length;
	const environment = (row: ProcessCommand['row']): Variables => ({
		...environmentOf(machine, row, base, secrets),
		...registry.markOf(run),
	});

	for (const {argv, row} of commands) {
		requireCommand(argv[0] ?? '', environment(row).PATH ?? '', root);
	}

	const end = (ended: ExitOutcome): void => {
		outcome ??= ended;
		endWatch();
		registry.sweep('SIGKILL', run);
	};

	const endWatch = memoryWatch.watch(
		run,
		() => bytesInMb * (limitMb + swapMbOf(machine)),
		() => end({...outcomeOfSignal(stopSignals.SIGKILL), oomKilled: true}),
	);

	const startOne = ({argv, row}: ProcessCommand): Error | undefined => {
		let leaderId: number | undefined;
		const lines = {
			stdout: createLineSplitter(line => onLine(levels.stdout, line)),
			stderr: createLineSplitter(line => onLine(levels.stderr, line)),
		};
		return startChild({argv, before: registry.wordsFor(run), env: environment(row), workDirectory: root}, scheduler, {
			onStart(pid) {
				leaderId = pid;
				registry.add(run, pid);
			},
			onOutput: (stream, chunk) => lines[stream].write(chunk),
			onEnd(ended) {
				end(ended);
				if (leaderId !== undefined) {
					registry.remove(leaderId);
				}
			},
			onClose() {
				lines.stdout.end();
				lines.stderr.end();
				open--;
				if (open === 0 && outcome !== undefined && !hasFailed) {
					onExit(outcome);
				}
			},
		});
	};

	for (const command of commands) {
		const error = startOne(command);
		if (error !== undefined) {
			// Those that run already are none of the machine's: it never started.
			hasFailed = true;
			const failed = outcomeOfError(error);
			end(failed);
			throw new StartFailure(failed, {isOfHost: false});
		}
	}

	return {
		isReal: true,
		signal(name) {
			if (name === 'SIGKILL') {
				registry.sweep(name, run);
				return;
			}

			registry.signal(run, name);
			if (isPaused) {
				// A stopped process takes its signal when it goes on.
				isPaused = false;
				registry.sweep('SIGCONT', run);
			}
		},
		pause() {
			isPaused = true;
			registry.sweep('SIGSTOP', run);
		},
		resume() {
			isPaused = false;
			registry.sweep('SIGCONT', run);
		},
		list: async () => listProcesses(registry.members(run), registry.table, scheduler.now()),
		exec: request => runExec(request, {env: environment({}), workDirectory: root}, {run, registry, scheduler}),
		limitMemory(asked) {
			limitMb = asked;
		},
		usedMemoryMb: () => Math.ceil(usedBytes(registry.table, registry.members(run)) / bytesInMb),
	};
};

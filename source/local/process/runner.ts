import {mkdtempSync} from 'node:fs';
import {join} from 'node:path';
import type {ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import {outcomeOfExit} from '../fleet/outcomes.ts';
import type {LogLevel, NewLogLine} from '../logs/logs.ts';
import {realPathOf} from '../real-directory.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {type Environment, inheritedFrom} from './environment.ts';
import {furnish} from './furnish.ts';
import type {StartProcess} from './machine-process.ts';
import {createMemoryWatch, type MemoryWatch} from './memory-watch.ts';
import {type ProcessCommand, processCommands} from './process-commands.ts';
import {createProcessRegistry, type ProcessRegistry} from './process-registry.ts';
import {createProcessTable} from './process-table.ts';
import {startRealProcess} from './real-process.ts';
import {createRootDirectories, type RootDirectories, removeDirectory} from './root-directories.ts';
import {startSimulatedProcess} from './simulated-process.ts';
import {StartFailure} from './start-failure.ts';

export type Runner = {
	readonly start: StartProcess;
	/** Drops what is kept of a machine that is gone. */
	readonly forget: (machineId: string) => void;
	/** Kills every real process, with all that it started, before it returns. */
	readonly killAll: () => void;
};

export type RunnerOptions = {
	readonly scheduler: Scheduler;
	readonly speed: number;
	readonly environment: Environment;
	readonly temporaryDirectory: string;
	/** The app secrets that the processes of a machine are to find. */
	readonly secretsOf: (machine: MachineRecord) => Readonly<Record<string, string>>;
	/** Where the contents of a volume are; undefined for one that does not exist. */
	readonly volumeDirectory: (volumeId: string) => string | undefined;
	/** Gets every line that a real process writes. */
	readonly log: (line: NewLogLine) => void;
};

/** What real processes need, made when the first of them starts. */
type Ground = {
	readonly directory: string;
	readonly roots: RootDirectories;
	readonly registry: ProcessRegistry;
	readonly memoryWatch: MemoryWatch;
};

/** The exit code of an init that found no machine to run in. */
const noMachine = 255;

/** A failure to start: what is none already is one of the host. */
const startFailure = (error: unknown): StartFailure =>
	error instanceof StartFailure
		? error
		: new StartFailure(outcomeOfExit(noMachine, error instanceof Error ? error.message : String(error)), {isOfHost: true});

/** Starts the processes of machines: real ones where the config names a command, simulated ones elsewhere. */
export const createRunner = (options: RunnerOptions): Runner => {
	const {scheduler, speed, environment, temporaryDirectory, secretsOf, volumeDirectory, log} = options;
	const base = inheritedFrom(environment);
	let ground: Ground | undefined;
	let made = 0;

	const lay = (): Ground => {
		const directory = mkdtempSync(join(realPathOf(temporaryDirectory), 'flydeck-'));
		const registry = createProcessRegistry({table: createProcessTable(), directory, path: base.PATH ?? '', now: scheduler.now});
		return {directory, roots: createRootDirectories(directory), registry, memoryWatch: createMemoryWatch(registry, scheduler)};
	};

	const startReal = (machine: MachineRecord, commands: readonly ProcessCommand[], onExit: (outcome: ExitOutcome) => void) => {
		ground ??= lay();
		const {roots, registry, memoryWatch} = ground;
		const root = roots.prepare(machine);
		const secrets = secretsOf(machine);
		made++;
		const run = String(made);
		const onLine = (level: LogLevel, message: string): void =>
			log({app: machine.app, instance: machine.id, region: machine.region, provider: 'app', level, message});
		try {
			furnish(machine.config, {root, secrets, volumeDirectory});
			return startRealProcess(machine, commands, {run, root, base, secrets, registry, memoryWatch, scheduler, onLine}, outcome => {
				roots.leave(machine, root);
				onExit(outcome);
			});
		} catch (error) {
			roots.leave(machine, root);
			throw error;
		}
	};

	return {
		start(machine, onExit) {
			const commands = processCommands(machine.config);
			if (commands.length === 0) {
				return startSimulatedProcess(machine, {scheduler, speed}, onExit);
			}

			try {
				return startReal(machine, commands, onExit);
			} catch (error) {
				throw startFailure(error);
			}
		},
		forget: machineId => ground?.roots.forget(machineId),
		killAll() {
			if (ground === undefined) {
				return;
			}

			ground.registry.sweep('SIGKILL');
			ground.registry.close();
			removeDirectory(ground.directory);
			ground = undefined;
		},
	};
};

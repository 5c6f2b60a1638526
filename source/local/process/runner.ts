import {commandsOf} from '../fleet/machine-config.ts';
import {outcomeOfError} from '../fleet/outcomes.ts';
import type {Scheduler} from '../time/scheduler.ts';
import type {MachineProcess, StartProcess} from './machine-process.ts';
import {type Environment, startRealProcess} from './real-process.ts';
import {startSimulatedProcess} from './simulated-process.ts';
import {createWorkDirectories} from './work-directory.ts';

export type Runner = {
	readonly start: StartProcess;
	/** Kills every real process, with all that it started, before it returns. */
	readonly killAll: () => void;
};

const neverRan: MachineProcess = {isReal: true, signal() {}};

/** Starts the processes of machines: real ones where the config names a command, simulated ones elsewhere. */
export const createRunner = ({
	scheduler,
	speed,
	environment,
	temporaryDirectory,
}: {
	readonly scheduler: Scheduler;
	readonly speed: number;
	readonly environment: Environment;
	readonly temporaryDirectory: string;
}): Runner => {
	const directories = createWorkDirectories(temporaryDirectory);
	const running = new Set<MachineProcess>();
	return {
		start(machine, onExit) {
			const commands = commandsOf(machine.config);
			if (commands.length === 0) {
				return startSimulatedProcess(machine, {scheduler, speed}, onExit);
			}

			let workDirectory: string;
			try {
				workDirectory = directories.make(machine.id);
			} catch (error) {
				scheduler.after(0, () => onExit(outcomeOfError(error)));
				return neverRan;
			}

			const process = startRealProcess(machine, commands, {environment, workDirectory}, outcome => {
				running.delete(process);
				directories.remove(workDirectory);
				onExit(outcome);
			});
			running.add(process);
			return process;
		},
		killAll() {
			for (const process of running) {
				process.signal('SIGKILL');
			}

			directories.removeAll();
		},
	};
};

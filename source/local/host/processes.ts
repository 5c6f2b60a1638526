import type {ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import type {MachineProcess, StartProcess} from '../process/machine-process.ts';

/** The processes of machines: one for each that runs or is suspended. */
export type Processes = {
	readonly find: (id: string) => MachineProcess | undefined;
	readonly run: (machine: MachineRecord) => void;
	/** Kills a machine's process and says nothing of its end. True when there was one. */
	readonly discard: (id: string) => boolean;
	/** Says nothing of any end from now on. */
	readonly close: () => void;
};

/** `onExit` is called when a process ends that was not discarded. */
export const createProcesses = (start: StartProcess, onExit: (id: string, outcome: ExitOutcome) => void): Processes => {
	const running = new Map<string, MachineProcess>();
	return {
		find: id => running.get(id),
		run(machine) {
			const {id} = machine;
			const process = start(machine, outcome => {
				if (running.get(id) === process) {
					running.delete(id);
					onExit(id, outcome);
				}
			});
			running.set(id, process);
		},
		discard(id) {
			const process = running.get(id);
			running.delete(id);
			process?.signal('SIGKILL');
			return process !== undefined;
		},
		close: () => running.clear(),
	};
};

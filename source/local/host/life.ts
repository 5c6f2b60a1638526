import {hadProcess, recordExit, recordStartFailure} from '../fleet/exits.ts';
import type {Ids} from '../fleet/ids.ts';
import type {StopRule} from '../fleet/machine-config.ts';
import type {ExitOutcome, MachineRecord, MachineState} from '../fleet/machine-record.ts';
import {outcomeOfSignal} from '../fleet/outcomes.ts';
import {stopSignals} from '../fleet/signals.ts';
import * as fleet from '../fleet/transitions.ts';
import type {StartProcess} from '../process/machine-process.ts';
import {StartFailure} from '../process/start-failure.ts';
import {recover} from '../state/recover.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {createAgenda} from './agenda.ts';
import {createProcesses, type Processes} from './processes.ts';
import type {Realism} from './realism.ts';
import {type Step, stepMs} from './steps.ts';
import type {Store} from './store.ts';

/** What happens to machines by itself: what is due next, and the ends of their processes. */
export type Life = {
	readonly processes: Processes;
	/** Makes a step the one thing that is due for a machine. */
	readonly next: (id: string, step: Step) => void;
	/** Nothing is due any more. */
	readonly rest: (id: string) => void;
	/** Keeps a machine whose process has ended; one with `auto_destroy` that is not to run again goes away. */
	readonly settle: (ended: MachineRecord) => void;
	/** Asks a process to end, and kills it when it takes longer than it may. True when there was one. A snapshot is dropped. */
	readonly endProcess: (machine: MachineRecord, rule: StopRule) => boolean;
	/** Goes on with a machine that an earlier server left behind. */
	readonly recover: (machine: MachineRecord) => void;
};

export type LifeParts = {
	readonly store: Store;
	readonly scheduler: Scheduler;
	readonly ids: Ids;
	readonly speed: number;
	readonly random: () => number;
	readonly realism: Realism;
	readonly startProcess: StartProcess;
};

/** The process of a snapshot is killed when that is dropped. */
const killedWithSnapshot = outcomeOfSignal(stopSignals.SIGKILL);

/** Where a process can only be the paused one of a snapshot. */
const asleep: ReadonlySet<MachineState> = new Set(['suspended', 'starting']);

export const createLife = ({store, scheduler, ids, speed, random, realism, startProcess}: LifeParts): Life => {
	const agenda = createAgenda(scheduler);
	const {now} = scheduler;

	const next = (id: string, step: Step): void => {
		agenda.set(id, stepMs(step, realism, random) / speed, () => {
			const machine = store.findMachine(id);
			if (machine !== undefined) {
				steps[step](machine);
			}
		});
	};

	const steps: Readonly<Record<Step, (machine: MachineRecord) => void>> = {
		pulled(machine) {
			store.put(fleet.receiveImage(machine, now()));
			if (machine.willRun) {
				next(machine.id, 'booted');
			} else if (realism.unlaunchedMs > 0) {
				next(machine.id, 'laidDown');
			}
		},
		laidDown: machine => store.put(fleet.completeStop(machine, now())),
		booted(machine) {
			try {
				boot(machine);
			} catch (error) {
				fail(machine, error);
				return;
			}

			store.put(fleet.completeStart(machine, now(), ids));
		},
		restarted(machine) {
			store.put(fleet.beginRestart(machine, now(), ids));
			next(machine.id, 'booted');
		},
		halted(machine) {
			if (hadProcess(machine)) {
				afterExit(machine, killedWithSnapshot);
			} else {
				settle(fleet.completeStop(machine, now()));
			}
		},
		suspended: machine => store.put(fleet.completeSuspend(machine, now(), ids)),
		replaced(machine) {
			store.put(fleet.completeReplacement(withoutProcess(machine), now(), ids));
			if (machine.willRun) {
				next(machine.id, 'booted');
			}
		},
		destroyed: machine => store.put(fleet.completeDestroy(withoutProcess(machine), now(), ids)),
		dropped: machine => steps.destroyed(machine),
	};

	/** On the way to something else, with the end of what was in its snapshot. */
	const withoutProcess = (machine: MachineRecord): MachineRecord =>
		hadProcess(machine) ? recordExit(machine, killedWithSnapshot, now(), ids) : machine;

	const boot = (machine: MachineRecord): void => {
		const suspended = processes.find(machine.id);
		if (suspended === undefined) {
			processes.run(machine);
		} else {
			suspended.resume();
		}
	};

	const fail = (machine: MachineRecord, error: unknown): void => {
		if (!(error instanceof StartFailure)) {
			throw error;
		}

		const failed = recordStartFailure(machine, error, now(), ids);
		store.put(failed);
		if (failed.state === 'launch_failed') {
			next(failed.id, 'dropped');
		}
	};

	/** What is due after the process has ended on the way to something else. */
	const afterEnd: Partial<Record<MachineState, Step>> = {restarting: 'restarted', replacing: 'replaced', destroying: 'destroyed'};

	const afterExit = (machine: MachineRecord, outcome: ExitOutcome): void => {
		const ended = recordExit(machine, outcome, now(), ids);
		agenda.clear(ended.id);
		const step = afterEnd[ended.state] ?? (ended.willRun ? 'restarted' : undefined);
		if (step !== undefined) {
			next(ended.id, step);
		}

		settle(ended);
	};

	const settle = (ended: MachineRecord): void => {
		if (ended.state !== 'stopped' || ended.willRun || ended.config.auto_destroy !== true) {
			store.put(ended);
			return;
		}

		// Nobody sees it stopped: whoever waits for that learns that it is gone (reference of the Machines API, section 2.4).
		store.put(fleet.beginDestroy(ended, now()));
		next(ended.id, 'destroyed');
	};

	const processes = createProcesses(startProcess, (id, outcome) => {
		const machine = store.findMachine(id);
		// A snapshot that is lost while it is being resumed only means that the machine boots anew.
		if (machine !== undefined && machine.state !== 'starting') {
			afterExit(machine, outcome);
		}
	});

	return {
		processes,
		next,
		rest: agenda.clear,
		settle,
		endProcess({id, state}, {signal, timeoutMs}) {
			if (asleep.has(state)) {
				processes.discard(id);
				return false;
			}

			const process = processes.find(id);
			if (process === undefined) {
				return false;
			}

			// One that is being suspended stands still: it hears nothing else.
			process.signal(state === 'suspending' ? 'SIGKILL' : signal);
			agenda.set(id, process.isReal ? timeoutMs : timeoutMs / speed, () => process.signal('SIGKILL'));
			return true;
		},
		recover(left) {
			const {machine, due} = recover(left, now(), ids);
			if (machine !== left) {
				store.put(machine);
			}

			if (due !== undefined) {
				next(machine.id, due);
			}
		},
	};
};

import type {JsonObject} from '../../domain/json.ts';
import {type Call, legalityOf} from '../../domain/legality.ts';
import {Fault} from '../fleet/fault.ts';
import type {Ids} from '../fleet/ids.ts';
import {type StopRule, stopRuleOf} from '../fleet/machine-config.ts';
import type {EventSource, ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import {outcomeOfExit} from '../fleet/outcomes.ts';
import * as fleet from '../fleet/transitions.ts';
import type {MachineProcess, StartProcess} from '../process/machine-process.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {createAgenda} from './agenda.ts';
import type {Store} from './store.ts';

/** Moves machines through their lives: applies transitions, lets them take time, starts and ends processes. */
export type Driver = {
	readonly create: (machine: fleet.NewMachine) => MachineRecord;
	/** Takes over a machine whose story was written beforehand; what is `started` gets its process. */
	readonly restore: (machine: MachineRecord) => void;
	readonly start: (machine: MachineRecord, source: EventSource) => void;
	readonly stop: (machine: MachineRecord, rule: StopRule, source: EventSource) => void;
	readonly update: (machine: MachineRecord, change: {readonly config: JsonObject; readonly skipLaunch: boolean}) => MachineRecord;
	readonly destroy: (machine: MachineRecord, options: {readonly force: boolean}) => void;
	/** Ends a machine at once and for good: what happens to those of a deleted app. */
	readonly abandon: (machine: MachineRecord) => void;
};

/** What can be due in the life of a machine, and how long it takes, in ms, at speed 1. A machine has one of them at a time. */
const stepMs = {pulled: 1000, booted: 800, restarted: 1000, halted: 300, replaced: 1000, destroyed: 600} as const;

type Step = keyof typeof stepMs;

export const createDriver = ({
	store,
	scheduler,
	ids,
	speed,
	startProcess,
}: {
	readonly store: Store;
	readonly scheduler: Scheduler;
	readonly ids: Ids;
	readonly speed: number;
	readonly startProcess: StartProcess;
}): Driver => {
	const processes = new Map<string, MachineProcess>();
	const agenda = createAgenda(scheduler);
	const {now} = scheduler;

	const next = (id: string, step: Step): void => {
		agenda.set(id, stepMs[step] / speed, () => {
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
			}
		},
		booted(machine) {
			runProcess(machine);
			store.put(fleet.completeStart(machine, now(), ids));
		},
		restarted(machine) {
			store.put(fleet.beginRestart(machine, now()));
			next(machine.id, 'booted');
		},
		halted: machine => afterExit(machine, outcomeOfExit(0)),
		replaced(machine) {
			store.put(fleet.completeUpdate(machine, now(), ids));
			if (machine.willRun) {
				next(machine.id, 'booted');
			}
		},
		destroyed: machine => store.put(fleet.completeDestroy(machine, now(), ids)),
	};

	const afterExit = (machine: MachineRecord, outcome: ExitOutcome): void => {
		const ended = fleet.recordExit(machine, outcome, now(), ids);
		agenda.clear(ended.id);
		if (ended.state === 'replacing') {
			next(ended.id, 'replaced');
		} else if (ended.state === 'destroying') {
			next(ended.id, 'destroyed');
		} else if (ended.willRun) {
			next(ended.id, 'restarted');
		}

		settle(ended);
	};

	/** Keeps a machine whose process has ended; one with `auto_destroy` that is not to run again goes away. */
	const settle = (ended: MachineRecord): void => {
		store.put(ended);
		if (ended.state === 'stopped' && !ended.willRun && ended.config.auto_destroy === true) {
			store.put(fleet.beginDestroy(ended, now()));
			next(ended.id, 'destroyed');
		}
	};

	const runProcess = ({id}: MachineRecord): void => {
		const machine = store.findMachine(id);
		if (machine === undefined) {
			return;
		}

		const process = startProcess(machine, outcome => {
			const current = store.findMachine(id);
			if (processes.get(id) === process && current !== undefined) {
				processes.delete(id);
				afterExit(current, outcome);
			}
		});
		processes.set(id, process);
	};

	/** Asks a process to end, and kills it when it takes longer than it may. True when there was one. */
	const endProcess = (id: string, {signal, timeoutMs}: StopRule): boolean => {
		const process = processes.get(id);
		if (process === undefined) {
			return false;
		}

		process.signal(signal);
		agenda.set(id, process.isReal ? timeoutMs : timeoutMs / speed, () => process.signal('SIGKILL'));
		return true;
	};

	/** Throws the Fault that the API answers when a call is not legal now. True when there is something to do. */
	const requireLegal = (call: Call, machine: MachineRecord, force = false): boolean => {
		const legality = legalityOf(call, machine.state, {force, imageReady: machine.imageReady});
		if (!legality.legal) {
			throw new Fault(legality.status, {error: `${legality.code}: ${legality.message}`});
		}

		return legality.noEffect !== true;
	};

	return {
		create(asked) {
			const machine = fleet.launch(asked, now(), ids);
			store.put(machine);
			next(machine.id, 'pulled');
			return machine;
		},
		restore(machine) {
			store.put(machine);
			if (machine.state === 'started') {
				runProcess(machine);
			}
		},
		start(machine, source) {
			requireLegal('start', machine);
			store.put(fleet.beginStart(machine, now(), ids, source));
			next(machine.id, 'booted');
		},
		stop(machine, rule, source) {
			if (requireLegal('stop', machine)) {
				store.put(fleet.beginStop(machine, now(), ids, source));
				if (!endProcess(machine.id, rule)) {
					next(machine.id, 'halted');
				}
			} else if (machine.willRun) {
				agenda.clear(machine.id);
				settle(fleet.cancelRestart(machine));
			}
		},
		update(machine, change) {
			requireLegal('update', machine);
			const changed = fleet.beginUpdate(machine, change, now(), ids);
			store.put(changed);
			// One that is stopping already keeps the timeout that it was given.
			const isEnding = machine.state === 'stopping' && processes.has(machine.id);
			if (!isEnding && !endProcess(machine.id, stopRuleOf(machine.config, {}))) {
				next(machine.id, 'replaced');
			}

			return changed;
		},
		destroy(machine, {force}) {
			requireLegal('delete', machine, force);
			store.put(fleet.beginDestroy(machine, now()));
			if (!endProcess(machine.id, {signal: 'SIGKILL', timeoutMs: 1000})) {
				next(machine.id, 'destroyed');
			}
		},
		abandon({id}) {
			agenda.clear(id);
			processes.get(id)?.signal('SIGKILL');
			processes.delete(id);
		},
	};
};

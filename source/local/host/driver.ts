import {type Call, legalityOf} from '../../domain/legality.ts';
import {isTransient} from '../../domain/lifecycle.ts';
import {snapshotOf} from '../../domain/snapshot.ts';
import {Fault, refusal} from '../fleet/fault.ts';
import {type StopRule, stopRuleOf} from '../fleet/machine-config.ts';
import type {EventSource, MachineRecord} from '../fleet/machine-record.ts';
import * as fleet from '../fleet/transitions.ts';
import type {MachineProcess} from '../process/machine-process.ts';
import {createLife, type LifeParts} from './life.ts';
import {createStartRaces} from './start-races.ts';

/** Does what is asked of machines, where it is legal: applies the first transition and lets the rest take its time. */
export type Driver = {
	readonly create: (machine: fleet.NewMachine) => MachineRecord;
	/** Takes over a machine whose story was written beforehand; what is `started` gets its process. */
	readonly restore: (machine: MachineRecord) => void;
	/** Goes on with every machine of the store after the server that ran them has ended. */
	readonly recover: () => void;
	readonly start: (machine: MachineRecord, source: EventSource) => void;
	readonly stop: (machine: MachineRecord, rule: StopRule, source: EventSource) => void;
	readonly restart: (machine: MachineRecord, rule: StopRule) => void;
	readonly suspend: (machine: MachineRecord, source: EventSource) => void;
	readonly update: (machine: MachineRecord, change: fleet.MachineChange) => MachineRecord;
	/** Moves a machine to another host, which is what happens when its own is drained. Throws a 409 Fault while something else is under way. */
	readonly migrate: (machine: MachineRecord) => void;
	/** What is due for a machine on its way to another state never comes, until something else is asked. Throws a 412 Fault for one that is at rest. */
	readonly stall: (machine: MachineRecord) => void;
	readonly destroy: (machine: MachineRecord, options: {readonly force: boolean}) => void;
	/** Ends a machine at once and for good: what happens to those of a deleted app. */
	readonly abandon: (machine: MachineRecord) => void;
	/** Has a running machine judged by another amount of memory, in MB, until its process ends. Throws a 412 Fault when it is not running. */
	readonly limitMemory: (machine: MachineRecord, limitMb: number) => MachineRecord;
	/** What runs in a machine. Throws a 412 Fault when it is not running. */
	readonly processOf: (machine: MachineRecord) => MachineProcess;
	/** No end of a process changes a machine from now on. */
	readonly close: () => void;
};

/** Throws the Fault that the API answers when a call is not legal now. True when there is something to do. */
const requireLegal = (call: Call, machine: MachineRecord, force = false): boolean => {
	const legality = legalityOf(call, machine.state, {force, imageReady: machine.imageReady, snapshot: snapshotOf(machine.config)});
	if (!legality.legal) {
		throw new Fault(legality.status, {error: `${legality.code}: ${legality.message}`});
	}

	return legality.noEffect !== true;
};

export const createDriver = (parts: LifeParts): Driver => {
	const {store, scheduler, ids} = parts;
	const {now} = scheduler;
	const life = createLife(parts);
	const races = createStartRaces(parts);
	const imageReady = parts.realism.pullMs[1] === 0;

	const processOf = (machine: MachineRecord): MachineProcess => {
		requireLegal('signal', machine);
		const process = life.processes.find(machine.id);
		if (process === undefined) {
			throw refusal('failed_precondition', 'machine not running');
		}

		return process;
	};

	return {
		create(asked) {
			const machine = {...fleet.launch(asked, now(), ids), imageReady};
			store.put(machine);
			life.next(machine.id, 'pulled');
			return machine;
		},
		restore(machine) {
			store.put(machine);
			if (machine.state === 'started') {
				life.processes.run(machine);
			}
		},
		recover() {
			for (const machine of [...store.machines()]) {
				life.recover(machine);
			}
		},
		start(machine, source) {
			requireLegal('start', machine);
			if (source === 'user' && races.isDropped(machine)) {
				return;
			}

			store.put(fleet.beginStart(machine, now(), ids, source));
			life.next(machine.id, 'booted');
		},
		stop(machine, rule, source) {
			// One that is down only until its policy starts it again is stopped like one that runs: else nobody could tell why it stays down.
			if (requireLegal('stop', machine) || machine.willRun) {
				store.put(fleet.beginStop(machine, now(), ids, source));
				if (!life.endProcess(machine, rule)) {
					life.next(machine.id, 'halted');
				}
			}
		},
		restart(machine, rule) {
			requireLegal('restart', machine);
			store.put(fleet.askRestart(machine, now(), ids));
			if (!life.endProcess(machine, rule)) {
				life.next(machine.id, 'restarted');
			}
		},
		suspend(machine, source) {
			requireLegal('suspend', machine);
			store.put(fleet.beginSuspend(machine, now(), ids, source));
			life.processes.find(machine.id)?.pause();
			life.next(machine.id, 'suspended');
		},
		update(machine, change) {
			requireLegal('update', machine);
			const changed = fleet.beginUpdate(machine, change, now(), ids);
			store.put(changed);
			// One whose process is ending already keeps the timeout that it was given.
			const isEnding = (machine.state === 'stopping' || machine.state === 'restarting') && life.processes.find(machine.id) !== undefined;
			if (!isEnding && !life.endProcess(machine, stopRuleOf(machine.config, {}))) {
				life.next(machine.id, 'replaced');
			}

			return changed;
		},
		migrate(machine) {
			if (isTransient(machine.state)) {
				throw refusal('aborted', `unable to migrate machine from current state: '${machine.state}'`);
			}

			store.put(fleet.beginMigration(machine, now()));
			if (!life.endProcess(machine, stopRuleOf(machine.config, {}))) {
				life.next(machine.id, 'replaced');
			}
		},
		stall({id, state}) {
			if (!isTransient(state)) {
				throw refusal('failed_precondition', `unable to stall machine in state: '${state}'`);
			}

			life.rest(id);
		},
		destroy(machine, {force}) {
			requireLegal('delete', machine, force);
			store.put(fleet.beginDestroy(machine, now()));
			if (!life.endProcess(machine, stopRuleOf(machine.config, {}))) {
				life.next(machine.id, 'destroyed');
			}
		},
		abandon({id}) {
			life.rest(id);
			life.processes.discard(id);
		},
		limitMemory(machine, limitMb) {
			const process = processOf(machine);
			const limited = {...machine, memoryLimitMb: limitMb};
			store.put(limited);
			process.limitMemory(limitMb);
			return limited;
		},
		processOf,
		close: life.processes.close,
	};
};

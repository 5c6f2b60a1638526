import {hadProcess, recordExit} from '../fleet/exits.ts';
import type {Ids} from '../fleet/ids.ts';
import {commandsOf} from '../fleet/machine-config.ts';
import type {ExitOutcome, MachineRecord, MachineState} from '../fleet/machine-record.ts';
import {outcomeOfSignal} from '../fleet/outcomes.ts';
import {stopSignals} from '../fleet/signals.ts';
import {beginDestroy} from '../fleet/transitions.ts';

/** What is due next in the life of a machine that was found in a state; undefined: nothing. */
export type DueStep = 'pulled' | 'booted' | 'halted' | 'restarted' | 'replaced' | 'destroyed' | 'dropped' | undefined;

export type Recovered = {readonly machine: MachineRecord; readonly due: DueStep};

/** Processes of machines never outlive their server: they are killed with it, and 137 is what a process ends with that was killed. */
const killedWithServer: ExitOutcome = {...outcomeOfSignal(stopSignals.SIGKILL), error: 'the local server ended'};

const never = (): boolean => false;
const always = (): boolean => true;

/** A real process that was stopped in its tracks is gone with the server; a simulated one has nothing to lose. */
const hadFrozenProcess = (machine: MachineRecord): boolean => hadProcess(machine) && commandsOf(machine.config).length > 0;

/** In which states a machine has lost a process. One that was starting had none yet, or only one to be woken: it boots, in any case. */
const losesProcess: Readonly<Record<MachineState, (machine: MachineRecord) => boolean>> = {
	created: never,
	starting: never,
	started: always,
	stopping: hadProcess,
	stopped: never,
	restarting: hadProcess,
	suspending: always,
	suspended: hadFrozenProcess,
	failed: never,
	launch_failed: never,
	replacing: hadProcess,
	destroying: hadProcess,
	destroyed: never,
};

/** What was under way in a state, once a process that was lost has its exit. */
const underWay: Readonly<Record<MachineState, (machine: MachineRecord) => DueStep>> = {
	created: () => 'pulled',
	starting: () => 'booted',
	started: () => undefined,
	stopping: () => 'halted',
	stopped: ({willRun}) => (willRun ? 'restarted' : undefined),
	restarting: () => 'restarted',
	suspending: () => undefined,
	suspended: () => undefined,
	failed: () => undefined,
	launch_failed: () => 'dropped',
	replacing: () => 'replaced',
	destroying: () => 'destroyed',
	destroyed: () => undefined,
};

/**
What has become of a machine that a server left behind, however that server ended: a process that was there is gone, which is an exit event,
and the restart policy has its say. A stop, an update or a destroy that was under way goes on from there.
*/
export const recover = (machine: MachineRecord, nowMs: number, ids: Ids): Recovered => {
	if (!losesProcess[machine.state](machine)) {
		return {machine, due: underWay[machine.state](machine)};
	}

	const ended = recordExit(machine, killedWithServer, nowMs, ids);
	return ended.state === 'stopped' && !ended.willRun && ended.config.auto_destroy === true
		? {machine: beginDestroy(ended, nowMs), due: 'destroyed'}
		: {machine: ended, due: underWay[ended.state](ended)};
};

import {isFailure} from '../exit.ts';
import type {ExitEvent, Machine, MachineEvent} from '../machine.ts';

/** How a run of a machine ended, with all that tells why. */
export type Ending = {
	readonly atMs: number;
	/** What the API told of the exit; undefined where it told no more than that there was one. */
	readonly exit: ExitEvent | undefined;
	/** What was asked of the machine in that run and led to its end: a stop, a restart, an update. */
	readonly request: MachineEvent | undefined;
	readonly isRequested: boolean;
	readonly restartCount: number;
	readonly memoryMb: number | undefined;
	readonly stopTimeout: string | undefined;
	/** Whether the proxy may stop the machine when it is idle. */
	readonly isAutostopped: boolean;
	readonly restartPolicy: string;
	readonly maxRetries: number;
};

/** How often a policy restarts within its five minutes where the config does not say (reference of the Machines API, section 4.4). */
const defaultRetries = 10;

export const policyOf = ({config}: Machine): string => config?.restartPolicy || 'on-failure';

export const retriesOf = ({config}: Machine): number => config?.maxRetries ?? defaultRetries;

/** What ends a run. A restart that is `starting` is what the policy does after the end. */
const requests: ReadonlySet<string> = new Set(['stop', 'restart', 'update', 'suspend', 'destroy']);

/** What ended the run that an exit is the end of. Older than its start is what another run was asked. */
const requestBefore = (events: readonly MachineEvent[], exitIndex: number): MachineEvent | undefined => {
	const before = events.slice(exitIndex + 1);
	const begin = before.findIndex(({status, exit}) => status === 'started' || exit !== undefined);
	return before.slice(0, begin === -1 ? before.length : begin).find(({type, status}) => requests.has(type) && status !== 'starting');
};

const isExit = ({type, exit}: MachineEvent): boolean => exit !== undefined || type === 'exit';

const endingsByMachine = new WeakMap<Machine, Ending | 'none'>();

const readEnding = (machine: Machine): Ending | undefined => {
	const {events, config} = machine;
	const index = events.findIndex(isExit);
	const event = events[index];
	if (event === undefined) {
		return undefined;
	}

	const request = requestBefore(events, index);
	return {
		atMs: event.timestampMs,
		exit: event.exit,
		request,
		isRequested: event.exit?.requestedStop === true || request !== undefined,
		restartCount: event.restartCount ?? 0,
		memoryMb: config?.guest?.memoryMb,
		stopTimeout: config?.stopTimeout,
		isAutostopped: (config?.services ?? []).some(({autostop}) => autostop !== '' && autostop !== 'off'),
		restartPolicy: policyOf(machine),
		maxRetries: retriesOf(machine),
	};
};

/** How the newest run of a machine that has ended did so; undefined when none is known to have ended. */
export const lastEnding = (machine: Machine): Ending | undefined => {
	const known = endingsByMachine.get(machine) ?? readEnding(machine) ?? 'none';
	endingsByMachine.set(machine, known);
	return known === 'none' ? undefined : known;
};

/** Whether an ending is trouble: nobody asked for it, and it was a failure. */
export const isBadEnding = ({isRequested, exit}: Ending): boolean => !isRequested && exit !== undefined && isFailure(exit);

import {isFailure, isKilled} from '../exit.ts';
import type {ExitEvent, Machine, MachineConfig, MachineEvent} from '../machine.ts';
import {isBegin, isExit, isRequest, requestBefore} from './requests.ts';

/** How a run of a machine ended, with all that tells why. */
export type Ending = {
	readonly atMs: number;
	/** What the API told of the exit; undefined where it told no more than that there was one. */
	readonly exit: ExitEvent | undefined;
	/** What was asked of the machine in that run and led to its end: a stop, a restart, an update. */
	readonly request: MachineEvent | undefined;
	readonly isRequested: boolean;
	/** What its restart policy makes of it: nothing, it is to start it again, it should have by now, or it has. */
	readonly restart: 'none' | 'due' | 'overdue' | 'done';
	/** What was asked while the policy was to start it again, so that it does not. */
	readonly interruption: MachineEvent | undefined;
	/** Whether somebody has changed the machine or had it started since. */
	readonly isAttended: boolean;
	readonly restartCount: number;
	/** The memory that it had; undefined where an update may have changed it since. */
	readonly memoryMb: number | undefined;
	/** How long its config lets it take to end when it is asked to, as a Go duration; undefined where that is not known, or it was to be killed at once. */
	readonly stopTimeout: string | undefined;
	/** Whether the proxy may stop the machine when it is idle. */
	readonly isAutostopped: boolean;
	readonly restartPolicy: string;
	readonly maxRetries: number;
};

/** So long a policy may take to start a machine again, in ms. */
export const restartMs = 60_000;

/** How often a policy restarts within its five minutes where the config does not say (reference of the Machines API, section 4.4). */
const defaultRetries = 10;

/** How long a stop may take where the config does not say (reference of the Machines API, section 4.4). */
const defaultStopTimeout = '5s';

/** What lets a process end in its own time, by a config that stays the same. */
const patient: ReadonlySet<string | undefined> = new Set(['stop', 'restart']);

const stopTimeoutOf = (config: MachineConfig | undefined, request: MachineEvent | undefined): string | undefined =>
	config === undefined || config.stopSignal === 'SIGKILL' || !patient.has(request?.type)
		? undefined
		: (config.stopTimeout ?? defaultStopTimeout);

export const policyOf = ({config}: Machine): string => config?.restartPolicy || 'on-failure';

export const retriesOf = ({config}: Machine): number => config?.maxRetries ?? defaultRetries;

/** What happened after an exit and before the next one, newest first. */
const afterExit = (events: readonly MachineEvent[], exitIndex: number): readonly MachineEvent[] => {
	const newer = events.slice(0, exitIndex);
	return newer.slice(newer.findLastIndex(isExit) + 1);
};

/**
Whether the restart policy brings a machine back after an exit. Where the exit does not say so, a start that nobody but the platform asked for
does, unless a schedule may be behind it.
*/
export const isBroughtBack = ({events, config}: Pick<Machine, 'events' | 'config'>, exitIndex: number): boolean => {
	const exit = events[exitIndex]?.exit;
	if (exit === undefined || exit.requestedStop || exit.restarting) {
		return exit?.restarting === true && !exit.requestedStop;
	}

	const after = afterExit(events, exitIndex);
	const isStart = ({type, source}: MachineEvent): boolean => (type === 'start' || type === 'restart') && source === 'flyd';
	return config?.schedule === undefined && after.length > 0 && after.every(isStart);
};

const endingsByMachine = new WeakMap<Machine, Ending | 'none'>();

const readEnding = (machine: Machine): Ending | undefined => {
	const {events, config} = machine;
	const index = events.findIndex(isExit);
	const event = events[index];
	if (event === undefined) {
		return undefined;
	}

	const request = requestBefore(events, index);
	const newer = events.slice(0, index);
	const isUpdated = newer.some(({type}) => type === 'update');
	const isBack = isBroughtBack(machine, index);
	const interruption = event.exit?.restarting === true ? newer.find(isRequest) : undefined;
	return {
		atMs: event.timestampMs,
		exit: event.exit,
		request,
		isRequested: event.exit?.requestedStop === true || request !== undefined,
		restart: isBack ? (newer.some(isBegin) ? 'done' : 'due') : 'none',
		interruption,
		isAttended: isUpdated || newer.some(later => isBegin(later) && later.source === 'user'),
		restartCount: event.restartCount ?? 0,
		memoryMb: isUpdated ? undefined : config?.guest?.memoryMb,
		stopTimeout: isUpdated ? undefined : stopTimeoutOf(config, request),
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

/** Whether an ending is trouble: nobody asked for it or left it at that, and it was a failure. */
export const isBadEnding = ({isRequested, interruption, exit}: Ending): boolean =>
	!isRequested && interruption === undefined && exit !== undefined && isFailure(exit);

/** The shortest time that a stop may be given, in ms. Whoever asks may give another one than the config, which no event tells. */
const leastStopMs = 1000;

/** How long after its stop was asked for a run ended, in ms. */
export const stopTookMs = ({request, atMs}: Pick<Ending, 'request' | 'atMs'>): number => atMs - (request?.timestampMs ?? atMs);

/**
Whether a run was killed because its stop was not over in time. One that SIGKILL ended sooner was killed by something else, or by a stop that
was to kill it.
*/
export const isOverdueKill = (ending: Ending): boolean =>
	ending.exit !== undefined && isKilled(ending.exit) && ending.stopTimeout !== undefined && stopTookMs(ending) >= leastStopMs;

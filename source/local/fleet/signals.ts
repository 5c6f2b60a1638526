import type {Json} from '../../domain/json.ts';

/** The signals that a stop may use, by name. */
export const stopSignals = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGQUIT: 3,
	SIGKILL: 9,
	SIGUSR1: 10,
	SIGUSR2: 12,
	SIGTERM: 15,
} as const;

export type StopSignal = keyof typeof stopSignals;

export const isStopSignal = (name: string): name is StopSignal => Object.hasOwn(stopSignals, name);

/** The signals that may be sent to a running machine: those of a stop and some more. */
const machineSignals = {
	...stopSignals,
	SIGILL: 4,
	SIGTRAP: 5,
	SIGABRT: 6,
	SIGFPE: 8,
	SIGSEGV: 11,
	SIGPIPE: 13,
	SIGALRM: 14,
} as const;

export type MachineSignal = keyof typeof machineSignals;

const isMachineSignal = (name: string): name is MachineSignal => Object.hasOwn(machineSignals, name);

/** The signal of a name or a number, as clients send either; undefined for what is neither. */
export const signalOf = (value: Json | undefined): MachineSignal | undefined => {
	const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\d{1,2}$/.test(value));
	const name = isNumeric ? Object.entries(machineSignals).find(([, number]) => number === Number(value))?.[0] : value;
	return typeof name === 'string' && isMachineSignal(name) ? name : undefined;
};

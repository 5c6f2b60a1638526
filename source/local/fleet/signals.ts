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

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Resolves with the first signal that asks the program to end. */
export const untilSignal = (): Promise<void> =>
	new Promise(resolve => {
		for (const signal of endSignals) {
			process.once(signal, () => resolve());
		}
	});

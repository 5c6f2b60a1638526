/** The signals that a stop and a restart take (reference of the Machines API, section 2.2). */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGKILL'] as const;

/** The signals that can be sent to a running machine (reference of the Machines API, section 2.2). */
export const signals = [
	'SIGHUP',
	'SIGTERM',
	'SIGINT',
	'SIGUSR1',
	'SIGUSR2',
	'SIGQUIT',
	'SIGKILL',
	'SIGABRT',
	'SIGALRM',
	'SIGPIPE',
	'SIGTRAP',
	'SIGILL',
	'SIGFPE',
	'SIGSEGV',
] as const;

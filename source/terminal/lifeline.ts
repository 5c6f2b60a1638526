/** The exit code of a program that a signal ended, as shells count it. */
export const lastWords: Readonly<Record<string, number>> = {SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143};

export type Lifeline = {readonly cut: () => void};

type Streams = {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};

/** Why the screen has to end. */
export type LastCall = {
	readonly exitCode: number;
	/** Whether somebody asked for it: who asks again does not want to wait. A terminal that is lost is lost in several ways at once. */
	readonly isAsked: boolean;
	readonly error?: unknown;
};

const isLost = {exitCode: 129, isAsked: false} as const;

/**
Tells when the screen has to end for a reason that is not a key: a signal, a terminal that is gone (its input ends, its output fails), or a
bug. Each leads to one call of `end`; a terminal that is gone may lead to more than one.
*/
export const holdLifeline = ({stdin, stdout}: Streams, end: (why: LastCall) => void): Lifeline => {
	const undo: (() => void)[] = [];
	const on = (emitter: NodeJS.EventEmitter, event: string, listener: (...values: readonly unknown[]) => void): void => {
		emitter.on(event, listener);
		undo.push(() => emitter.off(event, listener));
	};

	for (const [signal, exitCode] of Object.entries(lastWords)) {
		on(process, signal, () => end({exitCode, isAsked: signal !== 'SIGHUP'}));
	}

	on(process, 'uncaughtException', error => end({exitCode: 1, isAsked: false, error}));
	on(process, 'unhandledRejection', error => end({exitCode: 1, isAsked: false, error}));
	on(stdin, 'end', () => end(isLost));
	on(stdin, 'error', () => end(isLost));
	on(stdout, 'error', () => end(isLost));
	return {
		cut() {
			for (const step of undo) {
				step();
			}
		},
	};
};

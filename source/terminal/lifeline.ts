/** The exit code of a program that a signal ended, as shells count it. */
export const lastWords: Readonly<Record<string, number>> = {SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143};

export type Lifeline = {readonly cut: () => void};

type Streams = {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};

/**
Tells when the screen has to end for a reason that is not a key: a signal, a terminal that is gone (its input ends, its output fails), or a
bug. Each leads to one call of `end`, with the exit code, and the error if there was one.
*/
export const holdLifeline = ({stdin, stdout}: Streams, end: (exitCode: number, error?: unknown) => void): Lifeline => {
	const undo: (() => void)[] = [];
	const on = (emitter: NodeJS.EventEmitter, event: string, listener: (...values: readonly unknown[]) => void): void => {
		emitter.on(event, listener);
		undo.push(() => emitter.off(event, listener));
	};

	for (const [signal, exitCode] of Object.entries(lastWords)) {
		on(process, signal, () => end(exitCode));
	}

	on(process, 'uncaughtException', error => end(1, error));
	on(process, 'unhandledRejection', error => end(1, error));
	on(stdin, 'end', () => end(129));
	on(stdin, 'error', () => end(129));
	on(stdout, 'error', () => end(129));
	return {
		cut() {
			for (const step of undo) {
				step();
			}
		},
	};
};

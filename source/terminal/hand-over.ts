import {spawn} from 'node:child_process';
import {dropTypeAhead} from './type-ahead.ts';

/** How a program that had the terminal ended: with a code, or by a signal. */
export type HandedBack = {readonly exitCode: number | undefined; readonly signal: string | undefined};

/** What ctrl-c and ctrl-\ send to every program of the terminal, this one too. */
const keySignals = ['SIGINT', 'SIGQUIT'] as const;

/** The first screen, cursor, attributes, margins, wrapping, character sets, keys, and reports of mouse, focus and pastes as a terminal begins with them. */
const asAtFirst = [
	'\u001B[?1047l\u001B[!p\u001B[0m\u001B[r\u001B[4l\u001B[?7h\u001B[?25h\u001B(B\u000F\u001B[?1l\u001B>',
	'\u001B[?1000l\u001B[?1002l\u001B[?1003l\u001B[?1006l\u001B[?1004l\u001B[?2004l\u001B[<u',
].join('');

/** Runs the words it is given, as a process whose id it tells on descriptor 3. The terminal's settings are put back after them, and what went wrong can be read before the screen comes back. */
const script = `trap : INT QUIT
trap hungUp=yes HUP
settings=$(stty -g 2>/dev/null)
sh -c 'echo $$ >&3; exec "$@" 3>&-' sh "$@"
code=$?
[ -n "$settings" ] && stty "$settings"
printf %s '${asAtFirst}'
if [ "$code" -ne 0 ] && [ -z "$hungUp" ]; then
	printf '\\n%s ended with exit code %s. Press enter to go back to flydeck. ' "$1" "$code"
	read -r _
fi
exit "$code"`;

/** Leaves the signals of the keys to another program; the answer takes them back. */
const letGoOfKeys = (): (() => void) => {
	const undo = keySignals.map(signal => {
		const listeners = process.listeners(signal);
		const ignore = (): void => {};
		process.removeAllListeners(signal).on(signal, ignore);
		return () => {
			process.off(signal, ignore);
			for (const listener of listeners) {
				process.on(signal, listener);
			}
		};
	});
	return () => {
		for (const step of undo) {
			step();
		}
	};
};

const send = (id: number | undefined, signal: NodeJS.Signals): void => {
	try {
		if (id !== undefined) {
			process.kill(id, signal);
		}
	} catch {
		// It has ended by itself.
	}
};

type Hands = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** Aborted when flydeck ends: the other program is hung up on then. */
	readonly signal?: AbortSignal;
};

/**
Gives the terminal to another program until that ends, and then puts it in order, whatever the program did to it. The screen must be
suspended meanwhile.

@throws Error when no program can be started
*/
export const handOver = async (words: readonly string[], {stdin, stdout, signal}: Hands): Promise<HandedBack> => {
	// A stream that nobody listens to any more still reads, and would take keys from the other program: this makes it stop.
	await dropTypeAhead(stdin);
	const takeBackKeys = letGoOfKeys();
	const {promise, resolve, reject} = Promise.withResolvers<HandedBack>();
	const child = spawn('sh', ['-c', script, 'sh', ...words], {stdio: ['inherit', 'inherit', 'inherit', 'pipe']});
	let programId: number | undefined;
	child.stdio[3]?.on('data', (told: Buffer) => {
		programId = Number.parseInt(told.toString(), 10);
	});
	// The shell has to hear of it first, or it would ask for a key when the program is gone.
	const hangUp = (): void => {
		send(child.pid, 'SIGHUP');
		send(programId, 'SIGHUP');
	};
	const kill = (): void => {
		send(child.pid, 'SIGKILL');
		send(programId, 'SIGKILL');
	};
	process.on('exit', kill);
	signal?.addEventListener('abort', hangUp);
	child.on('error', reject);
	child.on('exit', (code, endedBy) => resolve({exitCode: code ?? undefined, signal: endedBy ?? undefined}));
	try {
		return await promise;
	} finally {
		process.off('exit', kill);
		signal?.removeEventListener('abort', hangUp);
		takeBackKeys();
		stdout.write(asAtFirst);
		await dropTypeAhead(stdin);
	}
};

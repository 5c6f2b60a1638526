import {spawn} from 'node:child_process';
import {startForegroundJob} from './foreground-job.ts';
import {dropTypeAhead} from './type-ahead.ts';
import {unblock} from './unblock.ts';

/** How a program that had the terminal ended: with a code, or by a signal. */
export type HandedBack = {readonly exitCode: number | undefined; readonly signal: string | undefined};

/** What ctrl-c and ctrl-\ send to every program of the terminal, this one too. */
const keySignals = ['SIGINT', 'SIGQUIT'] as const;

/**
The first screen, cursor, attributes, margins, wrapping, character sets, keys, and reports of mouse, focus and pastes as a terminal begins with them.
The cursor stays below what the program wrote: margins put it at the top, and the soft reset forgets a place that was kept before it.
*/
const asAtFirst = [
	'\u001B[?1047l\u001B[!p\u001B7\u001B[r\u001B8\u001B[0m\u001B[4l\u001B[?7h\u001B[?25h\u001B(B\u000F\u001B[?1l\u001B>',
	'\u001B[?1000l\u001B[?1002l\u001B[?1003l\u001B[?1006l\u001B[?1004l\u001B[?2004l\u001B[<u',
].join('');

/** Lets the person read what went wrong before the screen comes back. */
const askScript = `trap : INT QUIT
printf '\\n%s ended with exit code %s. Press enter to go back to flydeck. ' "$1" "$2"
read -r _`;

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

/** Waits for enter, until the signal. */
const askForEnter = (program: string, exitCode: number, signal: AbortSignal | undefined): Promise<void> =>
	new Promise(resolve => {
		const asking = spawn('sh', ['-c', askScript, 'sh', program, String(exitCode)], {stdio: 'inherit', signal});
		asking.on('error', () => resolve()).on('exit', () => resolve());
	});

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
	const job = startForegroundJob(words);
	const hangUp = (): void => void job.end();
	process.on('exit', job.kill);
	signal?.addEventListener('abort', hangUp);
	try {
		const ended = await job.ended;
		// What it left behind would go on to write on the screen.
		await job.end();
		stdout.write(asAtFirst);
		if (ended.exitCode !== 0 && signal?.aborted !== true) {
			await askForEnter(words[0] ?? '', ended.exitCode ?? 0, signal);
		}

		return ended;
	} finally {
		process.off('exit', job.kill);
		unblock(stdout);
		signal?.removeEventListener('abort', hangUp);
		takeBackKeys();
		// Changes of the size are told to the program in the foreground alone.
		process.kill(process.pid, 'SIGWINCH');
		await dropTypeAhead(stdin);
	}
};

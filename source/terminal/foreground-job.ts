import {spawn} from 'node:child_process';
import {Duplex} from 'node:stream';
import {stopUntilContinued} from './job-control.ts';

/**
Runs the words it is given as a job of a shell with job control: in a process group of its own, which has the terminal. On descriptor 3 it tells
the group's number, and each time that the job was stopped, as by ctrl-z in an editor; an answer brings the job back. Where there is no job
control, the program runs in the group of flydeck. The terminal and its settings are put back after it.
*/
const script = `settings=$(stty -g 2>/dev/null)
trap : INT QUIT HUP
trap 'set +m; [ -n "$settings" ] && stty "$settings"; exit "$code"' EXIT
set -m 2>/dev/null
# That of ctrl-c, at which bash leaves the script.
code=130
sh -c 'echo $$ >&3; exec "$@" 3>&-' sh "$@"
code=$?
while jobs %% >/dev/null 2>&1; do
	echo stopped >&3
	read -r _ <&3 || exit
	fg >/dev/null
	code=$?
done`;

/** Hangs up on a process group, or on a process that has none of its own, and kills what does not end by that. */
const endingScript = `tell() { kill -s "$1" -- "-$2" || kill -s "$1" "$2"; }
for signal in HUP KILL; do
	tell "$signal" "$1" && tell CONT "$1"
	for _ in 1 2 3 4 5; do
		tell 0 "$1" || exit 0
		sleep 0.1
	done
done 2>/dev/null`;

/** A program that had the terminal, from its start to its end. */
export type ForegroundJob = {
	/** How its shell ended, when it has. Rejects when there is no shell. */
	readonly ended: Promise<{readonly exitCode: number | undefined; readonly signal: string | undefined}>;
	/** Ends what runs in its process group; resolves when that is gone, after a second at most. */
	readonly end: () => Promise<void>;
	/** Ends the same without a wait, for when flydeck ends itself. The shell gives the terminal back. */
	readonly kill: () => void;
};

/** Gives a program the terminal as a shell does. When it is stopped, so is flydeck, until both are brought back. */
export const startForegroundJob = (words: readonly string[]): ForegroundJob => {
	const shell = spawn('sh', ['-c', script, 'sh', ...words], {stdio: ['inherit', 'inherit', 'inherit', 'pipe']});
	let groupId: number | undefined;
	const [, , , wire] = shell.stdio;
	if (wire instanceof Duplex) {
		// What is written when the shell has ended reaches nobody.
		wire.on('error', () => {});
		wire.on('data', (told: Buffer) => {
			const text = told.toString();
			groupId ??= Number.parseInt(text, 10);
			if (text.includes('stopped')) {
				void stopUntilContinued().then(() => wire.write('\n'));
			}
		});
	}

	return {
		ended: new Promise((resolve, reject) => {
			shell.on('error', reject);
			shell.on('close', (code, endedBy) => resolve({exitCode: code ?? undefined, signal: endedBy ?? undefined}));
		}),
		end: () =>
			new Promise(resolve => {
				const ending = spawn('sh', ['-c', endingScript, 'sh', String(groupId)], {stdio: 'ignore'});
				ending.on('error', () => resolve()).on('exit', () => resolve());
			}),
		kill() {
			for (const id of groupId === undefined ? [] : [-groupId, groupId]) {
				try {
					process.kill(id, 'SIGKILL');
				} catch {
					// It has ended by itself.
				}
			}
		},
	};
};

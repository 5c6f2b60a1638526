import {readdirSync, readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** A program and the size of the terminal in which it runs. */
export type Program = {
	readonly command: readonly [string, ...string[]];
	readonly columns: number;
	readonly rows: number;
	readonly env?: Readonly<Record<string, string>>;
};

/** What a terminal was sent in answer to a key: how many bytes, and the time to the last of them. */
export type Reaction = {readonly ms: number; readonly bytes: number};

/** Nothing more comes of a key when nothing came for so long. */
const quietMs = 25;
/** A key to which nothing is sent is given up after so long. */
const longestMs = 1000;

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** The time that all threads of a process have run for, in ms; undefined where the system does not tell. */
const runTimeMs = (processId: number): number | undefined => {
	try {
		const tasks = readdirSync(`/proc/${processId}/task`);
		const nanoseconds = tasks.map(task => Number(readFileSync(`/proc/${processId}/task/${task}/schedstat`, 'utf8').split(' ')[0]));
		return nanoseconds.reduce((sum, value) => sum + value, 0) / 1e6;
	} catch {
		return undefined;
	}
};

const residentMb = (processId: number): number | undefined => {
	try {
		const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
		return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
	} catch {
		return undefined;
	}
};

/** Runs a program in a terminal and watches what that is sent. */
export const watchTerminal = ({command: [file, ...args], columns, rows, env = {}}: Program) => {
	const {PATH = '', HOME = ''} = process.env;
	const startMs = performance.now();
	const terminal = spawn(file, args, {cols: columns, rows, env: {PATH, HOME, TERM: 'xterm-256color', ...env}});
	const display = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const watchers = new Set<() => void>();
	let bytes = 0;
	let firstMs: number | undefined;
	let lastMs = startMs;
	terminal.onData(data => {
		bytes += Buffer.byteLength(data);
		lastMs = performance.now();
		firstMs ??= lastMs;
		display.write(data, () => {
			for (const watcher of watchers) {
				watcher();
			}
		});
	});

	const screen = (): string =>
		Array.from({length: rows}, (_, row) =>
			display.buffer.active.getLine(display.buffer.active.viewportY + row)?.translateToString(true),
		).join('\n');

	return {
		processId: terminal.pid,
		bytes: () => bytes,
		runTimeMs: () => runTimeMs(terminal.pid),
		residentMb: () => residentMb(terminal.pid),
		/** The time from the start of the program to its first byte, in ms. */
		firstByteMs: () => (firstMs ?? startMs) - startMs,
		/** Waits for a text on the screen; answers the time since the start of the program, in ms. */
		until: (text: string): Promise<number> =>
			new Promise(resolve => {
				const check = (): void => {
					if (screen().includes(text)) {
						watchers.delete(check);
						resolve(lastMs - startMs);
					}
				};
				watchers.add(check);
				check();
			}),
		/** Waits until nothing was written for a while. */
		async quiet(forMs: number): Promise<void> {
			while (performance.now() - lastMs < forMs) {
				await pause(5);
			}
		},
		async press(keys: string): Promise<Reaction> {
			const bytesBefore = bytes;
			const pressMs = performance.now();
			terminal.write(keys);
			while ((bytes === bytesBefore && performance.now() - pressMs < longestMs) || performance.now() - lastMs < quietMs) {
				await pause(2);
			}

			return {ms: bytes === bytesBefore ? longestMs : lastMs - pressMs, bytes: bytes - bytesBefore};
		},
		close: () => terminal.kill('SIGKILL'),
	};
};

export type WatchedTerminal = ReturnType<typeof watchTerminal>;

import {performance} from 'node:perf_hooks';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {type Picture, readPicture} from './cells.ts';

/** A program and the size of the terminal in which it runs. */
export type Program = {
	readonly command: readonly [string, ...string[]];
	readonly columns: number;
	readonly rows: number;
	readonly env?: Readonly<Record<string, string>>;
};

/** What a terminal was sent in answer to a key: how many bytes, and when the last of them came, in ms after the key. */
export type Reaction = {readonly ms: number; readonly bytes: number};

/** Nothing more comes of a key when nothing came for so long. */
const quietMs = 25;
/** A key to which nothing is sent is given up after so long. */
const longestMs = 1000;

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Runs a program in a terminal and watches what that is sent. */
export const watchTerminal = ({command: [file, ...args], columns, rows, env = {}}: Program) => {
	const {PATH = '', HOME = ''} = process.env;
	const startMs = performance.now();
	const terminal = spawn(file, args, {cols: columns, rows, env: {PATH, HOME, TERM: 'xterm-256color', ...env}});
	const display = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const watchers = new Set<(atMs: number) => void>();
	let bytes = 0;
	let firstMs: number | undefined;
	let lastMs = startMs;
	let hasEnded = false;
	const ended = new Promise<void>(resolve => {
		terminal.onExit(() => {
			hasEnded = true;
			resolve();
		});
	});
	terminal.onData(data => {
		const atMs = performance.now();
		bytes += Buffer.byteLength(data);
		lastMs = atMs;
		firstMs ??= atMs;
		display.write(data, () => {
			for (const watcher of watchers) {
				watcher(atMs);
			}
		});
	});

	const screen = (): string =>
		Array.from({length: rows}, (_, row) => display.buffer.active.getLine(row)?.translateToString(true) ?? '').join('\n');

	return {
		processId: terminal.pid,
		bytes: () => bytes,
		screen,
		picture: (): Picture => readPicture(display),
		/** The time from the start of the program to its first byte, in ms. */
		firstByteMs: () => (firstMs ?? startMs) - startMs,
		/** Waits for a text on the screen; answers the time from the start of the program to the bytes that brought it, in ms. */
		until: (pattern: RegExp, timeoutMs = 60_000): Promise<number> =>
			new Promise((resolve, reject) => {
				const end = (settle: () => void): void => {
					watchers.delete(check);
					clearTimeout(timer);
					settle();
				};
				const check = (atMs: number): void => {
					if (pattern.test(screen())) {
						end(() => resolve(atMs - startMs));
					}
				};
				const timer = setTimeout(
					() => end(() => reject(new Error(`${file} ${args.join(' ')} did not show ${pattern} within ${timeoutMs} ms:\n${screen()}`))),
					timeoutMs,
				);
				watchers.add(check);
				check(lastMs);
			}),
		/** Waits until nothing was written for a while. */
		async quiet(forMs: number): Promise<void> {
			while (performance.now() - lastMs < forMs) {
				await pause(5);
			}
		},
		/** Writes keys in one go, and waits for what comes of them; undefined when nothing does. */
		async press(keys: string): Promise<Reaction | undefined> {
			const bytesBefore = bytes;
			const pressMs = performance.now();
			terminal.write(keys);
			while (bytes === bytesBefore ? performance.now() - pressMs < longestMs : performance.now() - lastMs < quietMs) {
				await pause(2);
			}

			return bytes === bytesBefore ? undefined : {ms: lastMs - pressMs, bytes: bytes - bytesBefore};
		},
		write: (keys: string) => terminal.write(keys),
		/** Ends the program as a person does, so that it can say what it saw. */
		async end(keys: string): Promise<void> {
			terminal.write(keys);
			await Promise.race([ended, pause(3000)]);
			if (!hasEnded) {
				terminal.kill('SIGKILL');
			}
		},
		close: () => {
			if (!hasEnded) {
				terminal.kill('SIGKILL');
			}
		},
	};
};

export type WatchedTerminal = ReturnType<typeof watchTerminal>;

import {closeSync, constants, openSync, writeSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {onTestFinished} from 'vitest';
import {type Environment, minimalEnvironment, node, program, temporaryDirectory} from './run-flydeck.ts';
import {keySequence} from './terminal-keys.ts';

export type Ending = {readonly exitCode: number; readonly signal: number | undefined};

/** How a cell looks; a colour is its number in the palette, undefined where the terminal's own is used. */
export type Cell = {readonly text: string; readonly color: number | undefined; readonly isBold: boolean; readonly isInverse: boolean};

export type TestTerminal = {
	readonly pid: number;
	/** The lines of the screen, without the spaces at their ends. */
	readonly screen: () => readonly string[];
	/** The first line of the screen that holds a text; empty where none does. */
	readonly lineWith: (text: string) => string;
	readonly cell: (column: number, row: number) => Cell;
	/** The cell in which a text begins. Throws where the screen does not hold it. */
	readonly cellOf: (text: string) => Cell;
	/** True while the second screen is shown, which leaves no trace when a program ends. */
	readonly isAlternate: () => boolean;
	readonly isCursorVisible: () => boolean;
	readonly isPasteBracketed: () => boolean;
	/** Whether it tells when it gets or loses the focus. */
	readonly tellsFocus: () => boolean;
	/** Everything that was written to the terminal, bytes and all. */
	readonly raw: () => string;
	/** Sends one key. Wait for what it does before the next: keys that arrive in one read count as a burst. */
	readonly press: (key: string) => void;
	readonly write: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	/** Waits until a condition on the screen holds. Rejects with the screen when it does not in time, or when the program has ended without it. */
	readonly waitUntil: (condition: () => boolean, what: string, limitMs?: number) => Promise<void>;
	readonly waitForText: (wanted: string | RegExp, limitMs?: number) => Promise<void>;
	/** Reads nothing any more of what the program writes, and takes nothing, as a connection that hangs. */
	readonly stall: () => Promise<void>;
	readonly unstall: () => void;
	readonly kill: (signal: string) => void;
	/** Takes the terminal away, as a closed window or a dropped connection does. */
	readonly hangUp: () => void;
	/** Settles when the program is gone and everything it wrote is on the screen. */
	readonly exit: Promise<Ending>;
};

type TerminalOptions = {
	readonly args?: readonly string[];
	/** Another program than flydeck, and its arguments. */
	readonly command?: readonly [string, ...string[]];
	readonly env?: Environment;
	readonly columns?: number;
	readonly rows?: number;
	readonly cwd?: string;
};

const {O_NOCTTY, O_NONBLOCK, O_WRONLY} = constants;

/** Writes what shows nothing to a terminal that does not read, until it takes no more. */
const fill = (path: string): void => {
	const descriptor = openSync(path, O_WRONLY | O_NONBLOCK | O_NOCTTY);
	try {
		for (;;) {
			writeSync(descriptor, '\0'.repeat(512));
		}
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
			throw error;
		}
	} finally {
		closeSync(descriptor);
	}
};

const usualLimitMs = 20_000;

/** Runs a program, flydeck if none is named, in a terminal of its own; it is killed when the test ends. */
export const openTerminal = ({
	args = [],
	command = [node, program, ...args],
	env = {},
	columns = 80,
	rows = 24,
	cwd,
}: TerminalOptions = {}): TestTerminal => {
	const home = temporaryDirectory();
	const [file, ...words] = command;
	const environment = {...minimalEnvironment(home), ...env};
	const pty = spawn(file, words, {name: environment.TERM ?? 'dumb', cols: columns, rows, cwd: cwd ?? home, env: environment});
	const display = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const watchers = new Set<() => void>();
	let written = '';
	let ending: Ending | undefined;

	const tellWatchers = (): void => {
		for (const watcher of watchers) {
			watcher();
		}
	};

	pty.onData(data => {
		written += data;
		display.write(data, tellWatchers);
	});
	const exit = new Promise<Ending>(resolve => {
		pty.onExit(({exitCode, signal}) => {
			display.write('', () => {
				ending = {exitCode, signal: signal || undefined};
				resolve(ending);
				tellWatchers();
			});
		});
	});
	onTestFinished(() => {
		if (ending === undefined) {
			pty.kill('SIGKILL');
		}

		display.dispose();
	});

	const lineAt = (row: number): string => {
		const {active} = display.buffer;
		return active.getLine(active.viewportY + row)?.translateToString(true) ?? '';
	};
	const screen = (): readonly string[] => Array.from({length: display.rows}, (_, row) => lineAt(row));

	const cell = (column: number, row: number): Cell => {
		const {active} = display.buffer;
		const found = active.getLine(active.viewportY + row)?.getCell(column);
		return {
			text: found?.getChars() ?? '',
			color: found?.isFgPalette() ? found.getFgColor() : undefined,
			isBold: Boolean(found?.isBold()),
			isInverse: Boolean(found?.isInverse()),
		};
	};

	const waitUntil = (condition: () => boolean, what: string, limitMs = usualLimitMs): Promise<void> =>
		new Promise((resolve, reject) => {
			const finish = (problem?: string): void => {
				clearTimeout(limit);
				watchers.delete(check);
				if (problem === undefined) {
					resolve();
				} else {
					reject(new Error(`${problem} while waiting for ${what}; the screen was:\n${screen().join('\n')}`));
				}
			};
			const check = (): void => {
				if (condition()) {
					finish();
				} else if (ending !== undefined) {
					finish(`The program ended (${ending.exitCode})`);
				}
			};
			const limit = setTimeout(() => finish('Time was up'), limitMs);
			watchers.add(check);
			check();
		});

	return {
		pid: pty.pid,
		screen,
		lineWith: text => screen().find(line => line.includes(text)) ?? '',
		cell,
		cellOf(text) {
			const row = screen().findIndex(line => line.includes(text));
			if (row === -1) {
				throw new Error(`The screen does not hold "${text}":\n${screen().join('\n')}`);
			}

			return cell(screen()[row]?.indexOf(text) ?? 0, row);
		},
		isAlternate: () => display.buffer.active.type === 'alternate',
		isCursorVisible: () => written.lastIndexOf('\u001B[?25l') <= written.lastIndexOf('\u001B[?25h'),
		isPasteBracketed: () => display.modes.bracketedPasteMode,
		tellsFocus: () => display.modes.sendFocusMode,
		raw: () => written,
		press(key) {
			pty.write(keySequence(key));
		},
		write(text) {
			pty.write(text);
		},
		resize(newColumns, newRows) {
			display.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		waitUntil,
		waitForText: (wanted, limitMs) =>
			waitUntil(
				() => (typeof wanted === 'string' ? screen().some(line => line.includes(wanted)) : wanted.test(screen().join('\n'))),
				String(wanted),
				limitMs,
			),
		async stall() {
			pty.pause();
			// What is on its way is still read.
			for (let turn = 0; turn < 20; turn++) {
				fill(`/proc/${pty.pid}/fd/0`);
				await sleep(5);
			}
		},
		unstall() {
			pty.resume();
		},
		kill(signal) {
			pty.kill(signal);
		},
		hangUp() {
			if ('destroy' in pty && typeof pty.destroy === 'function') {
				pty.destroy();
			}
		},
		exit,
	};
};

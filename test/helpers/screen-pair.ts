import {EventEmitter} from 'node:events';
import xterm from '@xterm/headless';
import {onTestFinished} from 'vitest';
import {createScreenStream} from '../../source/terminal/screen/screen-stream.ts';
import type {TerminalStream} from '../../source/terminal/screen/terminal-stream.ts';

type Emulator = InstanceType<typeof xterm.Terminal>;

/** What a cell shows, and all that changes how it looks. */
const cellText = (emulator: Emulator, line: number, column: number): string => {
	const {active} = emulator.buffer;
	const cell = active.getLine(active.viewportY + line)?.getCell(column);
	if (cell === undefined) {
		return 'no cell';
	}

	const looks = [
		cell.isBold(),
		cell.isDim(),
		cell.isItalic(),
		cell.isUnderline(),
		cell.isInverse(),
		cell.isInvisible(),
		cell.isStrikethrough(),
	];
	const colors = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor()];
	return `${cell.getChars() === '' ? ' ' : cell.getChars()} ${cell.getWidth()} ${colors.join(',')} ${looks.map(look => (look ? 1 : 0)).join('')}`;
};

export const pictureOf = (emulator: Emulator): readonly string[] =>
	Array.from({length: emulator.rows}, (_, line) =>
		Array.from({length: emulator.cols}, (__, column) => cellText(emulator, line, column)).join('|'),
	);

export const openEmulator = (columns: number, rows: number): Emulator => {
	const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0, convertEol: true});
	onTestFinished(() => emulator.dispose());
	return emulator;
};

/** The stream of a terminal with a size, which hands on what is written to it. `isFull` has it ask to wait. */
export class FakeTerminal extends EventEmitter {
	readonly isTTY = true;
	readonly writable = true;
	columns: number;
	rows: number;
	/** More than nothing while it does not read. */
	writableLength = 0;
	readonly writableNeedDrain = false;
	writes: string[] = [];
	readonly #listener: (text: string) => void;
	readonly #waiting: (() => void)[] = [];

	constructor(columns: number, rows: number, listener: (text: string) => void = () => {}) {
		super();
		this.columns = columns;
		this.rows = rows;
		this.#listener = listener;
	}

	readonly write = (text: string | Uint8Array, told?: unknown): boolean => {
		const written = String(text);
		if (written !== '') {
			this.writes.push(written);
			this.#listener(written);
		}

		if (typeof told === 'function') {
			this.#waiting.push(() => told());
		}

		if (this.writableLength === 0) {
			this.readAll();
		}

		return true;
	};

	readonly readAll = (): void => {
		this.writableLength = 0;
		for (const told of this.#waiting.splice(0)) {
			told();
		}
	};

	readonly resize = (columns: number, rows: number): void => {
		this.columns = columns;
		this.rows = rows;
		this.emit('resize');
	};
}

export const asTerminal = (fake: FakeTerminal) => fake as unknown as TerminalStream;

export const settled = (emulator: Emulator): Promise<void> => new Promise(resolve => emulator.write('', resolve));

/**
Two terminals that are sent the same: one as it is, and one through the screen's stream. `pictures` tells what each of them shows, cell by cell,
and where its cursor stands.
*/
export const openScreenPair = (columns: number, rows: number) => {
	const direct = openEmulator(columns, rows);
	const through = openEmulator(columns, rows);
	const terminal = new FakeTerminal(columns, rows, text => through.write(text));
	const {stream} = createScreenStream(asTerminal(terminal), {hasColors: true});
	return {
		terminal,
		write(text: string): void {
			direct.write(text);
			stream.write(text);
		},
		resize(toColumns: number, toRows: number): void {
			direct.resize(toColumns, toRows);
			through.resize(toColumns, toRows);
			terminal.resize(toColumns, toRows);
		},
		async pictures() {
			await Promise.all([settled(direct), settled(through)]);
			return {direct: pictureOf(direct), through: pictureOf(through)};
		},
	};
};

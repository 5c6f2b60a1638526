import {type CanvasRow, createCanvas} from './canvas.ts';
import type {Glyphs} from './glyphs.ts';
import {type Handlers, interpret} from './interpret.ts';
import {blankFrom, type Row} from './row.ts';
import {roomCode, type Style, type Styles} from './style.ts';

/** Writes as many lines as there is room for, each with nothing but text and styles, at most so wide, and without a style at its end. */
export type WriteLines = (width: number, height: number) => readonly string[];

/** The cells that a frame leaves for lines that are not its own. */
type Room = {readonly top: number; readonly height: number; readonly left: number; readonly right: number};

const plain: Handlers = {mode() {}, other() {}};

const roomIn = (rows: readonly Row[], kept: Style): Room | undefined => {
	const top = rows.findIndex(({styles}) => styles.includes(kept));
	const first = rows[top];
	return first === undefined
		? undefined
		: {
				top,
				height: rows.findLastIndex(({styles}) => styles.includes(kept)) + 1 - top,
				left: first.styles.indexOf(kept),
				right: first.styles.lastIndexOf(kept) + 1,
			};
};

/** What a row was drawn from; undefined while its line is not covered. */
type Drawn = {readonly source: string | undefined; readonly text: string};

/** Draws lines into the room that a frame leaves for them: blank cells in the style of `roomCode`. Whatever else stands there stays as it is. */
export const createOverlay = (width: number, height: number, tables: {readonly glyphs: Glyphs; readonly styles: Styles}) => {
	const {glyphs, styles} = tables;
	const canvas = createCanvas(width, height, tables);
	const kept = styles.apply(0, roomCode);
	const drawn: (Drawn | undefined)[] = [];
	let room: Room | undefined;
	let lines: readonly string[] = [];

	/** The end of a row as text. */
	const textFrom = (row: Row, column: number): string => {
		let text = '';
		let style: Style = 0;
		for (let at = column; at < row.tailAt; at++) {
			const next = row.styles[at] ?? 0;
			const glyph = row.glyphs[at] ?? 0;
			text += styles.transition(style, next) + (glyph === 0 ? '' : glyphs.textOf(glyph));
			style = next;
		}

		return text + styles.transition(style, 0) + row.tail;
	};

	const draw = (row: CanvasRow, line: number, {left, right}: Room, text: string): void => {
		const copy = canvas.copyRow(line, row);
		blankFrom(copy, left, right);
		canvas.moveTo(line, left);
		// Where a terminal takes text to be wider than it is, blanks at its end would stand over what is pushed out of the screen.
		interpret(right === width ? text.trimEnd() : text, canvas, plain);
		if (copy.tailAt < right) {
			// Only the terminal knows where this text ends: what stands beside it follows as text.
			interpret(`\u001B[m${textFrom(row, right).trimEnd()}`, canvas, plain);
		}
	};

	const cover = (row: CanvasRow, line: number, within: Room): void => {
		const text = lines[line - within.top] ?? '';
		const before = drawn[line];
		const isAlike = !row.isDirty || (row.source !== undefined && row.source === before?.source);
		if (before === undefined || before.text !== text || !isAlike) {
			draw(row, line, within, text);
			drawn[line] = {source: row.source, text};
		}

		row.isDirty = false;
	};

	return {
		/** Whether the last frame had room for lines. */
		hasRoom: () => room !== undefined,
		/** The rows of a frame, with lines in the room that it has for them. They are asked for where they may have become others. */
		cover(rows: readonly CanvasRow[], write: WriteLines | undefined, isStale: boolean): readonly CanvasRow[] {
			const before = room;
			room = rows.some(({isDirty}) => isDirty) ? roomIn(rows, kept) : before;
			const here = room;
			if (here === undefined) {
				drawn.length = 0;
				return rows;
			}

			const isMoved = before === undefined || (['top', 'height', 'left', 'right'] as const).some(edge => before[edge] !== here[edge]);
			if (isMoved) {
				drawn.length = 0;
			}

			if (write !== undefined && (isMoved || isStale)) {
				lines = write(here.right - here.left, here.height);
			}

			const end = here.top + here.height;
			for (const [index, row] of rows.slice(here.top, end).entries()) {
				cover(row, here.top + index, here);
			}

			return [...rows.slice(0, here.top), ...canvas.settledRows().slice(here.top, end), ...rows.slice(end)];
		},
	};
};

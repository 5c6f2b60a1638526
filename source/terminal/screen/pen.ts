import {covered, type Glyphs} from './glyphs.ts';
import type {Row} from './row.ts';
import type {Style, Styles} from './style.ts';

/** So many unchanged characters cost no more to write again than to step over. */
const shortestStep = 4;

const csi = (parameters: string | number, final: string): string => `\u001B[${parameters}${final}`;

/** A count is left out where it is 1. */
const counted = (count: number, final: string): string => csi(count === 1 ? '' : count, final);

const isPrintableAscii = (glyph: number): boolean => glyph >= 0x20 && glyph <= 0x7e;

/** Writes into one text what a terminal is to be sent, and knows where its cursor stands then and in which style. Columns and lines count from 0. */
export const createPen = ({glyphs, styles}: {readonly glyphs: Glyphs; readonly styles: Styles}) => {
	let written = '';
	let line: number | undefined;
	let column: number | undefined;
	let style: Style = 0;

	const setStyle = (next: Style): void => {
		written += styles.transition(style, next);
		style = next;
	};

	const way = (toLine: number, toColumn: number): string => {
		if (line !== toLine || column === undefined) {
			const isNext = line !== undefined && toLine === line + 1 && toColumn === 0;
			return isNext && column !== undefined ? '\r\n' : csi(toColumn === 0 ? toLine + 1 : `${toLine + 1};${toColumn + 1}`, 'H');
		}

		if (toColumn === column) {
			return '';
		}

		const absolute = toColumn === 0 ? '\r' : csi(toColumn + 1, 'G');
		const relative = counted(Math.abs(toColumn - column), toColumn > column ? 'C' : 'D');
		return absolute.length < relative.length ? absolute : relative;
	};

	const moveTo = (toLine: number, toColumn: number): void => {
		written += way(toLine, toColumn);
		line = toLine;
		column = toColumn;
	};

	/** What stands between the cursor and a column, where that is as cheap to write again. */
	const gapBefore = (toColumn: number, row: Row): string | undefined => {
		if (column === undefined || toColumn - column > shortestStep) {
			return undefined;
		}

		let gap = '';
		for (let at = column; at < toColumn; at++) {
			const glyph = row.glyphs[at] ?? covered;
			if (row.styles[at] !== style || !isPrintableAscii(glyph)) {
				return undefined;
			}

			gap += String.fromCharCode(glyph);
		}

		return gap;
	};

	return {
		moveTo,
		/** Something else was written, which may have moved the cursor. */
		loseCursor(): void {
			line = undefined;
			column = undefined;
		},
		/** Moves on within a row whose cells before `toColumn` are shown. */
		stepTo(toLine: number, toColumn: number, row: Row): void {
			const gap = line === toLine && column !== undefined && toColumn > column ? gapBefore(toColumn, row) : undefined;
			if (gap === undefined) {
				moveTo(toLine, toColumn);
			} else {
				written += gap;
				column = toColumn;
			}
		},
		/** Writes the glyph that begins in a cell, where the cursor stands; answers the column after it. */
		put({glyphs: cells, styles: looks}: Row, at: number): number {
			setStyle(looks[at] ?? 0);
			written += glyphs.textOf(cells[at] ?? covered);
			const next = at + 1 < cells.length && cells[at + 1] === covered ? at + 2 : at + 1;
			// After the last column a terminal waits with its cursor, each in its way.
			column = next < cells.length ? next : undefined;
			return next;
		},
		/** Writes text that takes nobody knows how many cells; what would leave the row stays in its last cell. */
		putTail(tail: string, endStyle: Style): void {
			setStyle(0);
			written += `${csi('?7', 'l')}${tail}${csi('?7', 'h')}`;
			style = endStyle;
			column = undefined;
		},
		eraseRest(): void {
			setStyle(0);
			written += csi('', 'K');
		},
		eraseAll(): void {
			written += csi('', 'm') + csi('', 'H') + csi(2, 'J');
			style = 0;
			line = 0;
			column = 0;
		},
		/** Moves the rows from `top` to `bottom`, both included, up by some; down where that is negative. */
		shift(top: number, bottom: number, up: number): void {
			setStyle(0);
			written += csi(`${top + 1};${bottom + 1}`, 'r') + counted(Math.abs(up), up > 0 ? 'S' : 'T') + csi('', 'r');
			line = 0;
			column = 0;
		},
		/** What was written since the last time, which ends without a style. */
		take(): string {
			setStyle(0);
			const taken = written;
			written = '';
			return taken;
		},
	};
};

export type Pen = ReturnType<typeof createPen>;

import {blank, covered, type Glyph} from './glyphs.ts';
import type {Style} from './style.ts';

/**
A row of cells. From `tailAt` on (the width of the row where it has no tail) it is not cells but `tail`: text with its sequences, which begins without a
style and ends in `tailStyle`, for only the terminal knows which cells it takes (glyph-kind.ts).
*/
export type Row = {
	readonly glyphs: Uint32Array;
	readonly styles: Uint16Array;
	tailAt: number;
	tail: string;
	tailStyle: Style;
};

export const createRow = (width: number): Row => ({
	glyphs: new Uint32Array(width).fill(blank),
	styles: new Uint16Array(width),
	tailAt: width,
	tail: '',
	tailStyle: 0,
});

/** Blanks the cells from one on, as a terminal does in a style without a background. A tail from there on goes, one before it stays. */
export const blankFrom = (row: Row, column: number, end = row.glyphs.length): void => {
	row.glyphs.fill(blank, column, end);
	row.styles.fill(0, column, end);
	if (column <= row.tailAt && end === row.glyphs.length) {
		row.tailAt = end;
		row.tail = '';
		row.tailStyle = 0;
	}
};

export const copyRow = (from: Row, to: Row): void => {
	to.glyphs.set(from.glyphs);
	to.styles.set(from.styles);
	to.tailAt = from.tailAt;
	to.tail = from.tail;
	to.tailStyle = from.tailStyle;
};

export const isBlankAt = ({glyphs, styles}: Row, column: number): boolean => glyphs[column] === blank && styles[column] === 0;

export const isSameCell = (left: Row, right: Row, column: number): boolean =>
	left.glyphs[column] === right.glyphs[column] && left.styles[column] === right.styles[column];

export const isSameTail = (left: Row, right: Row): boolean =>
	left.tailAt === right.tailAt && left.tail === right.tail && left.tailStyle === right.tailStyle;

/** Where the glyph begins whose cell this is. */
export const startOfGlyph = ({glyphs}: Row, column: number): number => (glyphs[column] === covered && column > 0 ? column - 1 : column);

const setCell = (row: Row, column: number, glyph: Glyph, style: Style): void => {
	row.glyphs[column] = glyph;
	row.styles[column] = style;
};

/** Puts a glyph into its cells. What it leaves of a wide glyph that stood there is blank, as on a terminal. */
export const putGlyph = (row: Row, column: number, glyph: Glyph, style: Style, width: 1 | 2): void => {
	const {glyphs} = row;
	if (glyphs[column] === covered && column > 0) {
		setCell(row, column - 1, blank, row.styles[column - 1] ?? 0);
	}

	const next = column + width;
	if (next < glyphs.length && glyphs[next] === covered) {
		setCell(row, next, blank, row.styles[next] ?? 0);
	}

	setCell(row, column, glyph, style);
	if (width === 2) {
		setCell(row, column + 1, covered, style);
	}
};

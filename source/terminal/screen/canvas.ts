import {glyphKindOf} from './glyph-kind.ts';
import {blank, type Glyphs} from './glyphs.ts';
import {blankFrom, copyRow, createRow, putGlyph, type Row, startOfGlyph} from './row.ts';
import type {Style, Styles} from './style.ts';

/** Ends every style; and stands between what was not one text, since some terminals put together what stands side by side. */
const apart = '\u001B[m';

/** A row that is wanted, with the text that made it: the same text again needs no second look. */
export type CanvasRow = Row & {
	/** Erased and not yet written: its cells are what they were, and count as blank. */
	isErased: boolean;
	/** Whether it may differ from what the terminal shows. */
	isDirty: boolean;
	source: string | undefined;
};

/** What the terminal is wanted to show, with a cursor of its own. Columns and rows count from 0. */
export const createCanvas = (width: number, height: number, {glyphs, styles}: {readonly glyphs: Glyphs; readonly styles: Styles}) => {
	const rows: CanvasRow[] = Array.from({length: height}, () => ({...createRow(width), isErased: false, isDirty: true, source: undefined}));
	let column = 0;
	let line = 0;
	let style: Style = 0;

	/** A row that is about to be changed. */
	const changing = (index: number): CanvasRow => {
		const row = rows[index];
		if (row === undefined) {
			throw new Error(`There is no row ${index}.`);
		}

		if (row.isErased) {
			blankFrom(row, 0);
			row.isErased = false;
		}

		row.isDirty = true;
		row.source = undefined;
		return row;
	};

	/** Makes a tail of the glyph before the cursor, for what follows may change that. */
	const beginTail = (row: Row): void => {
		const at = startOfGlyph(row, Math.max(0, Math.min(column, width) - 1));
		const itsStyle = row.styles[at] ?? 0;
		const before = column === 0 ? '' : styles.transition(0, itsStyle) + glyphs.textOf(row.glyphs[at] ?? blank);
		blankFrom(row, at);
		row.tailAt = at;
		row.tail = before;
		row.tailStyle = column === 0 ? 0 : itsStyle;
	};

	const intoTail = (row: Row, text: string): void => {
		row.tail += styles.transition(row.tailStyle, style) + text;
		row.tailStyle = style;
		column = width;
	};

	/** Puts text into cells up to the first character of which it is not sure; answers how many code units that was. What stands beyond the row is cut. */
	const intoCells = (row: Row, text: string): number => {
		for (let index = 0; index < text.length; index++) {
			const unit = text.charCodeAt(index);
			const kind = glyphKindOf(unit);
			switch (kind) {
				case 'narrow':
				case 'wide': {
					const cells = kind === 'wide' ? 2 : 1;
					if (column + cells > width) {
						column = width;
						return text.length;
					}

					putGlyph(row, column, unit, style, cells);
					column += cells;
					break;
				}
				case 'mark': {
					const at = startOfGlyph(row, column - 1);
					// A sequence before a mark keeps some terminals from giving it to the letter.
					const marked = index === 0 ? undefined : glyphs.withMark(row.glyphs[at] ?? blank, text.charAt(index));
					if (marked === undefined) {
						return index;
					}

					row.glyphs[at] = marked;
					break;
				}
				case 'unsure':
					return index;
			}
		}

		return text.length;
	};

	const writeText = (row: Row, text: string): void => {
		const put = column < row.tailAt || row.tail === '' ? intoCells(row, text) : 0;
		if (put < text.length) {
			if (row.tail === '') {
				beginTail(row);
			}

			if (put === 0) {
				row.tail += apart;
				row.tailStyle = 0;
			}

			intoTail(row, text.slice(put));
		}
	};

	return {
		width,
		height,
		/** All rows, with nothing left to be erased. Who has shown one says so with its `isDirty`. */
		settledRows(): readonly CanvasRow[] {
			for (const row of rows.filter(({isErased}) => isErased)) {
				blankFrom(row, 0);
				row.isErased = false;
				row.source = undefined;
			}

			return rows;
		},
		cursor: () => ({column, line}),
		/** Has a text drawn on the cursor's row. Where the row is erased and the same text made it before, it is as it was at once. */
		fillRow(text: string, draw: (text: string) => boolean): void {
			const row = rows[line];
			const isFresh = row?.isErased === true && column === 0 && style === 0;
			if (isFresh && row.source === text) {
				row.isErased = false;
				column = width;
				return;
			}

			const isPlain = draw(text);
			if (isFresh && !row.isErased && isPlain && style === 0) {
				row.source = text;
			}
		},
		/** Moves the cursor, within the screen. */
		moveTo(toLine: number, toColumn: number): void {
			line = Math.max(0, Math.min(height - 1, toLine));
			column = Math.max(0, Math.min(width - 1, toColumn));
		},
		/** Moves on to the next row; from the last one all rows move up. */
		feedLine(): void {
			column = 0;
			if (line < height - 1) {
				line += 1;
				return;
			}

			const [first] = rows.splice(0, 1);
			if (first !== undefined) {
				rows.push({...first, isErased: true});
			}

			for (const row of rows) {
				row.isDirty = true;
			}
		},
		/** Makes a row the same as one of another canvas; answers it. */
		copyRow(index: number, from: Row): Row {
			const row = changing(index);
			copyRow(from, row);
			return row;
		},
		setStyle(parameters: string): void {
			style = styles.apply(style, parameters);
		},
		write(text: string): void {
			writeText(changing(line), text);
		},
		/** Blanks cells of the cursor's row. */
		eraseInLine(part: 'before' | 'after' | 'all'): void {
			const row = rows[line];
			if (row !== undefined && (part === 'all' || (part === 'after' && column === 0))) {
				row.isErased = true;
				row.isDirty = true;
			} else if (part === 'after') {
				blankFrom(changing(line), column);
			} else {
				blankFrom(changing(line), 0, Math.min(width, column + 1));
			}
		},
		/** Blanks whole rows. */
		eraseRows(from: number, end: number): void {
			for (const row of rows.slice(from, end)) {
				row.isErased = true;
				row.isDirty = true;
			}
		},
	};
};

export type Canvas = ReturnType<typeof createCanvas>;

import type {CanvasRow} from './canvas.ts';
import type {Glyphs} from './glyphs.ts';
import {createPen, type Pen} from './pen.ts';
import {blankFrom, copyRow, createRow, isBlankAt, isSameCell, isSameTail, type Row, startOfGlyph} from './row.ts';
import {findShift, type Shift} from './shift.ts';
import type {Styles} from './style.ts';

/** Takes away a tail that is another now: nobody knows what a terminal shows from where it began. */
const clearTail = (pen: Pen, wanted: Row, shown: Row, line: number): void => {
	const from = Math.min(wanted.tailAt, shown.tailAt);
	pen.moveTo(line, from);
	pen.eraseRest();
	blankFrom(shown, from);
};

const endOfText = (row: Row): number => {
	let end = row.tailAt;
	while (end > 0 && isBlankAt(row, end - 1)) {
		end -= 1;
	}

	return end;
};

/** Writes what differs in a row; `shown` is then what is wanted. */
const paintRow = (pen: Pen, wanted: Row, shown: Row, line: number): void => {
	const isTailNew = !isSameTail(wanted, shown);
	if (isTailNew) {
		clearTail(pen, wanted, shown, line);
	}

	const end = endOfText(wanted);
	for (let column = 0; column < end; ) {
		if (isSameCell(wanted, shown, column)) {
			column += 1;
		} else {
			const at = startOfGlyph(wanted, column);
			pen.stepTo(line, at, wanted);
			column = pen.put(wanted, at);
		}
	}

	for (let column = end; column < wanted.tailAt; column++) {
		if (!isBlankAt(shown, column)) {
			pen.moveTo(line, end);
			pen.eraseRest();
			break;
		}
	}

	if (isTailNew && wanted.tail !== '') {
		pen.moveTo(line, wanted.tailAt);
		pen.putTail(wanted.tail, wanted.tailStyle);
	}

	copyRow(wanted, shown);
};

/** Knows what a terminal shows, and writes the shortest text that makes that what a canvas wants. */
export const createPainter = (width: number, height: number, tables: {readonly glyphs: Glyphs; readonly styles: Styles}) => {
	const pen = createPen(tables);
	let shown: readonly Row[] | undefined;

	const blankRows = (count: number): readonly Row[] => Array.from({length: count}, () => createRow(width));

	const shifted = (rows: readonly Row[], {top, bottom, up}: Shift): readonly Row[] => {
		const count = Math.abs(up);
		const [kept, fresh] =
			up > 0 ? [rows.slice(top + count, bottom + 1), blankRows(count)] : [rows.slice(top, bottom + 1 - count), blankRows(count)];
		const middle = up > 0 ? [...kept, ...fresh] : [...fresh, ...kept];
		return [...rows.slice(0, top), ...middle, ...rows.slice(bottom + 1)];
	};

	return {
		loseCursor: pen.loseCursor,
		/** What a terminal has to be sent so that it shows these rows, and its cursor where that is seen; empty where it does. The first time that is everything. */
		paint(wanted: readonly CanvasRow[], cursor: {readonly line: number; readonly column: number} | undefined): string {
			let everything = false;
			let rows = shown;
			if (rows === undefined) {
				pen.eraseAll();
				rows = blankRows(height);
				everything = true;
			}

			const shift = everything ? undefined : findShift(wanted, rows, line => wanted[line]?.isDirty === true);
			if (shift !== undefined) {
				pen.shift(shift.top, shift.bottom, shift.up);
				rows = shifted(rows, shift);
			}

			for (const [line, row] of wanted.entries()) {
				const there = rows[line];
				const isMoved = shift !== undefined && line >= shift.top && line <= shift.bottom;
				if (there !== undefined && (everything || isMoved || row.isDirty)) {
					paintRow(pen, row, there, line);
				}

				row.isDirty = false;
			}

			shown = rows;
			if (cursor !== undefined) {
				pen.moveTo(cursor.line, Math.min(cursor.column, width - 1));
			}

			return pen.take();
		},
	};
};

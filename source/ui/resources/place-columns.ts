import type {Row} from '../../domain/resources/table.ts';
import type {RowColumn} from '../../domain/resources/tables.ts';
import {widthOf} from '../../domain/text.ts';

/** A column at the width that it has on this screen. */
export type PlacedColumn = {readonly column: RowColumn; readonly width: number};

const gutterWidth = 3;
const gap = 1;

/** The widest content of each column that can be wider than its least width, in cells. */
export const contentWidths = (columns: readonly RowColumn[], rows: readonly Row[]): ReadonlyMap<string, number> =>
	new Map(
		columns
			.filter(({minWidth, maxWidth}) => minWidth < maxWidth)
			// What is measured does not depend on the time.
			.map(({id, text}) => [id, rows.reduce((widest, row) => Math.max(widest, widthOf(text(row, 0))), 0)]),
	);

const widthOfAll = (placed: readonly PlacedColumn[]): number => gutterWidth + placed.reduce((sum, {width}) => sum + width + gap, -gap);

/** The columns for a width in cells, in order: those of the lowest priority leave first, and what is left over goes to those that can use it. */
export const placeColumns = (
	columns: readonly RowColumn[],
	widths: ReadonlyMap<string, number>,
	width: number,
	sorted: string,
): readonly PlacedColumn[] => {
	let placed = columns.map(column => ({column, width: Math.max(column.minWidth, column.title.length + (column.id === sorted ? 1 : 0))}));
	while (widthOfAll(placed) > width) {
		const lowest = Math.max(...placed.map(({column}) => column.priority));
		if (lowest === 0) {
			return placed;
		}

		placed = placed.filter(({column}) => column.priority !== lowest);
	}

	let left = width - widthOfAll(placed);
	return placed.map(({column, width: least}) => {
		const wished = Math.min(column.maxWidth, widths.get(column.id) ?? least);
		const more = Math.min(left, Math.max(0, wished - least));
		left -= more;
		return {column, width: least + more};
	});
};

import {inWidth, truncate, widthOf} from '../domain/text.ts';

/** A column of a table of text; one that is free may be as long as it likes. */
export type TextColumn = {readonly title: string; readonly align: 'left' | 'right'; readonly isFree?: boolean};

const widest = 40;

/** Titles and cells in columns, each as wide as its longest cell, at most 40 cells but for a free one; nothing follows the last one. */
export const textTable = (columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string => {
	const table = [
		columns.map(({title}) => title),
		...rows.map(cells => cells.map((cell, index) => (columns[index]?.isFree === true ? cell : truncate(cell, widest)))),
	];
	const widths = columns.map((_column, index) => table.reduce((most, cells) => Math.max(most, widthOf(cells[index] ?? '')), 0));
	const last = columns.length - 1;
	return table
		.map(cells =>
			cells
				.map((cell, index) =>
					index === last && columns[index]?.align === 'left' ? cell : inWidth(cell, widths[index] ?? 0, columns[index]?.align),
				)
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
};

import {type Column, columns} from '../../domain/columns.ts';

/** A column at the width that it has on this screen. */
export type PlacedColumn = {readonly column: Column; readonly width: number};

const gutterWidth = 3;
const gap = 1;

const widthOf = (shown: readonly Column[]): number => gutterWidth + shown.reduce((sum, column) => sum + column.width + gap, 0) - gap;

/** The columns that fit: those of the lowest priority leave first. */
const chosen = (width: number, hasManyApps: boolean): readonly Column[] => {
	let shown = columns.filter(column => hasManyApps || column.id !== 'app');
	while (widthOf(shown) > width) {
		const droppable = shown.filter(column => column.priority > 0);
		if (droppable.length === 0) {
			return shown;
		}

		const worst = droppable.reduce((left, right) => (left.priority >= right.priority ? left : right));
		shown = shown.filter(column => column !== worst);
	}

	return shown;
};

/** Shares the cells that are left over: first to all but the last wide column, as much as each can use, then to that one. */
const spread = (shown: readonly Column[], width: number): readonly PlacedColumn[] => {
	let left = width - widthOf(shown);
	const order = [...shown].sort((a, b) => a.maxWidth - b.maxWidth);
	const extra = new Map<Column, number>();
	for (const column of order) {
		const more = Math.max(0, Math.min(left, column.maxWidth - column.width));
		extra.set(column, more);
		left -= more;
	}

	return shown.map(column => ({column, width: Math.max(1, column.width + (extra.get(column) ?? 0))}));
};

/** The columns of the table for a width in cells, in order. The APP column is there only when there is more than one. */
export const placeColumns = (width: number, hasManyApps: boolean): readonly PlacedColumn[] => {
	const shown = chosen(width, hasManyApps);
	const missing = widthOf(shown) - width;
	return missing > 0
		? shown.map(column => ({column, width: column.id === 'why' ? Math.max(1, column.width - missing) : column.width}))
		: spread(shown, width);
};

import {type Column, type ColumnId, columns, shortTitleOf} from '../../domain/columns.ts';
import type {SortKey} from '../../domain/sort.ts';

/** A column at the width that it has on this screen. */
export type PlacedColumn = {readonly column: Column; readonly width: number};

/** What decides how wide the columns are, besides the screen. */
export type Content = {
	/** The widest content of each column that is measured, in cells; the others take what they may. */
	readonly widths: ReadonlyMap<ColumnId, number>;
	readonly hasManyApps: boolean;
	/** Whether anybody holds a lease: without one, its column leaves first. */
	readonly hasLeases: boolean;
	/** The column that has an arrow beside its title. */
	readonly sortKey: SortKey;
};

const gutterWidth = 3;
const gap = 1;
const arrowWidth = 1;

/** Below this width there is room only for what matters most. */
const narrowWidth = 60;
const narrowColumns: ReadonlySet<ColumnId> = new Set(['id', 'state', 'why']);

const widthOf = (placed: readonly PlacedColumn[]): number => gutterWidth + placed.reduce((sum, {width}) => sum + width + gap, -gap);

/** The width of a column that may use at most `limit` cells. */
const widthWithin = (column: Column, limit: number, {widths, sortKey}: Content): number => {
	const titled = column.id === sortKey ? shortTitleOf(column).length + arrowWidth : 0;
	const least = Math.max(column.minWidth, titled);
	return Math.max(least, Math.min(widths.get(column.id) ?? limit, limit));
};

const last = 100;

const priorityOf = ({id, priority}: Column, {hasLeases}: Content): number => (id === 'lease' && !hasLeases ? last : priority);

/** The columns that fit at the widths that they claim: those of the lowest priority leave first. */
const chosen = (width: number, content: Content): readonly PlacedColumn[] => {
	const allowed = columns.filter(({id}) => (width < narrowWidth ? narrowColumns.has(id) : id !== 'app' || content.hasManyApps));
	let placed = allowed.map((column): PlacedColumn => ({column, width: widthWithin(column, column.claimWidth, content)}));
	while (widthOf(placed) > width) {
		const lowest = Math.max(...placed.map(({column}) => priorityOf(column, content)));
		if (lowest === 0) {
			return placed;
		}

		placed = placed.filter(({column}) => priorityOf(column, content) !== lowest);
	}

	return placed;
};

/** Shares the cells that are left over, to the most important columns first, each as much as it can use. What then is left is WHY's. */
const spread = (placed: readonly PlacedColumn[], width: number, content: Content): readonly PlacedColumn[] => {
	let left = width - widthOf(placed);
	const widths = new Map<Column, number>();
	for (const {column, width: claimed} of placed.toSorted((a, b) => a.column.priority - b.column.priority)) {
		const more = Math.min(left, widthWithin(column, column.maxWidth, content) - claimed);
		widths.set(column, claimed + more);
		left -= more;
	}

	return placed.map(({column}) => ({column, width: (widths.get(column) ?? 0) + (column.id === 'why' ? left : 0)}));
};

/**
The columns of the table for a width in cells, in order. Below 60 cells they are ID, STATE and WHY; from there on APP is among them when
several apps are shown, and WHY gives way before it.
*/
export const placeColumns = (width: number, content: Content): readonly PlacedColumn[] => {
	const placed = chosen(width, content);
	const missing = widthOf(placed) - width;
	return missing > 0
		? placed.map(({column, width: claimed}) => ({
				column,
				width: column.id === 'why' ? Math.max(column.minWidth, claimed - missing) : claimed,
			}))
		: spread(placed, width, content);
};

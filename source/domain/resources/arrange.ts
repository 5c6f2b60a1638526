import type {ResourceKind, Row} from './table.ts';
import {columnsOf, type RowColumn} from './tables.ts';

/** How the rows of a kind are ordered. */
export type ResourceSort = {readonly column: string; readonly isDescending: boolean};

/** The columns in the order in which `<` and `>` walk through them. */
export const sortColumns = (kind: ResourceKind, hasManyApps: boolean): readonly string[] => columnsOf(kind, hasManyApps).map(({id}) => id);

export const firstSort = (kind: ResourceKind): ResourceSort => ({column: sortColumns(kind, false)[0] ?? '', isDescending: false});

const compare = (left: string | number, right: string | number): number => {
	if (left === right) {
		return 0;
	}

	return left < right ? -1 : 1;
};

const haystackOf = (row: Row, columns: readonly RowColumn[]): string =>
	[row.app, row.id, ...columns.map(({sortKey}) => sortKey(row)).filter(key => typeof key === 'string')].join('\n').toLowerCase();

/** The rows of a kind that hold every word of a filter, in any case, in order, in a new array. Equal ones are told apart by app and id. */
export const arrangeRows = (
	kind: ResourceKind,
	rows: readonly Row[],
	filter: string,
	{column, isDescending}: ResourceSort,
): readonly Row[] => {
	const columns = columnsOf(kind, true);
	const words = filter
		.toLowerCase()
		.split(/\s+/)
		.filter(word => word !== '');
	const shown =
		words.length === 0
			? rows
			: rows.filter(row => {
					const haystack = haystackOf(row, columns);
					return words.every(word => haystack.includes(word));
				});
	const sortKey = columns.find(({id}) => id === column)?.sortKey;
	const direction = isDescending ? -1 : 1;
	return shown
		.map(row => ({row, key: sortKey?.(row) ?? ''}))
		.sort((left, right) => direction * compare(left.key, right.key) || compare(left.row.key, right.row.key))
		.map(({row}) => row);
};

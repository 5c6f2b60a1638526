import type {ResourceKind, Row} from './table.ts';
import {columnsOf} from './tables.ts';

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

/** The rows of a kind in order, in a new array. Equal ones are told apart by app and id. */
export const arrangeRows = (kind: ResourceKind, rows: readonly Row[], {column, isDescending}: ResourceSort): readonly Row[] => {
	const columns = columnsOf(kind, true);
	const sortKey = columns.find(({id}) => id === column)?.sortKey;
	const direction = isDescending ? -1 : 1;
	return rows
		.map(row => ({row, key: sortKey?.(row) ?? ''}))
		.sort((left, right) => direction * compare(left.key, right.key) || compare(left.row.key, right.row.key))
		.map(({row}) => row);
};

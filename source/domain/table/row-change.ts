import type {RowContext} from '../cells.ts';
import {type ColumnId, columns} from '../columns.ts';

/** What the row of a machine is made from at a moment, but the time. */
export type RowSight = Omit<RowContext, 'nowMs'>;

/** What the API told about a machine that is another than before; a machine that is new was nothing before. */
export type RowChange = {readonly before: RowSight | undefined; readonly after: RowSight};

const everyColumn: ReadonlySet<ColumnId> = new Set(columns.map(({id}) => id));

const changedColumns = ({before, after}: RowChange): ReadonlySet<ColumnId> => {
	if (before === undefined) {
		return everyColumn;
	}

	// The same time for both: what only goes by is no change.
	const contexts = [before, after].map(sight => ({...sight, nowMs: 0}));
	const changed = columns.filter(({text, newsText = text}) => new Set(contexts.map(context => newsText(context))).size > 1);
	return new Set(changed.map(({id}) => id));
};

const known = new WeakMap<RowChange, ReadonlySet<ColumnId>>();

/** The columns in which a row shows another text since a change; worked out once, and only for the rows that somebody sees. */
export const columnsOfChange = (change: RowChange): ReadonlySet<ColumnId> => {
	const changed = known.get(change) ?? changedColumns(change);
	known.set(change, changed);
	return changed;
};

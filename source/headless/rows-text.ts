/**
The document that a list of things that are no machines prints with `--json`. Its keys are written as those of the Machines API; what is not
known is null and never left out.

	{
		"version": 1,           // counts up when a field changes its meaning or goes away
		"local": false,         // true: the things of this program's own API
		"kind": "volumes",      // what is listed
		"items": [{"app", ...}] // what the list of the API tells of each
		"issues": [],           // a sentence for each thing that could not be read
		"failures": [],         // a sentence for each list that could not be read
		"error": "sentence"     // all failures, or why nothing was read; null where there are none
	}
*/
import {arrangeRows, firstSort} from '../domain/resources/arrange.ts';
import {itemJson} from '../domain/resources/item-json.ts';
import type {ResourceKind, Row} from '../domain/resources/table.ts';
import {columnsOf} from '../domain/resources/tables.ts';
import type {ReadingOf} from './read-apps.ts';
import {textTable} from './text-table.ts';

export type ListedRows = Pick<ReadingOf<Row>, 'items' | 'issues' | 'failures'> & {readonly kind: ResourceKind; readonly isLocal: boolean};

const inOrder = (kind: ResourceKind, rows: readonly Row[]): readonly Row[] => arrangeRows(kind, rows, firstSort(kind));

/** The things of a kind as one JSON document. */
export const rowsJson = ({isLocal, kind, items, issues, failures}: ListedRows): string =>
	JSON.stringify(
		{version: 1, local: isLocal, kind, items: inOrder(kind, items).map(itemJson), issues, failures, error: failures.join('\n') || null},
		null,
		2,
	);

/** The things of a kind as text columns, as the screen has them; what they are told by is never cut off. */
export const rowsText = (kind: ResourceKind, rows: readonly Row[], nowMs: number): string => {
	const hasManyApps = kind !== 'apps' && new Set(rows.map(({app}) => app)).size > 1;
	const columns = columnsOf(kind, hasManyApps).map((column, index) => ({...column, isFree: index === 0}));
	return textTable(
		columns,
		inOrder(kind, rows).map(row => columns.map(({text}) => text(row, nowMs))),
	);
};

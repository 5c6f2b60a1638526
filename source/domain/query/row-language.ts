import type {ResourceKind, Row} from '../resources/table.ts';
import {columnsOf, keysOf, type RowColumn, resourceTables} from '../resources/tables.ts';
import {known, type QueryKey, type QueryLanguage} from './language.ts';

/** A thing that is no machine at a moment. */
export type RowSubject = {readonly row: Row; readonly nowMs: number};

type Key = QueryKey<RowSubject>;

/** What stands in a cell that has nothing to tell. */
const emptyCell = '-';

/** A column as a key: it finds what its cells show. */
const keyOf = ({title, text, amount}: RowColumn): Key => ({
	meaning: `the column ${title}`,
	valuesOf({row, nowMs}) {
		const cell = text(row, nowMs);
		return cell === emptyCell ? [] : known(cell);
	},
	...(amount === undefined ? {} : {amount: {unit: amount.unit, of: ({row, nowMs}: RowSubject) => amount.of(row, nowMs)}}),
});

const languageOf = (kind: ResourceKind): QueryLanguage<RowSubject> => {
	const columns = columnsOf(kind, kind !== 'apps');
	const keys = new Map<string, Key>([
		...columns.map(column => [column.id, keyOf(column)] as const),
		...keysOf(kind).map(({name, meaning, valueIn}) => [name, {meaning, valuesOf: ({row}: RowSubject) => known(valueIn(row))}] as const),
	]);
	const words = columns.filter(({align}) => align === 'left');
	const linesOf = ({row, nowMs}: RowSubject): readonly string[] =>
		[row.app, row.id, ...words.map(({text}) => text(row, nowMs))].map(line => line.toLowerCase());
	return {keys, linesOf, hasText: (subject, fits) => fits(linesOf(subject).join('\n'))};
};

/** What can be asked about things that are no machines: the columns of their tables, and what else there is to ask. */
export const rowLanguages = Object.fromEntries(
	Object.keys(resourceTables).map(kind => [kind, languageOf(kind as ResourceKind)]),
) as Readonly<Record<ResourceKind, QueryLanguage<RowSubject>>>;

import type {Line} from '../details/line.ts';
import type {Tone} from '../lifecycle.ts';
import type {Unit} from '../query/units.ts';
import {
	type DetailsOf,
	type ResourceItems,
	type ResourceKey,
	type ResourceKind,
	type ResourceTable,
	type Row,
	textColumn,
} from './table.ts';
import {appTable} from './table-apps.ts';
import {certificateTable} from './table-certificates.ts';
import {ipTable} from './table-ips.ts';
import {secretTable} from './table-secrets.ts';
import {snapshotTable} from './table-snapshots.ts';
import {volumeTable} from './table-volumes.ts';

/** THE table of the kinds of things besides machines: screens, sorts, filters and details all come from it. */
export const resourceTables: {readonly [Kind in ResourceKind]: ResourceTable<Kind>} = {
	apps: appTable,
	volumes: volumeTable,
	secrets: secretTable,
	certificates: certificateTable,
	ips: ipTable,
	snapshots: snapshotTable,
};

export const rowOf = <Kind extends ResourceKind>(kind: Kind, app: string, item: ResourceItems[Kind]): Row<Kind> => {
	const id = resourceTables[kind].idOf(item);
	return {kind, app: app || id, id, key: `${app}/${id}`, item};
};

/** Whether a row is one of a kind. */
export const isOfKind = <Kind extends ResourceKind>(row: Row, kind: Kind): row is Row<Kind> => row.kind === kind;

/** A column of whole rows: that of its kind, or the app, which every kind has. */
export type RowColumn = {
	readonly id: string;
	readonly title: string;
	readonly minWidth: number;
	readonly maxWidth: number;
	readonly align: 'left' | 'right';
	readonly priority: number;
	readonly text: (row: Row, nowMs: number) => string;
	readonly sortKey: (row: Row) => string | number;
	readonly amount?: {readonly unit: Unit; readonly of: (row: Row, nowMs: number) => number | undefined};
};

const appColumn: RowColumn = textColumn('app', 'APP', {minWidth: 6, maxWidth: 20, priority: 0}, ({app}: Row) => app);

const columnsFor = <Kind extends ResourceKind>(kind: Kind): readonly RowColumn[] =>
	resourceTables[kind].columns.map(({amount, ...column}) => ({
		...column,
		text: (row, nowMs) => (isOfKind(row, kind) ? column.text(row.item, nowMs) : ''),
		sortKey: row => (isOfKind(row, kind) ? column.sortKey(row.item) : ''),
		...(amount === undefined
			? {}
			: {amount: {unit: amount.unit, of: (row: Row, nowMs: number) => (isOfKind(row, kind) ? amount.of(row.item, nowMs) : undefined)}}),
	}));

/** What a filter can ask of a kind besides its columns. */
export const keysOf = <Kind extends ResourceKind>(kind: Kind): readonly ResourceKey<Row>[] =>
	(resourceTables[kind].keys ?? []).map(key => ({
		...key,
		valueIn: row => (isOfKind(row, kind) ? key.valueIn(row.item) : undefined),
	}));

const columnsByKind: {readonly [Kind in ResourceKind]: readonly RowColumn[]} = {
	apps: columnsFor('apps'),
	volumes: columnsFor('volumes'),
	secrets: columnsFor('secrets'),
	certificates: columnsFor('certificates'),
	ips: columnsFor('ips'),
	snapshots: columnsFor('snapshots'),
};

/** The columns of a kind, left to right; the app comes last of those that always stay, where there are several. */
export const columnsOf = (kind: ResourceKind, hasManyApps: boolean): readonly RowColumn[] =>
	hasManyApps ? columnsByKind[kind].toSpliced(2, 0, appColumn) : columnsByKind[kind];

export const toneOfRow = <Kind extends ResourceKind>(row: Row<Kind>): Tone => resourceTables[row.kind].toneOf(row.item);

export const detailsOfRow = <Kind extends ResourceKind>(row: Row<Kind>, given: DetailsOf): readonly Line[] =>
	resourceTables[row.kind].details(row.item, given);

/** What a row is called in a sentence: `volume vol_1 (data) of web`, `app web`. */
export const rowInWords = <Kind extends ResourceKind>(row: Row<Kind>): string => {
	const {one, nameOf} = resourceTables[row.kind];
	const name = nameOf(row.item);
	return `${one} ${row.id}${name === '' ? '' : ` (${name})`}${row.kind === 'apps' ? '' : ` of ${row.app}`}`;
};

import type {Line} from '../details/line.ts';
import type {Tone} from '../lifecycle.ts';
import {type Unit, units} from '../query/units.ts';
import {formatAge, formatMoment} from '../time.ts';
import type {App} from './app.ts';
import type {Certificate, CertificateSummary} from './certificate.ts';
import type {IpAssignment} from './ip-assignment.ts';
import type {Secret} from './secret.ts';
import type {Snapshot} from './snapshot.ts';
import type {Volume} from './volume.ts';

/** What is listed in the tables besides machines. */
export type ResourceItems = {
	readonly apps: App;
	readonly volumes: Volume;
	readonly secrets: Secret;
	readonly certificates: CertificateSummary;
	readonly ips: IpAssignment;
	readonly snapshots: Snapshot;
};

export type ResourceKind = keyof ResourceItems;

/** One thing of a list. */
export type Row<Kind extends ResourceKind = ResourceKind> = {
	readonly kind: Kind;
	readonly app: string;
	/** What the API calls it within its app. */
	readonly id: string;
	/** What it is told by among those of all apps. */
	readonly key: string;
	readonly item: ResourceItems[Kind];
};

export type ResourceColumn<Item> = {
	readonly id: string;
	readonly title: string;
	/** The cells that it never falls below, and those that it can use at most. */
	readonly minWidth: number;
	readonly maxWidth: number;
	readonly align: 'left' | 'right';
	/** Columns with a higher number leave first when the screen is narrow; those of 0 never do. */
	readonly priority: number;
	readonly text: (item: Item, nowMs: number) => string;
	/** What the rows are sorted by; equal keys are told apart by app and id. */
	readonly sortKey: (item: Item) => string | number;
	/** How much it is, where it is a number or a time. */
	readonly amount?: {readonly unit: Unit; readonly of: (item: Item, nowMs: number) => number | undefined};
};

/** What a filter can ask for besides the columns. */
export type ResourceKey<Item> = {readonly name: string; readonly meaning: string; readonly valueIn: (item: Item) => string | undefined};

/** What the details of a thing are made from besides what its list tells. */
export type DetailsOf = {readonly nowMs: number; readonly certificate: Certificate | undefined};

/** A kind of things: its columns, how a row feels, and all that is known of one. */
export type ResourceTable<Kind extends ResourceKind> = {
	readonly kind: Kind;
	readonly title: string;
	readonly one: string;
	/** What a list of none means. */
	readonly none: string;
	readonly idOf: (item: ResourceItems[Kind]) => string;
	/** Its name where it has one besides its id. */
	readonly nameOf: (item: ResourceItems[Kind]) => string;
	readonly columns: readonly ResourceColumn<ResourceItems[Kind]>[];
	readonly keys?: readonly ResourceKey<ResourceItems[Kind]>[];
	/** How its second column looks. */
	readonly toneOf: (item: ResourceItems[Kind]) => Tone;
	readonly details: (item: ResourceItems[Kind], given: DetailsOf) => readonly Line[];
};

type Cells = Pick<ResourceColumn<unknown>, 'minWidth' | 'maxWidth' | 'priority'>;

/** A column of words, sorted as they read. */
export const textColumn = <Item>(id: string, title: string, cells: Cells, text: (item: Item) => string): ResourceColumn<Item> => ({
	id,
	title,
	...cells,
	align: 'left',
	text,
	sortKey: text,
});

/** A column of numbers; `-` where one is not known. */
export const numberColumn = <Item>(
	id: string,
	title: string,
	cells: Cells,
	amountOf: (item: Item) => number | undefined,
	text: (value: number) => string = String,
	unit: Unit = units.number,
): ResourceColumn<Item> => ({
	id,
	title,
	...cells,
	align: 'right',
	text(item) {
		const value = amountOf(item);
		return value === undefined ? '-' : text(value);
	},
	sortKey: item => amountOf(item) ?? -1,
	amount: {unit, of: amountOf},
});

/** A column that tells how long ago something was; the youngest is sorted first. */
export const ageColumn = <Item>(
	id: string,
	title: string,
	priority: number,
	timeOf: (item: Item) => number | undefined,
): ResourceColumn<Item> => ({
	id,
	title,
	minWidth: title.length,
	maxWidth: title.length,
	priority,
	align: 'right',
	text(item, nowMs) {
		const atMs = timeOf(item);
		return atMs === undefined ? '-' : formatAge(nowMs - atMs);
	},
	sortKey: item => -(timeOf(item) ?? 0),
	amount: {
		unit: units.span,
		of(item, nowMs) {
			const atMs = timeOf(item);
			return atMs === undefined ? undefined : Math.max(0, nowMs - atMs);
		},
	},
});

/** A moment and how long ago that is. */
export const momentInWords = (atMs: number | undefined, nowMs: number): string =>
	atMs === undefined ? 'unknown' : `${formatMoment(atMs)}, ${formatAge(nowMs - atMs)} ago`;

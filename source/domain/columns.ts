import {ageCell, checksCell, holderCell, leaseCell, type RowContext, stateCell, whyCell} from './cells.ts';
import type {Machine} from './machine.ts';
import {stateSinceMs} from './since.ts';
import {sizeInShort} from './size.ts';
import type {Trouble} from './trouble.ts';
import {whyOf} from './why.ts';

export type ColumnId = 'app' | 'id' | 'name' | 'state' | 'for' | 'region' | 'checks' | 'size' | 'why' | 'lease';

export type Column = {
	readonly id: ColumnId;
	readonly title: string;
	/** The cells that it never falls below, those that its content may claim from less important columns, and those that it can use at most. */
	readonly minWidth: number;
	readonly claimWidth: number;
	readonly maxWidth: number;
	readonly align: 'left' | 'right';
	/** Columns with a higher number leave first when the screen is narrow; those of 0 never do. */
	readonly priority: number;
	readonly text: (context: RowContext) => string;
	/** What of the text is news when it changes, where that is not all of it. */
	readonly newsText?: (context: RowContext) => string;
	/** What the rows are sorted by; equal keys are told apart by id. */
	readonly sortKey: (machine: Machine, trouble: Trouble | undefined) => string | number;
};

const always = (cells: number): Pick<Column, 'minWidth' | 'claimWidth' | 'maxWidth'> => ({
	minWidth: cells,
	claimWidth: cells,
	maxWidth: cells,
});

/** The columns of the machine table, left to right. */
export const columns: readonly Column[] = [
	{
		id: 'app',
		title: 'APP',
		minWidth: 3,
		claimWidth: 9,
		maxWidth: 20,
		align: 'left',
		priority: 0,
		text: ({machine}) => machine.app,
		sortKey: machine => machine.app,
	},
	{
		id: 'id',
		title: 'ID',
		...always(14),
		align: 'left',
		priority: 0,
		text: ({machine}) => machine.id,
		sortKey: machine => machine.id,
	},
	{
		id: 'name',
		title: 'NAME',
		minWidth: 8,
		claimWidth: 10,
		maxWidth: 24,
		align: 'left',
		priority: 6,
		text: ({machine}) => machine.name,
		sortKey: machine => machine.name,
	},
	{
		id: 'state',
		title: 'STATE',
		minWidth: 12,
		claimWidth: 12,
		maxWidth: 15,
		align: 'left',
		priority: 0,
		text: stateCell,
		sortKey: machine => machine.state,
	},
	{
		id: 'for',
		title: 'FOR',
		...always(3),
		align: 'right',
		priority: 1,
		text: ageCell,
		newsText: () => '',
		sortKey: machine => -(stateSinceMs(machine) ?? 0),
	},
	{
		id: 'region',
		title: 'RGN',
		...always(3),
		align: 'left',
		priority: 2,
		text: ({machine}) => machine.region,
		sortKey: machine => machine.region,
	},
	{
		id: 'checks',
		title: 'CHK',
		minWidth: 3,
		claimWidth: 5,
		maxWidth: 5,
		align: 'left',
		priority: 4,
		text: ({machine}) => checksCell(machine),
		sortKey: machine => checksCell(machine),
	},
	{
		id: 'size',
		title: 'SIZE',
		minWidth: 7,
		claimWidth: 9,
		maxWidth: 9,
		align: 'left',
		priority: 5,
		text: ({machine}) => sizeInShort(machine.config?.guest),
		sortKey: machine => machine.config?.guest?.memoryMb ?? 0,
	},
	{
		id: 'why',
		title: 'WHY / LAST EVENT',
		minWidth: 8,
		claimWidth: 22,
		maxWidth: 40,
		align: 'left',
		priority: 0,
		text: whyCell,
		sortKey: (machine, trouble) => `${trouble === undefined ? 1 : 0}${whyOf(machine, trouble)}`,
	},
	{
		id: 'lease',
		title: 'LEASE',
		...always(7),
		align: 'left',
		priority: 3,
		text: leaseCell,
		newsText: holderCell,
		sortKey: machine => -(machine.lease?.expiresAtMs ?? 0),
	},
];

export const columnById: ReadonlyMap<ColumnId, Column> = new Map(columns.map(column => [column.id, column]));

/** A title in one word, for where there is little room. */
export const shortTitleOf = ({title}: Column): string => title.split(' ', 1)[0] ?? title;

import {stateRow} from './lifecycle.ts';
import type {Lease, Machine} from './machine.ts';
import type {Pending} from './pending.ts';
import {sizeInShort} from './size.ts';
import {isStuck, statusOf} from './status.ts';
import {truncate} from './text.ts';
import {formatAge} from './time.ts';
import {isTrouble, stateSinceMs, whyOf} from './why.ts';

/** What is known of one machine when its row is written. */
export type RowContext = {
	readonly machine: Machine;
	readonly pending: Pending | undefined;
	/** The lease that counts now, and whether this flydeck holds it. */
	readonly lease: Lease | undefined;
	readonly isOwnLease: boolean;
	readonly nowMs: number;
};

export type ColumnId = 'app' | 'id' | 'name' | 'state' | 'for' | 'region' | 'checks' | 'size' | 'why' | 'lease';

export type Column = {
	readonly id: ColumnId;
	readonly title: string;
	/** Cells that it needs. */
	readonly width: number;
	/** Cells that it can use when the screen has room. */
	readonly maxWidth: number;
	readonly align: 'left' | 'right';
	/** Columns with a higher number leave first when the screen is narrow. */
	readonly priority: number;
	readonly text: (context: RowContext) => string;
	/** What the rows are sorted by; equal keys are told apart by id. */
	readonly sortKey: (machine: Machine, nowMs: number) => string | number;
};

const checksOf = ({checks}: Machine): string =>
	checks.length === 0 ? '-' : `${checks.filter(check => check.status === 'passing').length}/${checks.length}`;

const leaseOf = ({lease, isOwnLease, nowMs}: RowContext): string => {
	if (lease === undefined || lease.expiresAtMs <= nowMs) {
		return '-';
	}

	const owner = isOwnLease ? 'ME' : (lease.owner.split('@')[0] ?? '');
	return `${truncate(owner, 3)} ${formatAge(lease.expiresAtMs - nowMs)}`;
};

const whyText = ({machine, pending, nowMs}: RowContext): string => {
	if (pending !== undefined) {
		return `${pending.verb} asked ${formatAge(nowMs - pending.startedAtMs)} ago`;
	}

	const sinceMs = stateSinceMs(machine);
	if (isStuck(machine, sinceMs, nowMs)) {
		return `STUCK over ${formatAge(stateRow(machine.state).stuckAfterMs ?? 0)} limit`;
	}

	return whyOf(machine, nowMs);
};

const ageText = ({machine, pending, nowMs}: RowContext): string => {
	const sinceMs = pending?.startedAtMs ?? stateSinceMs(machine);
	return sinceMs === undefined ? '-' : formatAge(nowMs - sinceMs);
};

/** The columns of the machine table, left to right. */
export const columns: readonly Column[] = [
	{
		id: 'app',
		title: 'APP',
		width: 11,
		maxWidth: 20,
		align: 'left',
		priority: 6,
		text: ({machine}) => machine.app,
		sortKey: machine => machine.app,
	},
	{
		id: 'id',
		title: 'ID',
		width: 14,
		maxWidth: 14,
		align: 'left',
		priority: 0,
		text: ({machine}) => machine.id,
		sortKey: machine => machine.id,
	},
	{
		id: 'name',
		title: 'NAME',
		width: 14,
		maxWidth: 24,
		align: 'left',
		priority: 8,
		text: ({machine}) => machine.name,
		sortKey: machine => machine.name,
	},
	{
		id: 'state',
		title: 'STATE',
		width: 12,
		maxWidth: 12,
		align: 'left',
		priority: 0,
		text({machine, pending, nowMs}) {
			const {glyph, label} = statusOf(machine, pending, nowMs);
			return `${glyph} ${label}`;
		},
		sortKey: machine => machine.state,
	},
	{
		id: 'for',
		title: 'FOR',
		width: 3,
		maxWidth: 4,
		align: 'right',
		priority: 1,
		text: ageText,
		sortKey: machine => -(stateSinceMs(machine) ?? 0),
	},
	{
		id: 'region',
		title: 'RGN',
		width: 3,
		maxWidth: 3,
		align: 'left',
		priority: 2,
		text: ({machine}) => machine.region,
		sortKey: machine => machine.region,
	},
	{
		id: 'checks',
		title: 'CHK',
		width: 3,
		maxWidth: 5,
		align: 'left',
		priority: 3,
		text: ({machine}) => checksOf(machine),
		sortKey: machine => checksOf(machine),
	},
	{
		id: 'size',
		title: 'SIZE',
		width: 8,
		maxWidth: 9,
		align: 'left',
		priority: 7,
		text: ({machine}) => sizeInShort(machine.config?.guest),
		sortKey: machine => machine.config?.guest?.memoryMb ?? 0,
	},
	{
		id: 'why',
		title: 'WHY / LAST EVENT',
		width: 20,
		maxWidth: 120,
		align: 'left',
		priority: 0,
		text: whyText,
		sortKey: (machine, nowMs) => `${isTrouble(machine, nowMs) ? 0 : 1}${whyOf(machine, nowMs)}`,
	},
	{
		id: 'lease',
		title: 'LEASE',
		width: 7,
		maxWidth: 7,
		align: 'left',
		priority: 4,
		text: leaseOf,
		sortKey: machine => -(machine.lease?.expiresAtMs ?? 0),
	},
];

export const columnById: ReadonlyMap<ColumnId, Column> = new Map(columns.map(column => [column.id, column]));

import type {Lease, Machine} from './machine.ts';
import type {Pending} from './pending.ts';
import {stateSinceMs} from './since.ts';
import {statusOf} from './status.ts';
import {beginningOf} from './text.ts';
import {formatAge} from './time.ts';
import type {Trouble} from './trouble.ts';
import {whyOf} from './why.ts';

/** What is known of one machine when its row is written. */
export type RowContext = {
	readonly machine: Machine;
	readonly pending: Pending | undefined;
	/** The lease that counts now, and whether this flydeck holds it. */
	readonly lease: Lease | undefined;
	readonly isOwnLease: boolean;
	/** The worst that is wrong with it. */
	readonly trouble: Trouble | undefined;
	readonly nowMs: number;
};

/** The state with its glyph, or what is hoped for: `● started`. */
export const stateCell = ({machine, pending, trouble}: RowContext): string => {
	const {glyph, label} = statusOf(machine, pending, trouble);
	return `${glyph} ${label}`;
};

/** For how long it has been in its state, or since when something is asked. */
export const ageCell = ({machine, pending, nowMs}: RowContext): string => {
	const sinceMs = pending?.startedAtMs ?? stateSinceMs(machine);
	return sinceMs === undefined ? '-' : formatAge(nowMs - sinceMs);
};

/** The passing checks of all: `1/2`. */
export const checksCell = ({checks}: Machine): string =>
	checks.length === 0 ? '-' : `${checks.filter(check => check.status === 'passing').length}/${checks.length}`;

/** Why it is as it is, or what was asked of it. */
export const whyCell = ({machine, pending, trouble, nowMs}: RowContext): string =>
	pending === undefined ? whyOf(machine, trouble) : `${pending.verb} asked ${formatAge(nowMs - pending.startedAtMs)} ago`;

/** Who holds the lease, in three cells: `ME`. */
export const holderCell = ({lease, isOwnLease}: RowContext): string =>
	lease === undefined ? '-' : beginningOf(isOwnLease ? 'ME' : (lease.owner.split('@')[0] ?? ''), 3);

/** Who holds the lease, and for how long: `ME 12s`. */
export const leaseCell = (context: RowContext): string => {
	const {lease, nowMs} = context;
	return lease === undefined || lease.expiresAtMs <= nowMs ? '-' : `${holderCell(context)} ${formatAge(lease.expiresAtMs - nowMs)}`;
};

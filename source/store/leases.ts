import type {LeftoverLease} from '../domain/leftover-lease.ts';
import type {Lease} from '../domain/machine.ts';
import type {Ask, Target} from './state.ts';

/** A lease that this flydeck holds. */
export type OwnLease = Lease & {
	/** Whether it is refreshed by itself before it ends. */
	readonly isRenewed?: boolean;
};

/** The lease dialog, with what a lease is taken with: its time to live in seconds as typed, and whether it is renewed. */
export type LeaseMode = {readonly kind: 'lease'; readonly target: Target; readonly ttl: string; readonly isRenewed: boolean};

/** The question before somebody's lease is broken: whose it was when the dialog opened. */
export type BreakLeaseMode = {
	readonly kind: 'break-lease';
	readonly target: Target;
	readonly owner: string;
	readonly ask: Extract<Ask, {readonly kind: 'type'}>;
	readonly typed: string;
};

/** What a flydeck that ended left held, offered at the start. */
export type LeftoverLeasesMode = {readonly kind: 'leftover-leases'; readonly leases: readonly LeftoverLease[]};

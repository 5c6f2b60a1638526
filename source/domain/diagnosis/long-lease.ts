import {maskedText} from '../config/masking.ts';
import type {Lease, Machine} from '../machine.ts';
import {formatClock, formatMoment, isMoment} from '../time.ts';
import type {Trouble} from '../trouble.ts';
import type {Beginning} from './beginnings.ts';

/** A lease that lasts longer than this in all keeps everybody out for no good reason: a deploy is over sooner. */
const longLeaseMs = 30 * 60_000;

/** A lease as if it had been taken at the moment: too long is what is still to come. */
export const longLease = ({lease}: Machine): Trouble | undefined => {
	if (lease === undefined || !isMoment(lease.expiresAtMs)) {
		return undefined;
	}

	const {owner, description, expiresAtMs} = lease;
	const holder = owner === '' ? 'Somebody' : owner;
	return {
		kind: 'LEASE',
		sinceMs: undefined,
		short: `LEASE ${holder.split('@')[0]} to ${formatClock(expiresAtMs)}`,
		sentence: `${holder} holds its lease${description === '' ? '' : ` (${maskedText(description)})`} until ${formatMoment(expiresAtMs)}: nobody else can change it till then.`,
		next: 'L shows the lease, and breaks it.',
		untilMs: expiresAtMs - longLeaseMs,
	};
};

/** The trouble of a lease by when it began: what is over counts as what is still to come, so that one that is too long is so to its end. */
export const leaseHeldSince = (lease: Lease | undefined, trouble: Trouble, beginning: Beginning): Trouble => {
	const endsAtMs = lease?.expiresAtMs ?? Number.NEGATIVE_INFINITY;
	const isLong = endsAtMs - beginning.sinceMs > longLeaseMs;
	return {...trouble, ...beginning, untilMs: isLong ? endsAtMs : Number.NEGATIVE_INFINITY};
};

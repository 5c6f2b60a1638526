import type {Machine} from '../domain/machine.ts';
import {formatCountdown} from '../domain/time.ts';
import {selectForeignLease} from '../store/selectors.ts';
import type {State, Target} from '../store/state.ts';

/** What says that somebody else holds the lease of a machine, as a sentence: without breaking it, nothing is done there. */
export const leaseRefusal = (state: State, machine: Machine): string | undefined => {
	const lease = selectForeignLease(state, machine);
	return lease === undefined
		? undefined
		: `${machine.name || machine.id}: lease held by ${lease.owner}, free in ${formatCountdown(lease.expiresAtMs - state.nowMs)}`;
};

/** The same of a machine that a dialog is about, which may be gone by now. */
export const targetLeaseRefusal = (state: State, {id}: Target): string | undefined => {
	const machine = state.fleet.get(id);
	return machine === undefined ? undefined : leaseRefusal(state, machine);
};

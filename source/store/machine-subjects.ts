import type {Diagnosis} from '../domain/diagnosis/diagnosis.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import type {MachineSubject} from '../domain/query/machine-keys.ts';
import type {Trouble} from '../domain/trouble.ts';
import {memoizeLast} from './memoize.ts';
import type {State} from './state.ts';

/** The leases that are known besides those that the lists tell of. */
export type KnownLeases = Pick<State, 'ownLeases' | 'seenLeases'>;

const noTroubles: readonly Trouble[] = [];
export const noLeases: KnownLeases = {ownLeases: new Map(), seenLeases: new Map()};

const leasesOf = memoizeLast((ownLeases: State['ownLeases'], seenLeases: State['seenLeases']): KnownLeases => ({ownLeases, seenLeases}));

/** The leases as far as a filter asks for them: those that change while it does not are no reason to look through a fleet. */
export const leasesFor = ({ownLeases, seenLeases}: State, filter: string): KnownLeases =>
	/lease:/i.test(filter) ? leasesOf(ownLeases, seenLeases) : noLeases;

/** A lease unless it has run out. */
export const live = (lease: Lease | undefined, nowMs: number): Lease | undefined =>
	lease !== undefined && lease.expiresAtMs > nowMs ? lease : undefined;

/** What a filter looks at of a machine. */
export const subjectOf = (machine: Machine, diagnosis: Diagnosis, {ownLeases, seenLeases}: KnownLeases, nowMs: number): MachineSubject => {
	const {id, lease} = machine;
	const own = live(ownLeases.get(id), nowMs);
	return {
		machine,
		nowMs,
		troubles: diagnosis.get(id) ?? noTroubles,
		lease: own ?? live(lease, nowMs) ?? live(seenLeases.get(id), nowMs),
		isOwnLease: own !== undefined,
	};
};

import {rfc3339} from '../time/rfc3339.ts';
import {refusal} from './fault.ts';
import type {Ids} from './ids.ts';
import type {LeaseRecord, MachineRecord} from './machine-record.ts';

/** How long a lease lasts when the request does not say, in seconds. */
export const defaultTtlSeconds = 30;

/** The lease that holds a machine now; one that ran out holds nothing. */
export const heldLease = (record: MachineRecord, nowMs: number): LeaseRecord | undefined =>
	record.lease !== undefined && record.lease.expiresAtMs > nowMs ? record.lease : undefined;

/** Throws a 409 Fault when somebody else holds the machine. A wrong nonce counts as none. */
export const requireLease = (record: MachineRecord, nonce: string | undefined, nowMs: number): void => {
	const lease = heldLease(record, nowMs);
	if (lease !== undefined && lease.nonce !== nonce) {
		const until = rfc3339(lease.expiresAtMs);
		throw refusal('aborted', `machine ID ${record.id} lease currently held by ${lease.owner}, expires at ${until}`);
	}
};

export type LeaseRequest = {
	readonly ttlSeconds: number | undefined;
	readonly description: string | undefined;
	readonly owner: string;
	readonly nonce: string | undefined;
};

/** Takes the lease, or, with its nonce, makes it last longer. Throws a 409 Fault when somebody else holds it. */
export const acquireLease = (record: MachineRecord, asked: LeaseRequest, nowMs: number, ids: Ids): LeaseRecord => {
	requireLease(record, asked.nonce, nowMs);
	const held = heldLease(record, nowMs);
	return {
		nonce: held?.nonce ?? ids.nonce(),
		owner: held?.owner ?? asked.owner,
		description: asked.description ?? held?.description ?? '',
		expiresAtMs: nowMs + (asked.ttlSeconds ?? defaultTtlSeconds) * 1000,
		version: held?.version ?? record.instanceId,
	};
};

/** The lease there is now. Throws a 404 Fault when there is none. */
export const findLease = (record: MachineRecord, nowMs: number): LeaseRecord => {
	const lease = heldLease(record, nowMs);
	if (lease === undefined) {
		throw refusal('not_found', 'lease not found');
	}

	return lease;
};

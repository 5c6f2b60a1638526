import type {KeptLease} from '../../source/journal/lease-records.ts';

export const nowMs = 1_800_000_000_000;

/** A lease as a vault keeps it, for a minute from `nowMs` on. */
export const keptLease = (given: Partial<KeptLease> = {}): KeptLease => ({
	app: 'web',
	id: 'm1',
	name: 'web-1',
	nonce: '5ec4e7ab1234',
	ttlSeconds: 120,
	expiresAtMs: nowMs + 60_000,
	...given,
});

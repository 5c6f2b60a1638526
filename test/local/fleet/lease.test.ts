import fc from 'fast-check';
import {expect, test} from 'vitest';
import {acquireLease, findLease, heldLease, requireLease} from '../../../source/local/fleet/lease.ts';
import {createTestWorld} from '../../helpers/local-world.ts';

const asked = {ttlSeconds: 30, description: undefined, owner: 'a@example.com', nonce: undefined};
const nowMs = Date.parse('2026-08-14T09:57:05Z');

const unleased = () => {
	const world = createTestWorld();
	return {machine: world.machine(world.create()), ids: world.ids};
};

test('a lease that ran out holds nothing', () => {
	const {machine, ids} = unleased();
	const leased = {...machine, lease: acquireLease(machine, asked, nowMs, ids)};
	expect(heldLease(leased, nowMs + 29_999)).toEqual(leased.lease);
	expect(heldLease(leased, nowMs + 30_000)).toBeUndefined();
	expect(() => findLease(leased, nowMs + 30_000)).toThrow('not_found: lease not found');
	expect(() => requireLease(leased, undefined, nowMs + 30_000)).not.toThrow();
});

test('a machine that somebody holds is refused in the words of the API, also to a wrong nonce', () => {
	const {machine, ids} = unleased();
	const leased = {...machine, lease: acquireLease(machine, asked, nowMs, ids)};
	const message = `aborted: machine ID ${machine.id} lease currently held by a@example.com, expires at 2026-08-14T09:57:35Z`;
	expect(() => requireLease(leased, undefined, nowMs)).toThrow(message);
	expect(() => requireLease(leased, 'wrong', nowMs)).toThrow(message);
	expect(() => requireLease(leased, leased.lease.nonce, nowMs)).not.toThrow();
});

test('a refresh keeps the nonce and lasts from now', () => {
	const {machine, ids} = unleased();
	const lease = acquireLease(machine, {...asked, description: 'deploy'}, nowMs, ids);
	const refreshed = acquireLease({...machine, lease}, {...asked, ttlSeconds: 60, nonce: lease.nonce}, nowMs + 10_000, ids);
	expect(refreshed).toEqual({...lease, expiresAtMs: nowMs + 70_000});
});

test('of any clients that race for a lease, exactly one wins at a time', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({waitSeconds: fc.nat({max: 20}), ttlSeconds: fc.integer({min: 1, max: 20})}), {maxLength: 30}),
			tries => {
				const {machine, ids} = unleased();
				let current = machine;
				let timeMs = nowMs;
				let freeAtMs = nowMs;
				for (const {waitSeconds, ttlSeconds} of tries) {
					timeMs += waitSeconds * 1000;
					const attempt = () => acquireLease(current, {...asked, ttlSeconds}, timeMs, ids);
					if (timeMs >= freeAtMs) {
						current = {...current, lease: attempt()};
						freeAtMs = timeMs + ttlSeconds * 1000;
					} else {
						expect(attempt).toThrow('lease currently held by');
					}
				}
			},
		),
	);
});

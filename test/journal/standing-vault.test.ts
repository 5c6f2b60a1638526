import {readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openLeaseVault} from '../../source/journal/lease-vault.ts';
import {openStandingVault} from '../../source/journal/standing-vault.ts';
import {keptLease as lease, nowMs} from '../helpers/kept-lease.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const baseUrl = 'https://api.example.com';

const recordsIn = (directory: string): readonly string[] => readdirSync(join(directory, 'leases'));

test('a lease that was taken is known to another flydeck, and not when it was given back', () => {
	const directory = temporaryDirectory();
	const vault = openStandingVault(directory, baseUrl);
	vault.keep(lease());
	vault.keep(lease({id: 'm2', nonce: 'other'}));
	vault.keep(lease({nonce: 'newer'}));
	const later = openStandingVault(directory, baseUrl);
	expect(later.all(nowMs).toSorted((left, right) => left.id.localeCompare(right.id))).toEqual([
		lease({nonce: 'newer'}),
		lease({id: 'm2', nonce: 'other'}),
	]);
	later.forget('m1');
	expect(openStandingVault(directory, baseUrl).all(nowMs)).toEqual([lease({id: 'm2', nonce: 'other'})]);
});

test('the nonces are readable by their owner alone, and in no name', () => {
	const directory = temporaryDirectory();
	openStandingVault(directory, baseUrl).keep(lease());
	expect(statSync(join(directory, 'leases')).mode & 0o777).toBe(0o700);
	expect(recordsIn(directory)).toHaveLength(1);
	for (const name of recordsIn(directory)) {
		expect(name).not.toContain('5ec4e7ab1234');
		expect(statSync(join(directory, 'leases', name)).mode & 0o777).toBe(0o600);
	}
});

test('another API has other leases, and what has run out is removed', () => {
	const directory = temporaryDirectory();
	const vault = openStandingVault(directory, baseUrl);
	vault.keep(lease());
	expect(openStandingVault(directory, 'https://other.example.com').all(nowMs)).toEqual([]);
	expect(vault.all(nowMs + 60_000)).toEqual([]);
	expect(recordsIn(directory)).toEqual([]);
});

test('a flydeck that starts does not take them for what a killed one left', () => {
	const directory = temporaryDirectory();
	openStandingVault(directory, baseUrl).keep(lease());
	expect(openLeaseVault(directory, baseUrl, process.pid).leftovers(nowMs)).toEqual([]);
	expect(openStandingVault(directory, baseUrl).all(nowMs)).toEqual([lease()]);
});

test('an id leads nowhere else, and what cannot be read is no lease', () => {
	const directory = temporaryDirectory();
	const vault = openStandingVault(directory, baseUrl);
	vault.keep(lease({id: '../../m1'}));
	writeFileSync(join(directory, 'leases', 'standing.odd.json'), '{');
	expect(vault.all(nowMs)).toEqual([lease({id: '../../m1'})]);
	expect(readdirSync(directory)).toEqual(['leases']);
});

test('nothing is written where a link leads', () => {
	const directory = temporaryDirectory();
	symlinkSync(temporaryDirectory(), join(directory, 'leases'));
	expect(() => openStandingVault(directory, baseUrl)).toThrow(/is a symbolic link/);
});

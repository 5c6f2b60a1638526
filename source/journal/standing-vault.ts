import {readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {ensureOwnDirectory} from '../private-files.ts';
import {type KeptLease, readKept, removeRunOut, suffix, writeKept} from './lease-records.ts';

/**
Leases that go on when the flydeck that took them ends, kept on disk with their nonces so that a later one can use them and give them back.
Each has a file of its own: several flydecks may take leases at once.
*/
export type StandingVault = {
	readonly keep: (lease: KeptLease) => void;
	readonly forget: (machineId: string) => void;
	/** Those of this API that have not run out. What has run out is removed. */
	readonly all: (nowMs: number) => readonly KeptLease[];
};

const prefix = 'standing.';

/**
Opens what is kept beside the leases of running flydecks, in files of mode 0600.

@throws Error whose message is a sentence when the directory cannot be had, or is not this user's own
*/
export const openStandingVault = (stateDirectory: string, baseUrl: string): StandingVault => {
	const directory = join(stateDirectory, 'leases');
	ensureOwnDirectory(stateDirectory);
	ensureOwnDirectory(directory);
	const pathOf = (machineId: string): string => join(directory, `${prefix}${encodeURIComponent(machineId)}.json`);
	return {
		keep(lease) {
			writeKept(pathOf(lease.id), {baseUrl, leases: [lease]});
		},
		forget(machineId) {
			rmSync(pathOf(machineId), {force: true});
		},
		all(nowMs) {
			removeRunOut(directory, nowMs);
			return readdirSync(directory)
				.filter(name => name.startsWith(prefix) && name.endsWith(suffix))
				.flatMap(name => {
					const kept = readKept(join(directory, name));
					return kept.baseUrl === baseUrl ? kept.leases.filter(({expiresAtMs}) => expiresAtMs > nowMs) : [];
				});
		},
	};
};

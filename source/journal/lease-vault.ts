import {readdirSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {LeftoverLease} from '../domain/leftover-lease.ts';
import {ensureOwnDirectory} from '../private-files.ts';
import {isLeft, type KeptLease, readKept, removeRunOut, suffix, writeKept} from './lease-records.ts';
import {markOf} from './process-mark.ts';

/** The leases that this flydeck holds, kept on disk with their nonces for the case that it is killed. */
export type LeaseVault = {
	/** Keeps a lease, in the place of an older one on the same machine. */
	readonly keep: (lease: KeptLease) => void;
	readonly forget: (machineId: string) => void;
	/** What flydecks that have ended left of this API's leases. What has run out is removed. */
	readonly leftovers: (nowMs: number) => readonly LeftoverLease[];
	/** Makes the leases of such a flydeck this one's own; none when another flydeck was faster. */
	readonly claim: (record: string) => readonly KeptLease[];
};

/**
Opens the vault in the state directory: a directory of mode 0700 with a file of mode 0600 for each flydeck that runs, whose name tells which
one. `pid` is that of this process.

@throws Error whose message is a sentence when the directory cannot be had, or is not this user's own
*/
export const openLeaseVault = (stateDirectory: string, baseUrl: string, pid: number): LeaseVault => {
	const directory = join(stateDirectory, 'leases');
	ensureOwnDirectory(stateDirectory);
	ensureOwnDirectory(directory);
	const mark = markOf(pid);
	const ownPath = join(directory, mark + suffix);
	const held = new Map<string, KeptLease>();

	const write = (): void => {
		ensureOwnDirectory(directory);
		if (held.size === 0) {
			rmSync(ownPath, {force: true});
			return;
		}

		writeKept(ownPath, {baseUrl, leases: [...held.values()]});
	};

	return {
		keep(lease) {
			held.set(lease.id, lease);
			write();
		},
		forget(machineId) {
			if (held.delete(machineId)) {
				write();
			}
		},
		leftovers(nowMs) {
			removeRunOut(directory, nowMs);
			return readdirSync(directory)
				.filter(isLeft)
				.flatMap(record => {
					const kept = readKept(join(directory, record));
					const live = kept.leases.filter(({expiresAtMs}) => expiresAtMs > nowMs);
					return kept.baseUrl === baseUrl ? live.map(({app, id, name, expiresAtMs}) => ({app, id, name, expiresAtMs, record})) : [];
				});
		},
		claim(record) {
			// The name says whose it is: should this flydeck be killed right now, the next one finds it all the same.
			const claimed = join(directory, `${mark}.${record}`);
			try {
				renameSync(join(directory, record), claimed);
			} catch {
				return [];
			}

			const {leases} = readKept(claimed);
			for (const lease of leases) {
				held.set(lease.id, lease);
			}

			write();
			rmSync(claimed);
			return leases;
		},
	};
};

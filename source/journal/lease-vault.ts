import {constants, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isJsonObject, type JsonObject} from '../domain/json.ts';
import {numberAt, objectsAt, textAt} from '../domain/json-reader.ts';
import type {LeftoverLease} from '../domain/leftover-lease.ts';
import {printable} from '../domain/text.ts';
import {ensureOwnDirectory, withOwnFile} from './private-files.ts';
import {hasEnded, markOf} from './process-mark.ts';

/** A lease with the nonce that proves that it is ours. */
export type KeptLease = {
	readonly app: string;
	readonly id: string;
	readonly name: string;
	readonly nonce: string;
	readonly ttlSeconds: number;
	/** By the clock of this computer. */
	readonly expiresAtMs: number;
};

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

const {O_TRUNC, O_WRONLY} = constants;
const suffix = '.json';

/** The lease in a record; undefined where it says too little. */
const leaseOf = (value: JsonObject): KeptLease | undefined => {
	const [app, id, nonce] = ['app', 'id', 'nonce'].map(key => textAt(value, key));
	const expiresAtMs = numberAt(value, 'expiresAtMs');
	const ttlSeconds = numberAt(value, 'ttlSeconds');
	return app === undefined || id === undefined || nonce === undefined || expiresAtMs === undefined || ttlSeconds === undefined
		? undefined
		: {app: printable(app), id: printable(id), name: printable(textAt(value, 'name') ?? ''), nonce, ttlSeconds, expiresAtMs};
};

type Kept = {readonly baseUrl: string; readonly leases: readonly KeptLease[]};

/** What a record holds; nothing where it cannot be read. */
export const readKept = (path: string): Kept => {
	try {
		const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
		const record = isJsonObject(json) ? json : {};
		return {baseUrl: textAt(record, 'baseUrl') ?? '', leases: objectsAt(record, 'leases').flatMap(value => leaseOf(value) ?? [])};
	} catch {
		return {baseUrl: '', leases: []};
	}
};

/** Writes a record for its owner alone, whole or not at all. */
export const writeKept = (path: string, record: Kept): void => {
	const draft = `${path}.new`;
	withOwnFile(draft, O_WRONLY | O_TRUNC, descriptor => writeFileSync(descriptor, JSON.stringify(record)));
	renameSync(draft, path);
};

/**
Opens the vault in the state directory: a directory of mode 0700 with a file of mode 0600 for each flydeck that runs, whose name tells which
one. `pid` is that of this process.

@throws Error whose message is a sentence when the directory cannot be had, or is not this user's own
*/
export const openLeaseVault = (stateDirectory: string, baseUrl: string, pid: number): LeaseVault => {
	const directory = join(stateDirectory, 'leases');
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
			const records = readdirSync(directory).filter(name => hasEnded(name.split('.')[0] ?? ''));
			return records.flatMap(record => {
				const kept = readKept(join(directory, record));
				const live = kept.leases.filter(({expiresAtMs}) => expiresAtMs > nowMs);
				if (live.length === 0 || !record.endsWith(suffix)) {
					rmSync(join(directory, record), {force: true});
					return [];
				}

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

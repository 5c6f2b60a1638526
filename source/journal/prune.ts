import type {DatabaseSync} from 'node:sqlite';
import {inTransaction} from './in-transaction.ts';

const dayMs = 86_400_000;
const keptMs = 30 * dayMs;

/** How large the journal may become on disk, in bytes, its write-ahead log and all. */
export const sizeCap = 64_000_000;

/** What of that is left to the write-ahead log while something is written. */
const reserve = 12_000_000;

const tables = ['past_event', 'change', 'action'] as const;

/** The time of the oldest record, in ms; undefined when there is none. A look at each machine tells: every table is ordered by machine and time. */
const oldestMs = (database: DatabaseSync): number | undefined => {
	const oldest = tables.map(
		table => `SELECT (SELECT at_ms FROM ${table} WHERE machine = key ORDER BY at_ms LIMIT 1) AS at_ms FROM machine`,
	);
	const found = database.prepare(`SELECT min(at_ms) AS at_ms FROM (${oldest.join(' UNION ALL ')})`).get()?.at_ms;
	return typeof found === 'number' ? found : undefined;
};

/** Moves the write-ahead log into the database, so that it does not grow. */
const checkpoint = (database: DatabaseSync): void => database.exec('PRAGMA wal_checkpoint(TRUNCATE)');

/** In steps that are small enough for the write-ahead log, and for other flydecks to write in between. */
const machinesAtOnce = 100;
const pagesAtOnce = 1000;

const dropBefore = (database: DatabaseSync, cutoffMs: number): void => {
	const drops = tables.map(table => database.prepare(`DELETE FROM ${table} WHERE machine = ? AND at_ms < ?`));
	const keys = database.prepare('SELECT key FROM machine').all();
	for (let from = 0; from < keys.length; from += machinesAtOnce) {
		inTransaction(database, () => {
			for (const {key} of keys.slice(from, from + machinesAtOnce)) {
				for (const drop of drops) {
					drop.run(key ?? null, Math.round(cutoffMs));
				}
			}
		});
	}

	checkpoint(database);
};

const pragma = (database: DatabaseSync, name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);

/** Gives the pages that are free back to the file system. */
const shrink = (database: DatabaseSync): void => {
	for (let left = pragma(database, 'freelist_count'); left > 0; left -= pagesAtOnce) {
		database.exec(`PRAGMA incremental_vacuum(${pagesAtOnce})`);
		checkpoint(database);
	}
};

const usedBytes = (database: DatabaseSync): number =>
	(pragma(database, 'page_count') - pragma(database, 'freelist_count')) * pragma(database, 'page_size');

/** Machines that nobody has seen for so long, with all that is left of them. */
const dropUnseen = (database: DatabaseSync, cutoffMs: number): void =>
	inTransaction(database, () => {
		for (const table of ['look', 'known']) {
			database.prepare(`DELETE FROM ${table} WHERE until_ms < ?`).run(Math.round(cutoffMs));
		}

		database.prepare('DELETE FROM machine WHERE seen_ms < ?').run(Math.round(cutoffMs));
		for (const table of [...tables, 'present', 'known']) {
			database.exec(`DELETE FROM ${table} WHERE machine NOT IN (SELECT key FROM machine)`);
		}
	});

/** Drops what is older than 30 days, and then of what is left the oldest until the rest fits under the cap. What a machine is like at present stays. */
export const prune = (database: DatabaseSync, nowMs: number, cap = sizeCap): void => {
	dropUnseen(database, nowMs - keptMs);
	dropBefore(database, nowMs - keptMs);
	const limit = Math.max(0, cap - reserve);
	let cutoffMs = oldestMs(database);
	while (cutoffMs !== undefined && cutoffMs < nowMs && usedBytes(database) > limit) {
		cutoffMs += Math.max(1, Math.ceil((nowMs - cutoffMs) / 10));
		dropBefore(database, cutoffMs);
	}

	shrink(database);
};

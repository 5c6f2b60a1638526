import type {DatabaseSync} from 'node:sqlite';
import {inTransaction} from './in-transaction.ts';

/** `present` has the newest value of each aspect, so that it stays known when the change to it is too old to be kept. */
const firstSchema = `
	CREATE TABLE machine (
		key INTEGER PRIMARY KEY,
		id TEXT NOT NULL UNIQUE,
		app TEXT NOT NULL DEFAULT '',
		name TEXT NOT NULL DEFAULT '',
		created_ms INTEGER,
		seen_ms INTEGER NOT NULL
	) STRICT;
	CREATE TABLE past_event (
		machine INTEGER NOT NULL,
		at_ms INTEGER NOT NULL,
		id TEXT NOT NULL,
		type TEXT NOT NULL,
		status TEXT NOT NULL,
		source TEXT NOT NULL,
		restarts INTEGER,
		exit TEXT,
		PRIMARY KEY (machine, at_ms, id)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE change (
		machine INTEGER NOT NULL,
		at_ms INTEGER NOT NULL,
		aspect TEXT NOT NULL,
		value TEXT NOT NULL,
		detail TEXT NOT NULL,
		PRIMARY KEY (machine, at_ms, aspect)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE present (
		machine INTEGER NOT NULL,
		aspect TEXT NOT NULL,
		at_ms INTEGER NOT NULL,
		value TEXT NOT NULL,
		PRIMARY KEY (machine, aspect)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE action (
		machine INTEGER NOT NULL,
		at_ms INTEGER NOT NULL,
		kind TEXT NOT NULL,
		what TEXT NOT NULL,
		result TEXT NOT NULL,
		status INTEGER,
		request_id TEXT,
		took_ms REAL,
		PRIMARY KEY (machine, at_ms, kind, what)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE look (id TEXT PRIMARY KEY, until_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** What flydeck kept before the schema had a version: events alone, each as JSON. What is no JSON is left behind. */
const fromUnversioned = `
	INSERT OR IGNORE INTO machine (id, seen_ms) SELECT machine_id, max(timestamp_ms) FROM event GROUP BY machine_id;
	INSERT OR IGNORE INTO past_event
		SELECT
			machine.key, timestamp_ms, event.id, coalesce(body ->> 'type', ''), coalesce(body ->> 'status', ''),
			coalesce(body ->> 'source', ''), body ->> 'restartCount', body -> 'exit'
		FROM event JOIN machine ON machine.id = machine_id WHERE json_valid(body);
	DROP TABLE event;
`;

/** What a check that went on failing said last, and when. */
const lastDetails = `
	ALTER TABLE change ADD COLUMN last_detail TEXT;
	ALTER TABLE change ADD COLUMN last_ms INTEGER;
`;

/** From when to when it is known what a machine went through: somebody watched, or the API told later. */
const knownTimes = `
	CREATE TABLE known (machine INTEGER NOT NULL, from_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, PRIMARY KEY (machine, from_ms))
		STRICT, WITHOUT ROWID;
`;

export const versionOf = (database: DatabaseSync): number => Number(database.prepare('PRAGMA user_version').get()?.user_version);

const hasTable = (database: DatabaseSync, name: string): boolean =>
	database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

/** What brings a journal of each version to the next one, from none on. */
const steps: readonly ((database: DatabaseSync) => void)[] = [
	database => {
		database.exec(firstSchema);
		if (hasTable(database, 'event')) {
			database.exec(fromUnversioned);
		}
	},
	database => database.exec(lastDetails),
	database => database.exec(knownTimes),
];

/** Grows with each step: an older flydeck could no longer write what is kept. */
const schemaVersion = steps.length;

/**
Brings the journal to the present schema, whichever flydeck wrote it; of several that try at once, one does it.

@throws Error with a sentence when a newer flydeck wrote it
*/
export const migrate = (database: DatabaseSync): void =>
	inTransaction(database, () => {
		const version = versionOf(database);
		if (version > schemaVersion) {
			throw new Error(`A newer flydeck wrote the journal (version ${version} of it, this one knows ${schemaVersion}): use that one.`);
		}

		for (const step of steps.slice(version)) {
			step(database);
		}

		database.exec(`PRAGMA user_version = ${schemaVersion}`);
	});

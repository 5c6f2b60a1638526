import {closeSync, openSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {MachineEvent} from '../domain/machine.ts';
import {makePrivateDirectory} from '../make-private-directory.ts';

/** What flydeck saw, kept on disk because the API forgets all but the newest events. */
export type Journal = {
	/** Keeps events of machines; those that are there already stay as they are. */
	readonly addEvents: (entries: readonly {readonly machineId: string; readonly event: MachineEvent}[]) => void;
	/** The events of a machine, newest first. */
	readonly eventsOf: (machineId: string) => readonly MachineEvent[];
	readonly close: () => void;
};

const keptDays = 30;
const eventsShown = 500;

const schema = `
	CREATE TABLE IF NOT EXISTS event (
		machine_id TEXT NOT NULL,
		id TEXT NOT NULL,
		timestamp_ms INTEGER NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (machine_id, id)
	) WITHOUT ROWID;
	CREATE INDEX IF NOT EXISTS event_by_time ON event (timestamp_ms);
`;

const bodyOf = (row: Record<string, unknown>): unknown => JSON.parse(String(row.body));

/** The path of the journal in a directory, the file made readable by its owner alone. */
const privateFile = (directory: string): string => {
	makePrivateDirectory(directory);
	const path = join(directory, 'journal.db');
	closeSync(openSync(path, 'a', 0o600));
	return path;
};

/**
Opens the journal in a directory, which is made with mode 0700 where it is missing, or in memory when there is none. Entries older than
30 days are dropped.

@throws Error when the directory or the database cannot be opened
*/
export const openJournal = (directory: string | undefined, nowMs: number): Journal => {
	const database = new DatabaseSync(directory === undefined ? ':memory:' : privateFile(directory));
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;');
	database.exec(schema);
	const oldestMs = nowMs - keptDays * 86_400_000;
	database.prepare('DELETE FROM event WHERE timestamp_ms < ?').run(oldestMs);
	const insertEvent = database.prepare('INSERT OR IGNORE INTO event (machine_id, id, timestamp_ms, body) VALUES (?, ?, ?, ?)');
	const selectEvents = database.prepare('SELECT body FROM event WHERE machine_id = ? ORDER BY timestamp_ms DESC, id DESC LIMIT ?');

	return {
		addEvents(entries) {
			database.exec('BEGIN');
			try {
				for (const {machineId, event} of entries) {
					insertEvent.run(machineId, event.id, event.timestampMs, JSON.stringify(event));
				}
			} finally {
				database.exec('COMMIT');
			}
		},
		eventsOf: machineId => selectEvents.all(machineId, eventsShown).map(row => bodyOf(row) as MachineEvent),
		close() {
			database.close();
		},
	};
};

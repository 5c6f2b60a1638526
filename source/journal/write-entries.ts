import type {DatabaseSync, SQLInputValue} from 'node:sqlite';
import type {ActionEntry} from '../domain/action-entry.ts';
import type {Change, CheckOutput, JournalEntry} from '../domain/history/record.ts';
import {keptBriefly} from '../domain/kept-text.ts';
import type {MachineEvent} from '../domain/machine.ts';
import {createPresenceWriter} from './write-presence.ts';

const orNull = (value: number | string | undefined): number | string | null => value ?? null;

/** Fractions of a ms, as some clocks give, are no whole numbers for SQLite. */
const whole = (timeMs: number): number => Math.round(timeMs);

/** Writes facts; what is there already stays as it is, so that several flydecks that see the same write it once. */
export const createWriter = (database: DatabaseSync): ((entry: JournalEntry, nowMs: number) => void) => {
	const machineKey = database.prepare('SELECT key FROM machine WHERE id = ?');
	const addMachine = database.prepare('INSERT INTO machine (id, seen_ms) VALUES (?, ?) RETURNING key');
	const describe = database.prepare('UPDATE machine SET app = ?, name = ?, created_ms = ?, seen_ms = max(seen_ms, ?) WHERE key = ?');
	const nameUnknown = database.prepare(
		"UPDATE machine SET app = iif(app = '', ?1, app), name = iif(name = '', ?2, name) WHERE key = ?3 AND (app = '' OR name = '')",
	);
	const addEvent = database.prepare('INSERT OR IGNORE INTO past_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
	const addChange = database.prepare('INSERT OR IGNORE INTO change (machine, at_ms, aspect, value, detail) VALUES (?, ?, ?, ?, ?)');
	const addAction = database.prepare('INSERT OR IGNORE INTO action VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
	const presentOf = database.prepare('SELECT at_ms, value FROM present WHERE machine = ? AND aspect = ?');
	const valueBefore = database.prepare(
		'SELECT value FROM change WHERE machine = ? AND aspect = ? AND at_ms <= ? ORDER BY at_ms DESC LIMIT 1',
	);
	// Only the newest output of each time that a check failed is kept: whatever it says, that takes no more room.
	const keepOutput = database.prepare(`
		UPDATE change SET last_detail = :output, last_ms = :at
		WHERE machine = :machine AND aspect = :aspect AND value = :status
			AND at_ms = (SELECT max(at_ms) FROM change WHERE machine = :machine AND aspect = :aspect AND at_ms <= :at)
			AND coalesce(last_ms, at_ms) <= :at AND coalesce(last_detail, detail) <> :output
	`);
	const setPresent = database.prepare('INSERT OR REPLACE INTO present VALUES (?, ?, ?, ?)');

	// Not remembered: another flydeck may drop a machine, and its key may then be given to another one.
	const keyOf = (machineId: string, nowMs: number): SQLInputValue =>
		machineKey.get(machineId)?.key ?? addMachine.get(machineId, whole(nowMs))?.key ?? null;

	const writeEvent = (key: SQLInputValue, {id, timestampMs, type, status, source, restartCount, exit}: MachineEvent): void => {
		addEvent.run(key, whole(timestampMs), id, type, status, source, orNull(restartCount), exit === undefined ? null : JSON.stringify(exit));
	};

	const writeChange = (key: SQLInputValue, {aspect, atMs, value, detail}: Change): void => {
		const present = presentOf.get(key, aspect);
		const isNewest = Number(present?.at_ms ?? Number.NEGATIVE_INFINITY) <= atMs;
		const before = isNewest ? present : valueBefore.get(key, aspect, whole(atMs));
		const isNews = (before?.value ?? '') !== value;
		if (isNews) {
			addChange.run(key, whole(atMs), aspect, value, detail);
		}

		if (isNewest) {
			// Also where it stayed the same: what comes late is then known to be older.
			setPresent.run(key, aspect, whole(atMs), value);
		} else if (isNews) {
			// What was known already holds again after what came late.
			addChange.run(key, present?.at_ms ?? null, aspect, present?.value ?? null, '');
		}
	};

	const writeOutput = (machine: SQLInputValue, {aspect, atMs, status, output}: CheckOutput): void => {
		keepOutput.run({machine, aspect, at: whole(atMs), status, output});
	};

	/** An act names its machine where nobody has seen it yet. */
	const writeAction = (key: SQLInputValue, {kind, atMs, what, app, name, result, status, requestId, tookMs}: ActionEntry): void => {
		nameUnknown.run(app ?? '', name ?? '', key);
		addAction.run(key, whole(atMs), kind, keptBriefly(what), keptBriefly(result), orNull(status), orNull(requestId), orNull(tookMs));
	};

	const presence = createPresenceWriter(database, writeChange);

	const writeOfMachine = (entry: Extract<JournalEntry, {readonly machineId: string}>, nowMs: number): void => {
		const key = keyOf(entry.machineId, nowMs);
		switch (entry.kind) {
			case 'machine':
				describe.run(entry.app, entry.name, orNull(entry.createdAtMs), whole(entry.seenAtMs), key);
				presence.writeKnown(key, whole(entry.knownFromMs), whole(entry.seenAtMs));
				presence.writeThere(key);
				break;
			case 'event':
				writeEvent(key, entry.event);
				break;
			case 'change':
				writeChange(key, entry.change);
				break;
			case 'output':
				writeOutput(key, entry.output);
				break;
			case 'action':
				writeAction(key, entry.action);
				break;
		}
	};

	return (entry, nowMs) => {
		switch (entry.kind) {
			case 'listed':
				presence.writeListed(entry.app, entry.machineIds, whole(entry.atMs));
				break;
			case 'watched':
				presence.writeWatched(entry.app, whole(entry.fromMs), whole(entry.untilMs));
				break;
			default:
				writeOfMachine(entry, nowMs);
				break;
		}
	};
};

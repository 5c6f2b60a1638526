import type {DatabaseSync, SQLInputValue} from 'node:sqlite';
import type {Change} from '../domain/history/record.ts';
import {numberIn} from './read-records.ts';

type WriteChange = (key: SQLInputValue, change: Change) => void;

/** What tells a machine that was missing in a list, which may be a mistake, from one that was seen to go. */
const missing = 'not listed any more';

/** Writes when it is known what machines went through, and which are gone. */
export const createPresenceWriter = (database: DatabaseSync, writeChange: WriteChange) => {
	const touching = 'machine = :machine AND from_ms <= :until AND until_ms >= :from';
	const knownAround = database.prepare(`SELECT min(from_ms) AS from_ms, max(until_ms) AS until_ms FROM known WHERE ${touching}`);
	const dropAround = database.prepare(`DELETE FROM known WHERE ${touching}`);
	const addKnown = database.prepare('INSERT INTO known VALUES (?, ?, ?)');
	const prolong = database.prepare(`
		UPDATE known SET until_ms = :until
		WHERE machine IN (SELECT key FROM machine WHERE app = :app) AND until_ms >= :from AND until_ms < :until
	`);
	// Who was seen since then by anybody is newer than the list.
	const others = database.prepare(`
		SELECT key, id, present.at_ms FROM machine JOIN present ON machine = key AND aspect = 'state'
		WHERE app = ? AND seen_ms < ? AND value <> 'destroyed'
	`);
	const presentState = database.prepare("SELECT value FROM present WHERE machine = ? AND aspect = 'state'");
	const dropMissing = database.prepare("DELETE FROM change WHERE machine = ? AND aspect = 'state' AND detail = ?");
	const dropState = database.prepare("DELETE FROM present WHERE machine = ? AND aspect = 'state'");
	const setBack = database.prepare(`
		INSERT INTO present
			SELECT machine, aspect, at_ms, value FROM change WHERE machine = ? AND aspect = 'state' ORDER BY at_ms DESC LIMIT 1
	`);

	return {
		/** It is known what a machine went through from one moment to another. */
		writeKnown(machine: SQLInputValue, fromMs: number, untilMs: number): void {
			const range = {machine, from: fromMs, until: untilMs};
			const around = knownAround.get(range);
			dropAround.run(range);
			addKnown.run(machine, Math.min(fromMs, Number(around?.from_ms ?? fromMs)), Math.max(untilMs, Number(around?.until_ms ?? untilMs)));
		},
		/** What was known at the first moment of the machines of an app is known up to the second. */
		writeWatched(app: string, fromMs: number, untilMs: number): void {
			prolong.run({app, from: fromMs, until: untilMs});
		},
		/** The machines of an app that were not in a list of all of them are gone. */
		writeListed(app: string, machineIds: readonly string[], atMs: number): void {
			const listed = new Set<unknown>(machineIds);
			for (const row of others.all(app, atMs).filter(({id}) => !listed.has(id))) {
				const goneAtMs = Math.max(atMs, numberIn(row, 'at_ms') + 1);
				writeChange(row.key ?? null, {aspect: 'state', atMs: goneAtMs, value: 'destroyed', detail: missing});
			}
		},
		/** A machine that is there was never gone. */
		writeThere(machine: SQLInputValue): void {
			if (presentState.get(machine)?.value === 'destroyed' && dropMissing.run(machine, missing).changes > 0) {
				dropState.run(machine);
				setBack.run(machine);
			}
		},
	};
};

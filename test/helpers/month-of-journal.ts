import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {openBook} from '../../source/journal/book.ts';

const dayMs = 86_400_000;

/** Fills the journal of a directory with 30 days of many machines, `perDay` crashes and checks a day of each, as fast as SQLite takes them; answers their ids. */
export const fillMonth = (
	directory: string,
	{machines, perDay, nowMs}: {readonly machines: number; readonly perDay: number; readonly nowMs: number},
): readonly string[] => {
	openBook(directory).close();
	const database = new DatabaseSync(join(directory, 'journal.db'));
	const stepMs = Math.floor(dayMs / perDay);
	const times = `WITH RECURSIVE step (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM step WHERE n < ${30 * perDay - 1})`;
	// In the order of the primary keys, which is the fastest.
	const at = `${nowMs} - (${30 * perDay - 1} - n) * ${stepMs} - key`;
	const exit = `'{"exitCode":1,"error":"","oomKilled":false,"requestedStop":false,"restarting":true}'`;
	database.exec(`
		PRAGMA synchronous = OFF;
		BEGIN;
		WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${machines})
		INSERT INTO machine SELECT n, printf('148e%010x', n), 'web', printf('web-%d', n), ${nowMs - 60 * dayMs}, ${nowMs} FROM number;
		${times} INSERT INTO past_event
			SELECT key, ${at} - 1000, printf('01HXXXXXXXXXXXXX%05d%05d', key, n), 'exit', 'stopped', 'flyd', 1, ${exit} FROM machine CROSS JOIN step;
		${times} INSERT INTO past_event
			SELECT key, ${at}, printf('01HXXXXXXXXXXXXY%05d%05d', key, n), 'start', 'started', 'flyd', NULL, NULL FROM machine CROSS JOIN step;
		${times} INSERT INTO change (machine, at_ms, aspect, value, detail)
			SELECT key, ${at}, 'check:http', iif(n % 2, 'passing', 'critical'), 'connect: connection refused' FROM machine CROSS JOIN step;
		INSERT INTO known SELECT key, ${nowMs - 60 * dayMs}, ${nowMs} FROM machine;
		INSERT INTO present SELECT key, 'state', ${nowMs - 40 * dayMs}, 'started' FROM machine;
		COMMIT;
	`);
	const ids = database
		.prepare('SELECT id FROM machine ORDER BY key')
		.all()
		.map(({id}) => String(id));
	database.close();
	return ids;
};

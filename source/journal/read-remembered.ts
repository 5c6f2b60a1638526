import type {DatabaseSync} from 'node:sqlite';
import type {Remembered} from '../domain/diagnosis/beginnings.ts';
import {crashRun} from '../domain/diagnosis/crash-loop.ts';
import {changeOf, eventOf} from './read-records.ts';

/** So far back a crash loop is followed, in events: some hours of one that fails every few seconds. */
const mostEvents = 5000;

/** Reads what tells since when something has been wrong with a machine. */
export const createRememberedReader = (database: DatabaseSync): ((machineId: string) => Remembered) => {
	// Of the rows of an aspect SQLite gives the one that has the greatest time.
	const newestValues = database.prepare(`
		SELECT aspect, value, max(at_ms) AS at_ms FROM change JOIN machine ON machine = key WHERE id = ? GROUP BY aspect
	`);
	const newestEvents = database.prepare(`
		SELECT past_event.* FROM past_event JOIN machine ON machine = key WHERE machine.id = ? ORDER BY at_ms DESC, past_event.id DESC LIMIT ${mostEvents}
	`);
	return machineId => ({
		machineId,
		values: newestValues
			.all(machineId)
			.map(changeOf)
			.map(({aspect, value, atMs}) => ({aspect, value, atMs})),
		run: crashRun({events: newestEvents.all(machineId).map(eventOf), config: undefined}),
	});
};

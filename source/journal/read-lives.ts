import type {DatabaseSync} from 'node:sqlite';
import type {Life} from '../domain/fleet-view/pulses.ts';
import {changeOf, eventOf, knownOf, numberIn, optionalNumber, type Row} from './read-records.ts';

/** Whose lives are read, and for what. */
export type LivesWish = {
	readonly apps: readonly string[];
	/** Machines that nobody has seen since then, in ms, are gone: it happened while nobody looked. */
	readonly seenSinceMs: number;
	readonly fromMs: number;
	readonly toMs: number;
};

/** The records of an app's machines in the window. They are read for a whole app at once: a question for each machine takes several times as long. */
const within = (table: string, condition = 'true'): string => `
	SELECT ${table}.* FROM machine CROSS JOIN ${table} ON machine = key
	WHERE app = :app AND at_ms >= :from AND at_ms < :to AND ${condition}
`;

/** The newest record of each machine before the window. */
const before = (table: string, condition = 'true'): string => `
	SELECT ${table}.* FROM machine CROSS JOIN ${table} ON machine = key
	WHERE app = :app AND ${condition}
		AND at_ms = (SELECT max(at_ms) FROM ${table} WHERE machine = key AND at_ms < :from AND ${condition})
`;

const isState = "aspect = 'state'";

/** The states that began before the window and last. */
const present = `SELECT present.* FROM machine CROSS JOIN present ON machine = key WHERE app = :app AND ${isState} AND at_ms < :from`;

/** When it is known what the machines went through in the window. */
const knownWithin = `
	SELECT known.* FROM machine CROSS JOIN known ON machine = key
	WHERE app = :app AND until_ms >= :from AND from_ms < :to ORDER BY machine, from_ms
`;

const byMachine = (rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> => Map.groupBy(rows, row => numberIn(row, 'machine'));

/** Reads what the journal has of all machines of some apps, those that are gone included: one app at a time. */
export const createLivesReader = (database: DatabaseSync): ((wish: LivesWish) => Iterable<Life>) => {
	const selectMachines = database.prepare('SELECT key, created_ms, seen_ms FROM machine WHERE app = ?');
	const eventsWithin = database.prepare(within('past_event'));
	const eventsBefore = database.prepare(before('past_event'));
	const statesWithin = database.prepare(within('change', isState));
	const selectKnown = database.prepare(knownWithin);
	const presentBefore = database.prepare(present);
	const statesBefore = database.prepare(
		`${before('change', isState)} AND NOT EXISTS (SELECT 1 FROM present WHERE machine = key AND ${isState} AND at_ms < :from)`,
	);

	return function* ({apps, seenSinceMs, fromMs, toMs}) {
		for (const app of apps) {
			const early = {app, from: Math.round(fromMs)};
			const window = {...early, to: Math.round(toMs)};
			const events = byMachine([...eventsWithin.all(window), ...eventsBefore.all(early)]);
			const changes = byMachine([...statesWithin.all(window), ...presentBefore.all(early), ...statesBefore.all(early)]);
			const known = byMachine(selectKnown.all(window));
			for (const row of selectMachines.all(app)) {
				const key = numberIn(row, 'key');
				const seenMs = numberIn(row, 'seen_ms');
				const records = {
					changes: (changes.get(key) ?? []).map(changeOf),
					events: (events.get(key) ?? []).map(eventOf),
					known: (known.get(key) ?? []).map(knownOf),
				};
				const times = [
					seenMs,
					...records.changes.map(({atMs}) => atMs),
					...records.events.map(({timestampMs}) => timestampMs),
					...records.known.map(({toMs: knownUntilMs}) => knownUntilMs),
				];
				yield {
					...records,
					createdAtMs: optionalNumber(row, 'created_ms'),
					untilMs: seenMs < seenSinceMs ? times.reduce((last, time) => Math.max(last, time)) : undefined,
				};
			}
		}
	};
};

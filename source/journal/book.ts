import {randomUUID} from 'node:crypto';
import type {DatabaseSync} from 'node:sqlite';
import type {Remembered} from '../domain/diagnosis/beginnings.ts';
import {type Pulses, pulsesFrom} from '../domain/fleet-view/pulses.ts';
import type {MachineChange} from '../domain/history/changes-since.ts';
import type {GoneMachine} from '../domain/history/gone-machine.ts';
import {type HistoryItem, historyItems} from '../domain/history/items.ts';
import type {JournalEntry} from '../domain/history/record.ts';
import {type KnownMachine, summarise} from '../domain/history/summarise.ts';
import {timelineFrom} from '../domain/history/timeline.ts';
import {type Bar, timelineCells} from '../domain/history/timeline-cells.ts';
import type {TimeWindow} from '../domain/history/timeline-window.ts';
import {type DayUptime, uptimeFrom} from '../domain/history/uptime.ts';
import {isTerminal} from '../domain/lifecycle.ts';
import {inTransaction} from './in-transaction.ts';
import {openDatabase, putAsideInWords} from './open-database.ts';
import {prune} from './prune.ts';
import {createGoneReader} from './read-gone.ts';
import {createLivesReader} from './read-lives.ts';
import {createRecordReader, optionalNumber, type Row, textIn} from './read-records.ts';
import {createRememberedReader} from './read-remembered.ts';
import {createWriter} from './write-entries.ts';

/** A machine that was asked for by its id or its name. */
export type NamedMachine = KnownMachine & {
	/** Since when it is gone, in ms; undefined when nobody has seen it go. */
	readonly goneAtMs: number | undefined;
};

/** What can be asked of the journal, where asking takes no time. */
export type Questions = {
	/** What is known of a machine since a moment, newest first. */
	readonly historyOf: (machineId: string, sinceMs: number, nowMs: number) => readonly HistoryItem[];
	/** What a machine did on each of some days, given by their beginnings; the last one ends now. */
	readonly uptimeOf: (machineId: string, days: readonly number[], nowMs: number) => readonly DayUptime[];
	/** What machines went through in a window, drawn in so many cells: a week of crashes is too much to be handed to another thread. */
	readonly barsOf: (machineIds: readonly string[], window: TimeWindow, columns: number) => readonly Bar[];
	/** The machines of some apps that are gone and were still there in a window: the newest hundred, those that went last first. */
	readonly goneIn: (apps: readonly string[], window: TimeWindow) => readonly GoneMachine[];
	/** What tells since when something has been wrong with machines. */
	readonly remembered: (machineIds: readonly string[]) => readonly Remembered[];
	/** How the machines of some apps went in a window, in so many columns; those that were not seen since a moment are gone. */
	readonly pulsesOf: (apps: readonly string[], seenSinceMs: number, window: TimeWindow, columns: number) => Pulses;
	/** What became of every machine to which something happened since a moment. */
	readonly changesSince: (sinceMs: number, nowMs: number) => readonly MachineChange[];
	/** Machines with such an id or name. */
	readonly machinesNamed: (word: string) => readonly NamedMachine[];
};

/** The journal, opened: what flydeck saw, kept because the API forgets all but the newest events. */
export type Book = Questions & {
	/** Keeps facts, all or none; those that are there already stay as they are. An empty list tells that somebody is looking. */
	readonly write: (entries: readonly JournalEntry[], nowMs: number) => void;
	/** The same where nobody is looking, as for the acts of a sub-command. */
	readonly keep: (entries: readonly JournalEntry[], nowMs: number) => void;
	/** When any other flydeck last had somebody looking; undefined when there was none. */
	readonly lastLookedMs: () => number | undefined;
	/** Drops what is too old or too much. It is done by itself once an hour. */
	readonly prune: (nowMs: number, cap?: number) => void;
	readonly close: () => void;
};

const pruneAgainMs = 3_600_000;

/** Where nobody has looked for so long, whoever only keeps something prunes too, in ms. */
const leftAloneMs = 86_400_000;

const machineOf = (row: Row): KnownMachine => ({
	machineId: textIn(row, 'id'),
	app: textIn(row, 'app'),
	name: textIn(row, 'name'),
	createdAtMs: optionalNumber(row, 'created_ms'),
});

const namedMachineOf = (row: Row): NamedMachine => ({
	...machineOf(row),
	goneAtMs: isTerminal(String(row.state)) ? optionalNumber(row, 'state_ms') : undefined,
});

/** The questions that can be put to an open database. */
export const questionsTo = (database: DatabaseSync): Questions => {
	const read = createRecordReader(database);
	const readLives = createLivesReader(database);
	const readRemembered = createRememberedReader(database);
	const selectNamed = database.prepare(`
		SELECT machine.*, present.value AS state, present.at_ms AS state_ms
		FROM machine LEFT JOIN present ON machine = key AND aspect = 'state' WHERE id = ?1 OR name = ?1 ORDER BY id
	`);
	const selectMachines = database.prepare('SELECT * FROM machine');
	return {
		historyOf: (machineId, sinceMs, nowMs) => historyItems(read(machineId, sinceMs, nowMs + 1), sinceMs),
		uptimeOf: (machineId, days, nowMs) => uptimeFrom(read(machineId, days[0] ?? nowMs, nowMs), days, nowMs),
		barsOf: (machineIds, window, columns) =>
			machineIds.map(machineId => {
				const timeline = timelineFrom(machineId, read(machineId, window.fromMs, window.toMs), window);
				return {machineId, cells: timelineCells(timeline, window, columns)};
			}),
		goneIn: createGoneReader(database),
		remembered: machineIds => machineIds.map(readRemembered),
		pulsesOf: (apps, seenSinceMs, window, columns) => pulsesFrom(readLives({apps, seenSinceMs, ...window}), window, columns),
		changesSince: (sinceMs, nowMs) =>
			selectMachines
				.all()
				.map(machineOf)
				.flatMap(machine => summarise(machine, read(machine.machineId, sinceMs, nowMs + 1), sinceMs) ?? []),
		machinesNamed: word => selectNamed.all(word).map(namedMachineOf),
	};
};

/**
Opens the journal of a directory, or one in memory when there is none. `tell` is given a sentence when a broken one was put aside. For
`patienceMs` a call waits for another flydeck that is writing.

@throws Error, as every call, when the database cannot be used
*/
export const openBook = (directory: string | undefined, tell: (sentence: string) => void = () => {}, patienceMs?: number): Book => {
	const {database, putAside} = openDatabase(directory, patienceMs);
	if (putAside !== undefined) {
		tell(putAsideInWords(putAside));
	}

	const lookId = randomUUID();
	const write = createWriter(database);
	const look = database.prepare('INSERT OR REPLACE INTO look VALUES (?, ?)');
	const lastLook = database.prepare('SELECT max(until_ms) AS until_ms FROM look WHERE id <> ?');
	const lastLookedMs = (): number | undefined => optionalNumber(lastLook.get(lookId) ?? {}, 'until_ms');
	let pruneAtMs = Number.NEGATIVE_INFINITY;
	const pruneAtTimes = (nowMs: number): void => {
		if (nowMs >= pruneAtMs) {
			pruneAtMs = nowMs + pruneAgainMs;
			prune(database, nowMs);
		}
	};
	const writeAll = (entries: readonly JournalEntry[], nowMs: number): void => {
		for (const entry of entries) {
			write(entry, nowMs);
		}
	};

	return {
		...questionsTo(database),
		write(entries, nowMs) {
			inTransaction(database, () => {
				writeAll(entries, nowMs);
				look.run(lookId, Math.round(nowMs));
			});
			pruneAtTimes(nowMs);
		},
		keep(entries, nowMs) {
			inTransaction(database, () => writeAll(entries, nowMs));
			if ((lastLookedMs() ?? Number.NEGATIVE_INFINITY) < nowMs - leftAloneMs) {
				pruneAtTimes(nowMs);
			}
		},
		lastLookedMs,
		prune: (nowMs, cap) => prune(database, nowMs, cap),
		close: () => database.close(),
	};
};

import type {JournalEntry} from '../../source/domain/history/record.ts';
import {type Records, type Timeline, timelineFrom} from '../../source/domain/history/timeline.ts';
import type {TimeWindow} from '../../source/domain/history/timeline-window.ts';
import {inTransaction} from '../../source/journal/in-transaction.ts';
import {openDatabase} from '../../source/journal/open-database.ts';
import {createRecordReader} from '../../source/journal/read-records.ts';
import {createWriter} from '../../source/journal/write-entries.ts';

/** What the journal has of a machine: by default nothing, and that somebody always watched. */
export const buildRecords = (given: Partial<Records> = {}): Records => ({
	changes: [],
	events: [],
	actions: [],
	known: [{fromMs: 0, toMs: Number.MAX_SAFE_INTEGER}],
	createdAtMs: undefined,
	...given,
});

/** A journal in memory, of which whole timelines can be asked and not their bars alone. */
export const openTestRecords = () => {
	const {database} = openDatabase(undefined);
	const writeOne = createWriter(database);
	const read = createRecordReader(database);
	return {
		write: (entries: readonly JournalEntry[], nowMs: number): void =>
			inTransaction(database, () => {
				for (const entry of entries) {
					writeOne(entry, nowMs);
				}
			}),
		timelineOf: (machineId: string, window: TimeWindow): Timeline =>
			timelineFrom(machineId, {...read(machineId, window.fromMs, window.toMs), known: [window]}, window),
		recordsOf: (machineId: string): Records => read(machineId, 0, Number.MAX_SAFE_INTEGER),
		close: () => database.close(),
	};
};

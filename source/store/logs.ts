import {type LogRow, logColumnsWidth, logRows} from '../domain/logs/log-rows.ts';
import {logLanguage} from '../domain/query/log-language.ts';
import {parseQuery, type Query} from '../domain/query/parse.ts';
import type {LogLine} from '../domain/resources/log-line.ts';
import type {Cycle} from './filters.ts';
import {memoizeLast} from './memoize.ts';
import type {State, Target} from './state.ts';

/** Whose lines: those of one machine, or of all machines of an app. */
export type LogSource = {readonly app: string; readonly target: Target | undefined};

/** A log that is being followed. */
export type Log = {
	/** Each log that is opened has a number of its own. */
	readonly id: number;
	readonly source: LogSource;
	readonly openedAtMs: number;
	/** One of `logSpans`. */
	readonly spanMinutes: number | undefined;
	/** Oldest first. */
	readonly lines: readonly LogLine[];
	/** How many older lines were let go. */
	readonly dropped: number;
	/** Whether it was read at least once. */
	readonly isRead: boolean;
	readonly failure: LogFailure | undefined;
};

/** Why the last read of a log gave nothing. */
export type LogFailure = {readonly text: string; readonly retryAtMs: number};

/** The most lines that are kept. */
export const keptLines = 10_000;

/** How far back a log can be asked for, in minutes; undefined: the newest 100 lines, which is what the API gives when it is not told. */
export const logSpans: readonly (number | undefined)[] = [undefined, 5, 60];

/** The text that is being typed on the page: it narrows the lines, or names a file. */
export type LogEntry =
	| {readonly kind: 'filter'; readonly before: string; readonly cycle?: Cycle | undefined}
	| {readonly kind: 'save'; readonly path: string};

/** The page of the log that is followed. */
export type LogsMode = {
	readonly kind: 'logs';
	/** The first row that is shown; undefined: the newest are, whatever comes. */
	readonly at: Pick<LogRow, 'number' | 'part'> | undefined;
	readonly filter: string;
	readonly isWrapped: boolean;
	readonly entry: LogEntry | undefined;
};

/** The lines of the page that are not rows of the log. */
const footLines = 1;

/** How many rows of a log the page shows. */
export const countLogRows = ({view}: State): number => Math.max(1, view.pageRows - footLines);

const noLines: readonly LogLine[] = [];

const rowsOf = memoizeLast(logRows);

const queryOf = memoizeLast((filter: string): Query<LogLine> => parseQuery(filter, logLanguage));

/** The filter of the page as it is understood. What of it makes no sense filters nothing away. */
export const selectLogQuery = ({filter}: LogsMode): Query<LogLine> => queryOf(filter);

/** The rows of the log's page, oldest first: the lines that the filter lets through, on as many rows as they take. */
export const selectLogRows = ({log, view}: State, mode: LogsMode): readonly LogRow[] => {
	const room = mode.isWrapped ? Math.max(1, view.pageColumns - logColumnsWidth(log?.source.target === undefined)) : undefined;
	return rowsOf(log?.lines ?? noLines, log?.dropped ?? 0, selectLogQuery(mode), room);
};

/** The index of the first row that is shown. */
export const selectLogTop = (state: State, mode: LogsMode): number => {
	const rows = selectLogRows(state, mode);
	const last = Math.max(0, rows.length - countLogRows(state));
	const {at} = mode;
	if (at === undefined) {
		return last;
	}

	const found = rows.findIndex(({number, part}) => number > at.number || (number === at.number && part >= at.part));
	return found === -1 ? last : Math.min(found, last);
};

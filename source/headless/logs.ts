import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {Machine} from '../domain/machine.ts';
import {matchesQuery, type Query} from '../domain/query/parse.ts';
import type {LogLine} from '../domain/resources/log-line.ts';
import {errorInWords} from '../runtime/failure.ts';
import {pause} from '../runtime/follow.ts';
import {createLogReader} from '../runtime/log-reader.ts';
import {printedLine} from './log-text.ts';

export type LogsOptions = {
	readonly api: Api;
	readonly clock: Clock;
	readonly machines: readonly Machine[];
	readonly isFollowed: boolean;
	/** How far back, in ms; undefined: the newest lines that the API gives. */
	readonly spanMs: number | undefined;
	readonly filter: Query<LogLine>;
	readonly isJson: boolean;
	/** Prints a text; answers whether somebody still reads. */
	readonly print: (text: string) => Promise<boolean>;
	readonly tell: (line: string) => void;
	readonly signal: AbortSignal;
};

type Source = {readonly app: string; readonly instance: string | undefined};

/** Reads that have failed so often in a row are given up where nobody waits for what comes. */
const tries = 4;

/** Failures that last: no later read goes better. */
const isLasting = (error: unknown): boolean => isApiError(error) && ['unauthorized', 'forbidden', 'not-found'].includes(error.kind);

const byTime = (left: LogLine, right: LogLine): number => (left.timestampMs ?? 0) - (right.timestampMs ?? 0);

/** One log for each app: that of the machine where it is the only one, else the whole of which the lines of others are left out. */
const sourcesOf = (machines: readonly Machine[]): readonly Source[] =>
	[...Map.groupBy(machines, ({app}) => app)].map(([app, [first, ...others]]) => ({
		app,
		instance: others.length === 0 ? first?.id : undefined,
	}));

/**
Prints what machines wrote: by time, once all is read, or as it comes until the signal is aborted or nobody reads any more. Answers whether
all of it could be read.

@throws what `print` throws
*/
export const printLogs = async (options: LogsOptions): Promise<boolean> => {
	const {api, clock, machines, isFollowed, spanMs, filter, isJson, print, tell} = options;
	const startedAtMs = clock.now();
	const unread = new AbortController();
	const signal = AbortSignal.any([options.signal, unread.signal]);
	const named = new Map(machines.map(machine => [machine.id, machine]));

	const printLines = async (lines: readonly LogLine[]): Promise<void> => {
		const wanted = lines.filter(line => named.has(line.instance) && matchesQuery(filter, line));
		const text = wanted.map(line => printedLine(line, {machines: named, isJson})).join('\n');
		if (wanted.length > 0 && !signal.aborted && !(await print(text))) {
			unread.abort();
		}
	};

	/** Whether a page is the last one of those that were there when it began. */
	const isLast = (lines: readonly LogLine[]): boolean =>
		!isFollowed && (spanMs === undefined || (lines.at(-1)?.timestampMs ?? startedAtMs) >= startedAtMs);

	const readLog = async (source: Source, take: (lines: readonly LogLine[]) => Promise<void>): Promise<boolean> => {
		const readNext = createLogReader({api, ...source, sinceMs: spanMs === undefined ? undefined : startedAtMs - spanMs});
		let failures = 0;
		while (!signal.aborted) {
			const read = await readNext(signal);
			if (signal.aborted) {
				break;
			}

			if (read.kind === 'page') {
				failures = 0;
				await take(read.lines);
				if (isLast(read.lines)) {
					return true;
				}
			} else {
				failures += 1;
				const isOver = isLasting(read.error) || (!isFollowed && failures === tries);
				if (isOver || (isFollowed && failures === 1)) {
					tell(errorInWords(read.error));
				}

				if (isOver) {
					return false;
				}
			}

			await pause(clock, read.readAgainMs, signal);
		}

		return true;
	};

	const all: LogLine[] = [];
	const take = isFollowed
		? printLines
		: async (lines: readonly LogLine[]): Promise<void> => {
				all.push(...lines);
			};
	const wentWell = await Promise.all(sourcesOf(machines).map(source => readLog(source, take)));
	await printLines(all.toSorted(byTime));
	return wentWell.every(Boolean);
};

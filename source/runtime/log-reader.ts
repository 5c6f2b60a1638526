import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {LogLine} from '../domain/resources/log-line.ts';

/** How long to wait after a page with lines, which may have more behind it, and after an empty one, in ms. */
const soonMs = 100;
const laterMs = 1000;

const shortestBackoffMs = 1000;
const longestBackoffMs = 30_000;

/** A page of a log, or why there is none, and in how many ms the next one should be asked for. */
export type LogRead =
	| {readonly kind: 'page'; readonly lines: readonly LogLine[]; readonly readAgainMs: number}
	| {readonly kind: 'failed'; readonly error: unknown; readonly readAgainMs: number};

export type LogReaderOptions = {
	readonly api: Api;
	readonly app: string;
	/** The id of the machine whose lines alone are read; undefined: those of all. */
	readonly instance: string | undefined;
	/** The moment from which on lines are read; undefined: the newest 100. */
	readonly sinceMs: number | undefined;
};

/** A token is the moment of the last line that was read, in nanoseconds (reference of the Machines API, section 7). */
const tokenAt = (sinceMs: number | undefined): string | undefined => (sinceMs === undefined ? undefined : `${sinceMs}000000`);

/** Reads a log a page at a time, each time what came after the last line. While it cannot be read it asks for ever longer waits. */
export const createLogReader = ({api, app, instance, sinceMs}: LogReaderOptions): ((signal: AbortSignal) => Promise<LogRead>) => {
	let nextToken = tokenAt(sinceMs);
	let failures = 0;
	return async signal => {
		try {
			const page = await api.getLogs(app, {nextToken, instance}, {signal});
			nextToken = page.nextToken;
			failures = 0;
			return {kind: 'page', lines: page.lines, readAgainMs: page.lines.length > 0 ? soonMs : laterMs};
		} catch (error) {
			const retryAfterMs = (isApiError(error) ? error.retryAfterMs : undefined) ?? 0;
			const readAgainMs = Math.max(retryAfterMs, Math.min(longestBackoffMs, shortestBackoffMs * 2 ** failures));
			failures += 1;
			return {kind: 'failed', error, readAgainMs};
		}
	};
};

import {matchesQuery, type Query} from '../query/parse.ts';
import type {LogLine} from '../resources/log-line.ts';
import {fits} from '../text.ts';
import {wrapText} from '../wrap.ts';

/** One row of a log on the screen: a line, or a part of one that is wrapped. */
export type LogRow = {
	readonly line: LogLine;
	/** The number of the line since the log was opened: it stays while older lines are let go. */
	readonly number: number;
	/** 0 for the row that a line begins on. */
	readonly part: number;
	/** What of the message is on this row. */
	readonly text: string;
};

const timeWidth = 8;
const levelWidth = 5;
const regionWidth = 3;
const instanceWidth = 14;

/** The widths of what stands before the message, without the spaces between. */
export const logColumns = {time: timeWidth, level: levelWidth, region: regionWidth, instance: instanceWidth} as const;

/** How many cells stand before the message. */
export const logColumnsWidth = (showsInstance: boolean): number =>
	timeWidth + levelWidth + regionWidth + 3 + (showsInstance ? instanceWidth + 1 : 0);

const textsOf = (message: string, room: number | undefined): readonly string[] =>
	room === undefined || fits(message, room) ? [message] : wrapText(message, room);

/** The rows of some lines, the first of which has the number `first`: those that a query lets through, wrapped where there is a `room` in cells. */
export const logRows = (lines: readonly LogLine[], first: number, query: Query<LogLine>, room: number | undefined): readonly LogRow[] =>
	lines.flatMap((line, index) =>
		matchesQuery(query, line) ? textsOf(line.message, room).map((text, part) => ({line, number: first + index, part, text})) : [],
	);

/** A line as it is saved: a whole moment, and every column. */
export const logLineInFile = ({timestampMs, level, region, instance, message}: LogLine): string => {
	const moment = timestampMs === undefined ? '-' : new Date(timestampMs).toISOString();
	return [moment, level || '-', region || '-', instance || '-', message].join(' ');
};

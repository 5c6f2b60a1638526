import {patternOf} from '../pattern.ts';
import type {LogLine} from '../resources/log-line.ts';
import {logText, matchesLog} from './log-rows.ts';

/** Whether a line is wanted. */
export type LogFilter = (line: LogLine) => boolean;

/** The filter that a text is: a regular expression between slashes, else a text that occurs, both in any case; or what is wrong with the expression. */
export const parseLogFilter = (text: string): LogFilter | string => {
	const written = /^\/(.+)\/$/s.exec(text)?.[1];
	if (written === undefined) {
		return line => matchesLog(line, text);
	}

	const fits = patternOf(written);
	return typeof fits === 'string' ? fits : line => fits(logText(line));
};

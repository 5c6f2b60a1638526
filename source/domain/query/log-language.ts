import type {LogLine} from '../resources/log-line.ts';
import {known, type QueryKey, type QueryLanguage} from './language.ts';

const key = (meaning: string, valueIn: (line: LogLine) => string): QueryKey<LogLine> => ({meaning, valuesOf: line => known(valueIn(line))});

/** What words look through: the rest is asked for by its key. A digit of a machine's id must not be found for one of a message. */
const textOf = ({level, message}: LogLine): string => `${level} ${message}`.toLowerCase();

/** What can be asked about the lines of a log. */
export const logLanguage: QueryLanguage<LogLine> = {
	keys: new Map([
		['level', key('how bad it is: error, info ...', ({level}) => level)],
		['region', key('where it was written', ({region}) => region)],
		['machine', key('the id of the machine that wrote it', ({instance}) => instance)],
		['provider', key('who wrote it: app, runner, proxy', ({provider}) => provider)],
	]),
	hasText: (line, fits) => fits(textOf(line)),
	linesOf: line => [textOf(line)],
};

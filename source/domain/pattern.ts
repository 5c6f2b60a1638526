import {RE2JS, RE2JSException} from 're2js';

/** Whether a text holds what a regular expression describes. */
export type Pattern = (text: string) => boolean;

const longest = 200;

/**
Reads a regular expression, which fits in any case, and with `^` and `$` at each line. It is matched in a time that grows with the length
of the text alone: what JavaScript's own do by trying can take for ever. It has neither look-around nor references to earlier groups.

@returns what tells whether a text fits, or why there is nothing of the kind, as a clause
*/
export const patternOf = (written: string): Pattern | string => {
	if (written.length > longest) {
		return `a regular expression has at most ${longest} letters`;
	}

	try {
		// What is wrong is told with the flags before it where there are any.
		RE2JS.compile(written);
		const expression = RE2JS.compile(written, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
		return text => expression.test(text);
	} catch (error) {
		if (error instanceof RE2JSException) {
			return `/${written}/ is not a regular expression: ${error.message.replace('error parsing regexp: ', '')}`;
		}

		throw error;
	}
};

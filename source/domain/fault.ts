import {mask} from './config/masking.ts';
import {keptText} from './kept-text.ts';
import {printable} from './text.ts';

/** Takes what is known to be secret out of a text. */
export type Hide = (text: string) => string;

/** Letters and digits in one word: it may be a nonce, or a piece of something secret, and is of no use to whoever looks for a fault. */
const oddWord = /(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{8,}/g;

/** A place in the code. A message of several lines may look like many things, but not like this. */
const frame = /^ {4}at (?:[^\n()]+ \()?(?:file:\/\/|node:|\/)[^\n()]+:\d+:\d+\)?$/;

const mostCauses = 5;

/** The message of an error, without what may be a secret: it may repeat anything that was read. */
export const messageWithout = (message: string, hide: Hide): string => keptText(hide(printable(message))).replace(oddWord, mask);

const framesOf = ({stack = '', message}: Error): readonly string[] =>
	stack
		.replace(message, '')
		.split('\n')
		.filter(line => frame.test(line));

/** An error and what caused it, with the places in the code, in lines that hold no secret. */
export const inReport = (error: unknown, hide: Hide): readonly string[] => {
	const lines: string[] = [];
	let cause = error;
	for (let depth = 0; depth < mostCauses && cause !== undefined; depth++) {
		const before = depth === 0 ? '' : 'because of ';
		if (!(cause instanceof Error)) {
			return [...lines, `${before}${messageWithout(String(cause), hide)}`];
		}

		lines.push(`${before}${cause.name}: ${messageWithout(cause.message, hide)}`, ...framesOf(cause).map(hide));
		cause = cause.cause;
	}

	return lines;
};

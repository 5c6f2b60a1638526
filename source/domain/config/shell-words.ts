import {isEqual} from 'es-toolkit';
import type {Json} from '../json.ts';
import {masked} from './masking.ts';
import {type Notation, notation, parsed, problem} from './notation.ts';

/** What a command is made of: a quoted piece, an escaped character, a plain run, or the space between two words. */
const piece = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)|(\s+)/y;

const isWordList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(word => typeof word === 'string');

const fromJson = (text: string): readonly string[] | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return isWordList(value) ? value : undefined;
	} catch {
		return undefined;
	}
};

/** A command as words, as a shell would split it, with nothing expanded; or a JSON list of words. Undefined when a quote stays open. */
export const splitWords = (text: string): readonly string[] | undefined => {
	if (text.startsWith('[')) {
		return fromJson(text);
	}

	const found: string[] = [];
	let word: string | undefined;
	let at = 0;
	while (at < text.length) {
		piece.lastIndex = at;
		const match = piece.exec(text);
		if (match === null) {
			return undefined;
		}

		const [all, single, double, escaped, plain, space] = match;
		at += all.length;
		if (space === undefined) {
			word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '');
		} else if (word !== undefined) {
			found.push(word);
			word = undefined;
		}
	}

	return word === undefined ? found : [...found, word];
};

const quotedWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Words so that `splitWords` gives them again; as JSON when a word has line breaks. */
const joinWords = (words: readonly string[]): string =>
	words.some(word => /\p{Cc}/u.test(word)) ? JSON.stringify(words) : words.map(quotedWord).join(' ');

/** Pieces between semicolons or line breaks, except those in quotes. */
export const splitItems = (text: string): readonly string[] =>
	[...text.matchAll(/(?:'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^;\n])+/g)].map(([item]) => item.trim()).filter(item => item !== '');

/** An item that may begin with its name: `web: node server.js`. */
export const namedItem = (item: string): {readonly name: string | undefined; readonly rest: string} => {
	const [all, name] = /^([\w.-]+):(?:\s+|$)/.exec(item) ?? ['', undefined];
	return {name, rest: item.slice(all.length)};
};

/** A list of words as a command line; undefined for another value, and for words with a secret in them, which must not be shown. */
export const writtenCommand = (value: Json | undefined): string | undefined =>
	isWordList(value) && isEqual(masked(value), value) ? joinWords(value) : undefined;

/** A list of words as a command line. */
export const commandLine: Notation = notation({
	write: writtenCommand,
	read: text => {
		const words = splitWords(text);
		return words === undefined ? problem('has a quote that is not closed') : parsed(words);
	},
});

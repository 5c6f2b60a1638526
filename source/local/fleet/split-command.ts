import {Fault} from './fault.ts';

/** What a command is made of: a quoted piece, an escaped character, a plain run, or the space between two words. */
const piece = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)|(\s+)/y;

const withoutEscapes = (text: string): string => text.replace(/\\(["\\$`])/g, '$1');

/** A command line as words, as a shell would split it, but with nothing expanded and no shell. Throws a 400 Fault for a quote that stays open. */
export const splitCommand = (command: string): readonly string[] => {
	const words: string[] = [];
	let word: string | undefined;
	let at = 0;
	while (at < command.length) {
		piece.lastIndex = at;
		const found = piece.exec(command);
		if (found === null) {
			throw new Fault(400, {error: 'invalid_argument: invalid command line string'});
		}

		const [all, single, double, escaped, plain, space] = found;
		at += all.length;
		if (space === undefined) {
			word = (word ?? '') + (single ?? (double === undefined ? undefined : withoutEscapes(double)) ?? escaped ?? plain ?? '');
		} else if (word !== undefined) {
			words.push(word);
			word = undefined;
		}
	}

	return word === undefined ? words : [...words, word];
};

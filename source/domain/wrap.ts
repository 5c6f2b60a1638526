import {graphemesOf} from './graphemes.ts';
import {beginningOf, widthOf} from './text.ts';

/** The widest letter, in cells: a line that has less room could hold nothing. */
const widestLetter = 2;

const firstLetter = (word: string): string => graphemesOf(word).containing(0)?.segment ?? '';

/** A word in pieces of at most `width` cells; a letter that is wider is a piece of its own. */
const piecesOf = (word: string, width: number): readonly string[] => {
	const piece = beginningOf(word, width) || firstLetter(word);
	return piece === word ? [word] : [piece, ...piecesOf(word.slice(piece.length), width)];
};

/**
A text in lines of at most `width` cells, two at least, broken between words; a word that is wider than a line is broken between letters,
with nothing added, so that it can be read and typed as it is.
*/
export const wrapText = (text: string, width: number): readonly string[] => {
	const room = Math.max(widestLetter, width);
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		const longer = `${last} ${word}`;
		if (last !== undefined && widthOf(longer) <= room) {
			lines[lines.length - 1] = longer;
		} else {
			lines.push(...piecesOf(word, room));
		}
	}

	return lines;
};

/** The end of a text in at most `width` cells. */
export const endOf = (text: string, width: number): string => {
	let end = '';
	for (const {segment} of [...graphemesOf(text)].reverse()) {
		if (widthOf(segment + end) > width) {
			break;
		}

		end = segment + end;
	}

	return end;
};

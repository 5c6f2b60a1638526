import {graphemesOf} from './graphemes.ts';
import {fits, isPlain, widthOf, widthOfLetter} from './text.ts';

/** The widest letter, in cells: a line that has less room could hold nothing. */
const widestLetter = 2;

/** A word in pieces of at most `width` cells; a letter that is wider is a piece of its own. */
const piecesOf = (word: string, width: number): readonly string[] => {
	if (fits(word, width)) {
		return [word];
	}

	if (isPlain(word)) {
		return Array.from({length: Math.ceil(word.length / width)}, (_, index) => word.slice(index * width, (index + 1) * width));
	}

	const pieces: string[] = [];
	let piece = '';
	let used = 0;
	for (const {segment} of graphemesOf(word)) {
		const cells = widthOfLetter(segment);
		if (piece !== '' && used + cells > width) {
			pieces.push(piece);
			piece = '';
			used = 0;
		}

		piece += segment;
		used += cells;
	}

	return [...pieces, piece];
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
		if (last !== undefined && fits(longer, room)) {
			lines[lines.length - 1] = longer;
		} else {
			for (const piece of piecesOf(word, room)) {
				lines.push(piece);
			}
		}
	}

	return lines;
};

/** So many UTF-16 units a letter with its marks may have; of a long text the end alone is looked at. */
const longestLetter = 64;

/** The end of a text in at most `width` cells. */
export const endOf = (text: string, width: number): string => {
	let end = '';
	for (const {segment} of [...graphemesOf(text.slice(-longestLetter * (Math.max(0, width) + 1)))].reverse()) {
		if (widthOf(segment + end) > width) {
			break;
		}

		end = segment + end;
	}

	return end;
};

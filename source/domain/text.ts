import stringWidth from 'string-width';
import {graphemesOf} from './graphemes.ts';

/**
Control characters, format characters (bidi marks, zero width), lone surrogates, line separators, fillers: nothing that moves a cursor or hides text. And
what makes another emoji of the letter before it (variation selectors, keycaps, skin tones) or one letter of itself and the next, of whose width
terminals are not agreed.
*/
const unprintable =
	/\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|\u20E3|\p{Emoji_Modifier}|[\u0D4E\u{111C2}\u{111C3}\u{113D1}\u{1193F}\u{11941}\u{11A84}-\u{11A89}\u{11D46}\u{11F02}]/gu;

/** Parts of Korean letters, which terminals put together in as many ways as there are. */
const jamo = /[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]+/g;

/** The same with what they may belong to: a whole letter that is followed by a part is another one with it. */
const korean = /[\u1100-\u11FF\uA960-\uA97F\uAC00-\uD7FF]+/g;

/** Korean letters that came in parts, whole; parts that make none are dropped. */
const wholeLetters = (text: string): string => text.normalize('NFC').replace(jamo, '');

/** Marks without a letter, which would stand on what is beside the text, and more of them on one letter than any script has. */
const strayMarks = /(^| )[\p{M}\u0E33\u0EB3]+|(\p{M}{4})\p{M}+/gu;

/** Whether somebody who types a character gets to see it. */
export const isPrintable = (character: string): boolean => character.search(unprintable) === -1;

/**
One printable line out of any text from outside: control characters, escape codes' introducers, bidi and zero-width marks, lone
surrogates and what changes the emoji before it are dropped, line breaks and tabs become spaces. At most `limit` UTF-16 units are kept.
*/
export const printable = (text: string, limit = 4096): string => {
	const kept = text.slice(0, limit);
	// Most texts are plain ASCII: one look at them is cheaper than three replacements.
	return /^[ -~]*$/.test(kept)
		? kept
		: kept
				.replace(/[\t\r\n]+/g, ' ')
				.replace(unprintable, '')
				.replace(korean, wholeLetters)
				.replace(strayMarks, '$1$2');
};

/** The same for a text of several lines, all of it. */
export const printableLines = (text: string): string =>
	text
		.split('\n')
		.map(line => printable(line, line.length))
		.join('\n');

/** Whether every UTF-16 unit of a text is one cell: ASCII and the signs that flydeck itself writes need no measuring. */
export const isPlain = (text: string): boolean => /^[ -~…●○◌◐✖×─·▁-█▾▸]*$/.test(text);

/** How many terminal cells a printable text takes. */
export const widthOf = (text: string): number => (isPlain(text) ? text.length : stringWidth(text));

/** So many letters are remembered before all are forgotten. */
const mostLetters = 4096;

const letterWidths = new Map<string, number>();

/** How many cells one letter takes, with its marks. Measuring takes long, and most texts are made of few letters. */
export const widthOfLetter = (letter: string): number => {
	const known = letterWidths.get(letter);
	if (known !== undefined) {
		return known;
	}

	if (letterWidths.size >= mostLetters) {
		letterWidths.clear();
	}

	const width = widthOf(letter);
	letterWidths.set(letter, width);
	return width;
};

/** The beginning of a text that fits into `width` cells, with no mark that it was cut. */
export const beginningOf = (text: string, width: number): string => {
	if (isPlain(text)) {
		return text.slice(0, width);
	}

	let taken = '';
	let used = 0;
	for (const {segment} of graphemesOf(text)) {
		const next = widthOfLetter(segment);
		if (used + next > width) {
			break;
		}

		taken += segment;
		used += next;
	}

	return taken;
};

/** Whether a text takes at most `width` cells. Of a long one no more is looked at than that needs. */
export const fits = (text: string, width: number): boolean => beginningOf(text, width) === text;

/** A text in at most `width` cells; what does not fit ends in `…`. */
export const truncate = (text: string, width: number): string => {
	if (fits(text, width)) {
		return text;
	}

	return width < 1 ? '' : `${beginningOf(text, width - 1)}…`;
};

/** A text in exactly `width` cells: cut or padded with spaces, to the left or to the right. */
export const inWidth = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
	const shown = truncate(text, width);
	const padding = ' '.repeat(Math.max(0, width - widthOf(shown)));
	return align === 'left' ? shown + padding : padding + shown;
};

import stringWidth from 'string-width';
import {graphemesOf} from './graphemes.ts';

/**
Control characters, format characters (bidi marks, zero width), lone surrogates, line separators: nothing that moves a cursor or hides text. And what
makes another emoji of the letter before it (variation selectors, keycaps, skin tones), of whose width terminals are not agreed.
*/
const unprintable = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Variation_Selector}|\u20E3|\p{Emoji_Modifier}/gu;

/**
One printable line out of any text from outside: control characters, escape codes' introducers, bidi and zero-width marks, lone
surrogates and what changes the emoji before it are dropped, line breaks and tabs become spaces. At most `limit` UTF-16 units are kept.
*/
export const printable = (text: string, limit = 4096): string =>
	text
		.slice(0, limit)
		.replace(/[\t\r\n]+/g, ' ')
		.replace(unprintable, '');

/** Whether every UTF-16 unit of a text is one cell: ASCII and the signs that flydeck itself writes need no measuring. */
const isPlain = (text: string): boolean => /^[ -~…●○◌◐✖×─·▁-█▾▸]*$/.test(text);

/** How many terminal cells a printable text takes. */
export const widthOf = (text: string): number => (isPlain(text) ? text.length : stringWidth(text));

/** The beginning of a text that fits into `width` cells, with no mark that it was cut. */
export const beginningOf = (text: string, width: number): string => {
	if (isPlain(text)) {
		return text.slice(0, width);
	}

	let taken = '';
	let used = 0;
	for (const {segment} of graphemesOf(text)) {
		const next = stringWidth(segment);
		if (used + next > width) {
			break;
		}

		taken += segment;
		used += next;
	}

	return taken;
};

/** A text in at most `width` cells; what does not fit ends in `…`. */
export const truncate = (text: string, width: number): string => {
	if (widthOf(text) <= width) {
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

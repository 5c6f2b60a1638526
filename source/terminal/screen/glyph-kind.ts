/**
How many cells a character takes, where every terminal agrees. Of all others (emoji, scripts that are shaped or run from right to left, what
Unicode added late) terminals differ, and so only the terminal knows where the text after them stands.
*/
export type GlyphKind = 'narrow' | 'wide' | 'mark' | 'unsure';

type Range = readonly [first: number, last: number];

const isIn = (ranges: readonly Range[], codePoint: number): boolean =>
	ranges.some(([first, last]) => codePoint >= first && codePoint <= last);

/** Latin, Greek, Cyrillic, Georgian, punctuation, currency, letterlike, arrows, mathematics, lines, blocks, shapes, braille, half-width katakana. */
const narrow: readonly Range[] = [
	[0x20, 0x7e],
	[0xa0, 0xac],
	[0xae, 0x2ff],
	[0x370, 0x377],
	[0x37a, 0x37f],
	[0x384, 0x482],
	[0x48a, 0x52f],
	[0x1e00, 0x1fff],
	[0x2010, 0x2027],
	[0x2030, 0x205e],
	[0x2070, 0x209c],
	[0x20a0, 0x20b8],
	[0x2100, 0x2328],
	[0x232b, 0x2bff],
	[0xff61, 0xff9d],
];

/** Chinese, Japanese and Korean, and full-width forms. */
const wide: readonly Range[] = [
	[0x3000, 0x3029],
	[0x3030, 0x303e],
	[0x3041, 0x3096],
	[0x309b, 0x30ff],
	[0x3400, 0x4dbf],
	[0x4e00, 0x9fcc],
	[0xac00, 0xd7a3],
	[0xf900, 0xfaff],
	[0xff01, 0xff60],
	[0xffe0, 0xffe6],
];

const combiningMarks: Range = [0x300, 0x36f];

const kindOfOne = (codePoint: number): GlyphKind => {
	if (isIn([combiningMarks], codePoint)) {
		return 'mark';
	}

	if (/\p{Emoji_Presentation}|\P{Assigned}/u.test(String.fromCodePoint(codePoint))) {
		return 'unsure';
	}

	if (isIn(wide, codePoint)) {
		return 'wide';
	}

	return isIn(narrow, codePoint) ? 'narrow' : 'unsure';
};

const kinds: readonly GlyphKind[] = ['narrow', 'wide', 'mark', 'unsure'];
const unknownYet = 255;
const kindNumbers = new Uint8Array(0x1_00_00).fill(unknownYet);

/** The kind of a UTF-16 code unit. Halves of characters beyond the first plane are unsure. */
export const glyphKindOf = (codeUnit: number): GlyphKind => {
	if (codeUnit >= 0x20 && codeUnit <= 0x7e) {
		return 'narrow';
	}

	let number = kindNumbers[codeUnit] ?? unknownYet;
	if (number === unknownYet) {
		number = kinds.indexOf(kindOfOne(codeUnit));
		kindNumbers[codeUnit] = number;
	}

	return kinds[number] ?? 'unsure';
};

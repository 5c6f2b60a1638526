/** A glyph of a cell: a UTF-16 code unit or, beyond those, the number of a letter with its marks. */
export type Glyph = number;

export const blank: Glyph = 0x20;

/** The second cell of a wide glyph. */
export const covered: Glyph = 0;

const firstCluster = 0x1_00_00;

/** No text that is meant to be read has more letters with marks; beyond them the table would grow without end. */
const mostClusters = 4096;

/** Keeps each letter with marks once, so that two cells hold the same exactly when their numbers are equal. */
export const createGlyphs = () => {
	const texts: string[] = [];
	const numbers = new Map<string, Glyph>();
	const textOf = (glyph: Glyph): string => (glyph < firstCluster ? String.fromCharCode(glyph) : (texts[glyph - firstCluster] ?? ''));

	return {
		textOf,
		/** A glyph with one more mark; undefined when there is no room for another. */
		withMark(glyph: Glyph, mark: string): Glyph | undefined {
			const text = textOf(glyph) + mark;
			const known = numbers.get(text);
			if (known !== undefined || texts.length === mostClusters) {
				return known;
			}

			const number = firstCluster + texts.push(text) - 1;
			numbers.set(text, number);
			return number;
		},
	};
};

export type Glyphs = ReturnType<typeof createGlyphs>;

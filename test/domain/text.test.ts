import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {states} from '../../source/domain/lifecycle.ts';
import {beginningOf, inWidth, printable, truncate, widthOf} from '../../source/domain/text.ts';

const hostile = fc.constantFrom(
	'\u001B[31m',
	'\u001B]0;title\u0007',
	'\u009B2J',
	'\r\n',
	'\t',
	'\u0000',
	'\u202E',
	'\u200B',
	'\uFEFF',
	'\uD83D',
	'\u2028',
);
const ordinary = fc.constantFrom(
	'web',
	'日本',
	'한국',
	'ᄒ',
	'ᅡ',
	'é',
	'e\u0301',
	'ก\u0E33',
	'👩‍👩‍👧',
	'👍🏽',
	'❤️',
	'🇩🇪',
	'🇦',
	'1️⃣',
	'नि',
	'ｶﾞ',
	'ﷺ',
	' ',
);
const anyText = fc.oneof(
	fc.string({unit: 'binary', maxLength: 80}),
	fc.array(fc.oneof(ordinary, hostile, fc.string({unit: 'grapheme', maxLength: 3})), {maxLength: 30}).map(parts => parts.join('')),
);

const segmenter = new Intl.Segmenter();
const isOneCluster = (text: string): boolean => [...segmenter.segment(text)].length === 1;

/** Letters that join a space beside them into one cluster, whose width then is not the sum: no padding can be measured beside them. */
const joinsSpaces = (text: string): boolean => [...text].some(letter => isOneCluster(`${letter} `)) || /^\p{Emoji_Modifier}/u.test(text);

const printableText = anyText.map(text => printable(text)).filter(text => !joinsSpaces(text));
const width = fc.nat({max: 60});

describe('printable', () => {
	test('nothing is left that moves a cursor, colours, turns or hides text', () => {
		fc.assert(
			fc.property(anyText, text => {
				const shown = printable(text);
				expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
				expect(shown.isWellFormed()).toBe(true);
				expect(printable(shown)).toBe(shown);
			}),
			{numRuns: 500},
		);
	});

	test('what is harmless stays as it is', () => {
		expect(printable('web-1 läuft 日本 👍')).toBe('web-1 läuft 日本 👍');
	});

	test.each([
		['#️⃣', '#'],
		['1⃣', '1'],
		['☎️', '☎'],
		['👍🏽', '👍'],
	])('of %s stays %s, whose width every terminal knows', (text, shown) => {
		expect(printable(text)).toBe(shown);
	});

	test('a line break or tab becomes a space, so that words stay apart', () => {
		expect(printable('one\r\n\ttwo')).toBe('one two');
		expect(printable('\u001B[31mred\u001B[0m')).toBe('[31mred[0m');
	});

	test('a long text is cut, never in the middle of a character', () => {
		expect(printable('x'.repeat(5000))).toHaveLength(4096);
		expect(printable('a👍', 2)).toBe('a');
	});
});

test('a text that fits is not truncated, and one that does not ends in an ellipsis within the width', () => {
	fc.assert(
		fc.property(printableText, width, (text, cells) => {
			const shown = truncate(text, cells);
			expect(widthOf(shown)).toBeLessThanOrEqual(cells);
			if (widthOf(text) <= cells) {
				expect(shown).toBe(text);
			} else if (cells > 0) {
				expect(shown.endsWith('…')).toBe(true);
				expect(text.startsWith(shown.slice(0, -1))).toBe(true);
			}
		}),
		{numRuns: 500},
	);
});

test.each(['left', 'right'] as const)('any text put into a width, on the %s, takes exactly that width', align => {
	fc.assert(
		fc.property(printableText, width, (text, cells) => {
			expect(widthOf(inWidth(text, cells, align))).toBe(cells);
		}),
		{numRuns: 500},
	);
});

test.each([
	['web', 6, 'left', 'web   '],
	['web', 6, 'right', '   web'],
	['web-server', 6, 'left', 'web-s…'],
	['web-server', 3, 'left', 'we…'],
	['web', 1, 'left', '…'],
	['web', 0, 'left', ''],
	['日本語', 5, 'left', '日本…'],
	['日本語', 4, 'left', '日… '],
	['日本語', 1, 'left', '…'],
	['👍👍👍', 4, 'right', ' 👍…'],
] as const)('"%s" in %i cells on the %s is "%s"', (text, cells, align, shown) => {
	expect(inWidth(text, cells, align)).toBe(shown);
});

test('the signs that flydeck itself writes take as many cells as they are measured to', () => {
	const signs = [...states.map(({glyph}) => glyph), '…', '─', '?'];
	for (const sign of signs) {
		expect(widthOf(sign)).toBe(stringWidth(sign));
	}
});

test('the beginning of a text has no mark', () => {
	expect(beginningOf('quantum', 2)).toBe('qu');
	expect(beginningOf('日本語', 3)).toBe('日');
});

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {printable, widthOf} from '../../source/domain/text.ts';
import {endOf, wrapText} from '../../source/domain/wrap.ts';

const texts = fc
	.oneof(
		fc.string({unit: 'grapheme', maxLength: 60}),
		fc.string({unit: 'binary', maxLength: 60}),
		fc.constantFrom('漢字 漢字', 'a  b ', ''),
	)
	.map(text => printable(text));

describe('a text in lines', () => {
	test.each([
		['stop the machine', 8, ['stop the', 'machine']],
		['stop the machine', 80, ['stop the machine']],
		['abcdefgh', 3, ['abc', 'def', 'gh']],
		['ab cdefgh', 4, ['ab', 'cdef', 'gh']],
		['漢字漢', 3, ['漢', '字', '漢']],
		['', 10, ['']],
		['abc', 0, ['ab', 'c']],
		['abc', -5, ['ab', 'c']],
	])('"%s" in %i cells is %j', (text, width, lines) => {
		expect(wrapText(text, width)).toEqual(lines);
	});

	test('puts a letter that is wider than a line on a line of its own', () => {
		expect(wrapText('\u{1D158}\u{1D165}\u{1D16E}!', 2).join('|')).toBe('\u{1D158}\u{1D165}\u{1D16E}|!');
	});

	test('is no wider than there is room, and loses and adds nothing', () => {
		fc.assert(
			fc.property(texts, fc.integer({min: 2, max: 40}), (text, width) => {
				const lines = wrapText(text, width);
				expect(lines.filter(line => widthOf(line) > width && [...new Intl.Segmenter().segment(line)].length > 1)).toEqual([]);
				expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
			}),
		);
	});
});

test('the end of a text fits, and the text ends in it', () => {
	fc.assert(
		fc.property(texts, fc.integer({min: -2, max: 20}), (text, width) => {
			expect(widthOf(endOf(text, width))).toBeLessThanOrEqual(Math.max(0, width));
			expect(text.endsWith(endOf(text, width))).toBe(true);
		}),
	);
	expect(endOf('abcdef', 3)).toBe('def');
	expect(endOf('abc', 3)).toBe('abc');
});

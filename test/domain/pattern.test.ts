import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {patternOf} from '../../source/domain/pattern.ts';

const patternFrom = (written: string) => {
	const pattern = patternOf(written);
	return typeof pattern === 'string' ? expect.fail(pattern) : pattern;
};

describe('a regular expression', () => {
	test.each([
		['', '', true],
		['', 'web', true],
		['web', 'my-WEB-1', true],
		['web', 'we-b', false],
		['^web', 'a\nweb', true],
		['web$', 'web\na', true],
		['^$', 'a', false],
		['a.c', 'a\nc', false],
		['^a{2}$', 'aa', true],
		['^a{2}$', 'aaa', false],
		['^a{2,}$', 'aaaa', true],
		['^a{1,2}$', 'aaa', false],
		['a{0}b', 'b', true],
		['a{x}', 'a{x}', true],
		['a{,2}', 'a{,2}', true],
		['^(?:web|api)-\\d+?$', 'api-12', true],
		['^(?<kind>web|api)$', 'api', true],
		['(|a)b', 'b', true],
		['^[^-\\]a]$', 'b', true],
		['^[^-\\]a]$', ']', false],
		['\\bweb\\b', 'a web, b', true],
		['\\bweb\\b', 'webs', false],
		['a\\B-', 'a-', false],
		['\\x61b', 'ab', true],
		['^\\.\\/\\*$', './*', true],
		['(^a|b$)+', 'xb', true],
		['(a*)*b', 'aab', true],
	])('/%s/ on %j: %s', (written, text, fits) => {
		expect(patternFrom(written)(text)).toBe(fits);
	});

	test.each([
		['[', '/[/ is not a regular expression: missing closing ]: `[`'],
		['a(', '/a(/ is not a regular expression: missing closing ): `a(`'],
		['(a)\\1', '/(a)\\1/ is not a regular expression: invalid escape sequence: `\\1`'],
		['a(?!b)', '/a(?!b)/ is not a regular expression: invalid or unsupported Perl syntax: `(?!`'],
		['(a{999}){999}', '/(a{999}){999}/ is not a regular expression: invalid repeat count: `{999}`'],
		['a'.repeat(201), 'a regular expression has at most 200 letters'],
	])('/%s/ is refused: %s', (written, says) => {
		expect(patternOf(written)).toBe(says);
	});
});

const loop = fc.constantFrom('*', '+', '{2,}', '{1,9}', '*?');

/** What a matcher that tries one way after the other does not come to an end with: ways within ways to read the same letters. */
const {hostile} = fc.letrec<{hostile: string}>(tie => ({
	hostile: fc.oneof(
		{maxDepth: 3},
		fc.constantFrom('a', 'a|a', 'a|aa', '[^!]', 'a?', '[a-z]', 'a[^!]*|a'),
		fc.tuple(tie('hostile'), loop).map(([inner, sign]) => `(${inner})${sign}`),
		fc.tuple(tie('hostile'), tie('hostile')).map(([left, right]) => `(${left})(${right})`),
	),
}));

test('one that no matcher could try out comes to an end on names of 64 letters', () => {
	const name = 'a'.repeat(64);
	fc.assert(
		fc.property(hostile, fc.constantFrom('$', '(b|c)$', '!.'), (written, ending) => {
			const pattern = patternOf(`^((${written})+)+${ending}`);
			fc.pre(typeof pattern !== 'string');
			expect(pattern(`${name}!`)).toBe(false);
		}),
		{numRuns: 500},
	);
});

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createListSplitter} from '../../source/reading/split-list.ts';

const blank = fc.constantFrom('', ' ', '\n', '\t \r\n');

/** A JSON list as text, with blanks where JSON may have them, and the values of its items. */
const listArbitrary = fc
	.record({items: fc.array(fc.tuple(blank, fc.jsonValue(), blank), {maxLength: 8}), before: blank, inside: blank, after: blank})
	.map(({items, before, inside, after}) => {
		const inner = items.map(([left, value, right]) => left + JSON.stringify(value) + right).join(',');
		return `${before}[${inner}${items.length === 0 ? inside : ''}]${after}`;
	});

/** Where a body may be cut into chunks, as parts of its length. */
const cutsArbitrary = fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 6});

const split = (text: string, cuts: readonly number[] = []) => {
	const bytes = new TextEncoder().encode(text);
	const places = [0, ...cuts.map(cut => Math.floor(cut * bytes.length)).toSorted((left, right) => left - right), bytes.length];
	const splitter = createListSplitter();
	const items = places.slice(1).flatMap((end, index) => splitter.push(bytes.subarray(places[index], end)));
	return {items: items.map(item => new TextDecoder().decode(item)), end: splitter.end()};
};

describe('a list that comes in chunks', () => {
	test('is cut into its items, wherever the chunks begin and end', () => {
		fc.assert(
			fc.property(listArbitrary, cutsArbitrary, (text, cuts) => {
				const {items, end} = split(text, cuts);
				expect(end).toBe('whole');
				expect(items.map(item => JSON.parse(item))).toEqual(JSON.parse(text));
			}),
		);
	});

	test('is known to be cut wherever it ends too early', () => {
		fc.assert(
			fc.property(listArbitrary, cutsArbitrary, fc.double({min: 0, max: 1, noNaN: true}), (text, cuts, part) => {
				const start = text.indexOf('[');
				const length = start + 1 + Math.floor(part * (text.lastIndexOf(']') - start - 1));
				expect(split(text.slice(0, length), cuts).end).toBe('cut');
			}),
		);
	});

	test('is taken for one only when it is one, or its items are none', () => {
		fc.assert(
			fc.property(fc.string({unit: fc.constantFrom(...'[]{},":\\1 ')}), text => {
				const {items, end} = split(text);
				const isList = (candidate: string): boolean => {
					try {
						return Array.isArray(JSON.parse(candidate));
					} catch {
						return false;
					}
				};
				expect(end === 'whole' && isList(`[${items.join(',')}]`)).toBe(isList(text));
			}),
			{numRuns: 2000},
		);
	});

	test.each([
		['nothing', '', 'other'],
		['blanks', ' \n', 'other'],
		['null', 'null', 'other'],
		['an object', '{"a":[1]}', 'other'],
		['a web page', '<html>', 'other'],
		['a byte order mark', '\uFEFF[]', 'other'],
		['a list with something after it', '[1] x', 'cut'],
		['a list that another bracket closes', '[1}', 'cut'],
	])('is not made of %s', (_what, text, end) => {
		expect(split(text).end).toBe(end);
	});
});

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createFinder} from '../../source/store/find-near.ts';

const ids = fc.uniqueArray(fc.nat(40), {maxLength: 20});
const search = fc.record({ids, id: fc.option(fc.nat(40), {nil: undefined})});

test('it finds what a search from the beginning finds, wherever it found something before', () => {
	fc.assert(
		fc.property(fc.array(search, {maxLength: 10}), searches => {
			const find = createFinder();
			for (const {ids: numbers, id: number} of searches) {
				const lines = numbers.map(each => ({id: String(each)}));
				const id = number === undefined ? undefined : String(number);
				expect(find(lines, id)).toBe(lines.findIndex(line => line.id === id));
			}
		}),
	);
});

test.each([
	{where: 'near what it found last', id: '503'},
	{where: 'at the head', id: '0'},
	{where: 'at the end', id: '999'},
	{where: 'a page from the end', id: '996'},
])('it looks at few lines for one that is $where', ({id}) => {
	let looks = 0;
	const lines = Array.from({length: 1000}, (_, index) => ({
		get id() {
			looks += 1;
			return String(index);
		},
	}));
	const find = createFinder();
	find(lines, '500');
	looks = 0;
	expect(find(lines, id)).toBe(Number(id));
	expect(looks).toBeLessThan(20);
});

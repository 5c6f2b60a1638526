import {expect, test} from 'vitest';
import {type Bound, judge, type Moment, verdictLines} from './judge.ts';

const momentsOf = (count: number, heapAt: (index: number) => number): readonly Moment[] =>
	Array.from({length: count}, (_, index) => ({heap: heapAt(index)}));

const heap: Bound = {name: 'heap', unit: 'MB', percent: 5, slack: 1};

test.each<readonly [what: string, bound: Bound, heapAt: (index: number) => number, problem: string | undefined]>([
	['holds when it is flat', heap, () => 50, undefined],
	['holds when it goes up and down', heap, index => 50 + 20 * (index % 3), undefined],
	['holds when one moment has much more', heap, index => (index === 25 ? 500 : 50), undefined],
	['holds when it shrinks', heap, index => 100 - index, undefined],
	['fails when it grows a little all the time', heap, index => 50 + index, 'grew from 55 to 75 MB, and may be 58.8 at the end'],
	['fails when it grows from nothing', {...heap, percent: 0}, index => index / 5, 'grew from 1 to 5 MB, and may be 2 at the end'],
	['holds when it grows below its most', {name: 'heap', unit: 'MB', most: 80}, index => 50 + index, undefined],
	['fails when one moment is above its most', {...heap, most: 80}, index => (index === 3 ? 81 : 50), 'was 81 MB, and may be 80 at most'],
])('a figure %s', (_, bound, heapAt, problem) => {
	const verdicts = judge([bound], momentsOf(30, heapAt));
	expect(verdicts.map(verdict => verdict.problem)).toEqual([problem]);
	expect(verdictLines(verdicts).join('\n').includes('FAILED')).toBe(problem !== undefined);
});

test('too few samples, and a sample without a figure, tell nothing and are refused', () => {
	expect(() =>
		judge(
			[heap],
			momentsOf(8, () => 50),
		),
	).toThrow('There are 8 samples, and it takes 9 to tell what grows.');
	expect(() =>
		judge(
			[{...heap, name: 'handles'}],
			momentsOf(9, () => 50),
		),
	).toThrow('A sample has no handles.');
});

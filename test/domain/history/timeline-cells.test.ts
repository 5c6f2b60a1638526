import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Span} from '../../../source/domain/history/spans.ts';
import type {Tick, TickKind} from '../../../source/domain/history/timeline.ts';
import {redrawnCells, signs, timelineCells, toneOfSign} from '../../../source/domain/history/timeline-cells.ts';
import {states} from '../../../source/domain/lifecycle.ts';

const span = (state: string, fromMs: number, toMs: number): Span => ({state, fromMs, toMs});
const tick = (kind: TickKind, atMs: number): Tick => ({kind, atMs, text: ''});

/** Ten cells of 10 ms. */
const bar = (spans: readonly Span[], ticks: readonly Tick[] = []): string =>
	timelineCells({spans, ticks}, {fromMs: 0, toMs: 100}, 10).join('');

describe('a bar of ten cells', () => {
	test.each([
		['is empty where nothing is known', [], [], '          '],
		['begins where a state is first known', [span('started', 40, 100)], [], '    ======'],
		['is cut at both ends of the window', [span('started', -500, 900)], [], '=========='],
		['shows no state that was over before', [span('started', -50, 0)], [], '          '],
		['tells states apart', [span('stopped', 0, 30), span('starting', 30, 40), span('started', 40, 100)], [], '...~======'],
		['tells sleep from being stopped', [span('suspended', 0, 50), span('created', 50, 100)], [], 'zzzzz.....'],
		['shows a failed state', [span('started', 0, 80), span('failed', 80, 100)], [], '========FF'],
		['takes a word that nobody knows for a change', [span('pondering', 0, 100)], [], '~~~~~~~~~~'],
		['ends with the machine', [span('started', 0, 60), span('destroyed', 60, 100)], [], '======    '],
		['does not lose what was short', [span('started', 0, 41), span('stopped', 41, 42), span('started', 42, 100)], [], '====.====='],
		['puts what happened over the state', [span('started', 0, 100)], [tick('failure', 55)], '=====X===='],
		['shows what happened at the first moment, and not at the end', [], [tick('exit', 0), tick('oom', 100)], 'x         '],
		['shows nothing that happened before', [], [tick('exit', -1)], '          '],
		[
			'has a sign for each kind',
			[],
			(['oom', 'failure', 'exit', 'cordon', 'deploy', 'action', 'check', 'lease'] as const).map((kind, index) => tick(kind, index * 10)),
			'OXxCUAkL  ',
		],
	] as const)('%s', (_what, spans, ticks, expected) => {
		expect(bar(spans, ticks)).toBe(expected);
	});

	test.each([
		['an OOM', 'oom', 'failure', 'O'],
		['a failed exit', 'failure', 'cordon', 'X'],
		['a cordon', 'cordon', 'deploy', 'C'],
		['an update', 'deploy', 'exit', 'U'],
		['an exit', 'exit', 'action', 'x'],
		['an own act', 'action', 'check', 'A'],
		['a check', 'check', 'lease', 'k'],
	] as const)('shows %s rather than what else happened in its cell, whichever came first', (_what, first, second, sign) => {
		expect(bar([], [tick(first, 1), tick(second, 2)])).toBe(`${sign}         `);
		expect(bar([], [tick(second, 1), tick(first, 2)])).toBe(`${sign}         `);
	});
});

const moment = fc.integer({min: -1000, max: 2000});
const someSpans = fc.array(
	fc
		.tuple(fc.constantFrom(...states.map(({state}) => state), 'odd'), moment, moment)
		.map(([state, fromMs, toMs]) => span(state, fromMs, toMs)),
);
const someTicks = fc.array(
	fc
		.tuple(fc.constantFrom<TickKind>('exit', 'failure', 'oom', 'deploy', 'lease', 'action', 'cordon', 'check'), moment)
		.map(([kind, atMs]) => tick(kind, atMs)),
);

test('a bar always has as many cells as it should, each a sign of one cell that the legend has', () => {
	const known = new Set<string>(signs.map(({sign}) => sign));
	fc.assert(
		fc.property(someSpans, someTicks, moment, moment, fc.integer({min: 0, max: 200}), (spans, ticks, fromMs, toMs, columns) => {
			const cells = timelineCells({spans, ticks}, {fromMs, toMs}, columns);
			expect(cells).toHaveLength(columns);
			expect(cells.every(sign => known.has(sign) && sign.length === 1)).toBe(true);
		}),
	);
});

test('what happened last is at the right, and the order of the records does not matter', () => {
	fc.assert(
		fc.property(someSpans, someTicks, fc.integer({min: 1, max: 200}), (spans, ticks, columns) => {
			const window = {fromMs: 0, toMs: 1000};
			const cells = timelineCells({spans, ticks}, window, columns);
			expect(timelineCells({spans: spans.toReversed(), ticks: ticks.toReversed()}, window, columns)).toEqual(cells);
			const later = timelineCells({spans: [], ticks: [...ticks, tick('oom', 999)]}, window, columns);
			expect(later.at(-1)).toBe('O');
		}),
	);
});

describe('a bar that was drawn for another window, until its own is there,', () => {
	const drawn = {fromMs: 0, toMs: 100};
	const cells = timelineCells(
		{spans: [span('started', 20, 60), span('stopped', 60, 100)], ticks: [tick('failure', 60), tick('deploy', 31)]},
		drawn,
		10,
	);

	test.each([
		['is the same in the same window', drawn, 10, '  =U==X...'],
		['moves along with the time', {fromMs: 30, toMs: 130}, 10, 'U==X...   '],
		['moves back, and knows nothing of before', {fromMs: -40, toMs: 60}, 10, '      =U=='],
		['keeps what happened when it is seen from further away', {fromMs: -100, toMs: 100}, 10, '      U=X.'],
		['shows what happened once when it is seen from nearby', {fromMs: 40, toMs: 80}, 8, '==== X..'],
		['takes the place that it gets', drawn, 5, ' U=X.'],
	] as const)('%s', (_what, window, columns, expected) => {
		expect(redrawnCells(cells, drawn, window, columns).join('')).toBe(expected);
	});

	test('is exactly what it would be drawn as, where the cells begin at the same moments', () => {
		fc.assert(
			fc.property(someSpans, someTicks, fc.integer({min: -20, max: 20}), (spans, ticks, shift) => {
				const window = {fromMs: shift * 50, toMs: 1000 + shift * 50};
				const first = timelineCells({spans, ticks}, {fromMs: 0, toMs: 1000}, 20);
				const moved = redrawnCells(first, {fromMs: 0, toMs: 1000}, window, 20);
				expect(moved.join('')).toBe(`${' '.repeat(20)}${first.join('')}${' '.repeat(20)}`.slice(20 + shift, 40 + shift));
			}),
		);
	});
});

test('the signs differ, and what is bad is red', () => {
	expect(new Set(signs.map(({sign}) => sign)).size).toBe(signs.length);
	expect((['O', 'X', 'F'] as const).map(toneOfSign)).toEqual(['bad', 'bad', 'bad']);
	expect(toneOfSign('x')).toBeUndefined();
});

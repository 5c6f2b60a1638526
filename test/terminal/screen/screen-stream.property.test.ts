import fc from 'fast-check';
import {expect, test} from 'vitest';
import {openScreenPair} from '../../helpers/screen-pair.ts';

const columns = 24;
const rows = 9;
const enter = '\u001B[?1049h';

/** Text as it may stand in a row: of widths on which terminals agree, and of others. */
const letters = fc.constantFrom(
	...['a', 'b', 'xyz', ' ', '   ', '─', '●', '▌', 'é', 'e\u0301', '日', '本語', 'ｱ', 'Ж', '⣿'],
	...['🙂', '👩‍👩‍👧', '⚠\uFE0F', '🇩🇪', '한', 'क्षि', 'שלום', '\u200B', '1\uFE0F\u20E3', '𝒳'],
);
const sgr = fc
	.constantFrom(
		'0',
		'1',
		'2',
		'3',
		'4',
		'7',
		'9',
		'22',
		'23',
		'24',
		'27',
		'29',
		'31',
		'39',
		'41',
		'49',
		'92',
		'38;5;214',
		'48;2;1;2;3',
		'1;32',
		'',
	)
	.map(parameters => `\u001B[${parameters}m`);
/** The most cells that any terminal takes for a text. */
const mostCells = (text: string): number =>
	[...text.replaceAll(/\u001B\[[\d;]*m/g, '')].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) < 0x2e80 ? 1 : 2), 0);

/** Ink writes no row that is wider than the terminal, which alone would go on in the next one. */
const rowText = fc
	.array(fc.oneof({weight: 4, arbitrary: letters}, {weight: 1, arbitrary: sgr}), {maxLength: 9})
	.map(parts => `${parts.join('')}\u001B[0m`)
	.filter(text => mostCells(text) <= columns);

/** A frame as Ink writes it: the rows of the last one are erased from the bottom up, then all rows follow. */
const frame = (lines: readonly string[], erased: number): string =>
	`\u001B[?2026h${Array.from({length: erased}, (_, index) => `\u001B[2K${index < erased - 1 ? '\u001B[1A' : ''}`).join('')}\u001B[G${lines.join('\n')}\u001B[?2026l`;

const change = fc.oneof(
	{weight: 6, arbitrary: fc.record({kind: fc.constant('set' as const), line: fc.nat(rows - 1), text: rowText})},
	{
		weight: 3,
		arbitrary: fc.record({kind: fc.constant('scroll' as const), by: fc.integer({min: -3, max: 3}), from: fc.nat(3), fresh: rowText}),
	},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('clear' as const)})},
);

test('a terminal shows the same, cell by cell, whether it is sent the frames or what the stream makes of them', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.array(change, {maxLength: 4}), {maxLength: 12}), async frames => {
			const pair = openScreenPair(columns, rows);
			let lines = Array.from({length: rows}, (_, index) => `row ${index}`);
			pair.write(`${enter}${lines.join('\n')}`);
			for (const changes of frames) {
				for (const step of changes) {
					lines = applied(lines, step);
				}

				pair.write(frame(lines, rows));
				const {direct, through} = await pair.pictures();
				expect(through).toEqual(direct);
			}
		}),
		{numRuns: 150},
	);
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

const applied = (lines: readonly string[], step: Change): string[] => {
	switch (step.kind) {
		case 'set':
			return lines.with(step.line, step.text);
		case 'clear':
			return lines.map(() => '');
		case 'scroll': {
			const body = lines.slice(step.from);
			const fresh = Array.from({length: Math.abs(step.by)}, () => step.fresh);
			const moved = step.by > 0 ? [...body.slice(step.by), ...fresh] : [...fresh, ...body].slice(0, body.length);
			return [...lines.slice(0, step.from), ...moved].slice(0, lines.length);
		}
	}
};

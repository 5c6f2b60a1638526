import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {actionIn} from '../../source/domain/action-line.ts';
import {cloneOf} from '../../source/domain/config/clone.ts';
import {configProblems, problemText} from '../../source/domain/config/problems.ts';
import {wrapLine} from '../../source/domain/details/wrap-line.ts';
import {inWidth, printable, printableLines, truncate, widthOf} from '../../source/domain/text.ts';
import {viewsFrom} from '../../source/domain/views.ts';
import {endOf, wrapText} from '../../source/domain/wrap.ts';
import {hostileArbitrary, hostileTexts, longTexts, uncleanIn, uncleanWithin} from '../helpers/hostile-text.ts';

describe.each(hostileTexts)('%s', (_name, text) => {
	test('is printable once it was made so, and takes as many cells as it is given', () => {
		const shown = printable(text);
		expect(uncleanIn(shown)).toBeUndefined();
		expect(printable(shown)).toBe(shown);
		for (const cells of [0, 1, 2, 7, 40]) {
			expect(widthOf(inWidth(shown, cells))).toBe(cells);
		}
	});

	test('is printable in lines', () => {
		expect(uncleanIn(printableLines(`${text}\n${text}`).replaceAll('\n', ''))).toBeUndefined();
	});

	test('is printable in a saved view, in a line of the action log, and in what is said of a config', () => {
		const view = viewsFrom({views: {machines: {filter: text}}});
		const action = actionIn(
			JSON.stringify({
				kind: 'act',
				at: '2026-11-24T12:00:00Z',
				what: text,
				result: text,
				name: text,
				app: text,
				requestId: text,
				curl: text,
			}),
		);
		const config = {standbys: [text], metadata: {[`fly_${text}`]: text}, schedule: text, restart: {policy: text}, [text]: {[text]: 1}};
		const said = [...cloneOf(config).left, ...configProblems(config).map(problemText)];
		expect(said.length).toBeGreaterThan(3);
		expect([view, action, said].flatMap(value => uncleanWithin(value))).toEqual([]);
	});
});

test('any text is printable once it was made so', () => {
	fc.assert(
		fc.property(hostileArbitrary, fc.nat({max: 60}), (text, cells) => {
			const shown = printable(text);
			expect(uncleanIn(shown)).toBeUndefined();
			expect(printable(shown)).toBe(shown);
			expect(widthOf(inWidth(shown, cells))).toBe(cells);
		}),
		{numRuns: 1000},
	);
});

/** Letters of which there are thousands that are all alike. */
const isOneOfMany = (letter: string): boolean => /\p{Ideographic}|\p{Script=Hangul}|\p{Co}|\p{Cn}/u.test(letter);

test('no letter takes another width because a space stands beside it', {timeout: 60_000}, () => {
	const joining: string[] = [];
	for (let code = 0; code <= 0x10_ff_ff; code++) {
		const letter = String.fromCodePoint(code);
		const shown = isOneOfMany(letter) ? '' : printable(letter);
		if (shown !== '' && (widthOf(`${shown} `) !== widthOf(shown) + 1 || widthOf(` ${shown}`) !== widthOf(shown) + 1)) {
			joining.push(code.toString(16));
		}
	}

	expect(joining).toEqual([]);
});

test('Korean letters that came in parts are whole', () => {
	expect(printable('한국어'.normalize('NFD'))).toBe('한국어');
});

test('a mark stays with its letter, and more of them than any script has do not', () => {
	expect(printable('e\u0301')).toBe('e\u0301');
	expect(printable(`e${'\u0301'.repeat(50)}`)).toBe(`e${'\u0301'.repeat(4)}`);
	expect(printable('\u0301web \u0301')).toBe('web ');
});

test.each(longTexts)('a megabyte of %s is cut and wrapped in a moment', {timeout: 20_000}, (_name, text) => {
	const shown = printable(text, text.length);
	expect(widthOf(truncate(shown, 80))).toBeLessThanOrEqual(80);
	expect(widthOf(inWidth(shown, 80))).toBe(80);
	expect(widthOf(endOf(shown, 80))).toBeLessThanOrEqual(80);
	expect(wrapText(shown, 76).every(line => widthOf(line) <= 76)).toBe(true);
	expect(wrapLine([{text: 'output '}, {text: shown}], 76).length).toBeGreaterThan(0);
});

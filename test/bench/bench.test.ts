import {expect, test} from 'vitest';
import type {Cell, Picture} from './cells.ts';
import {goalLines, goalsOf} from './goals.ts';
import {idealBytes} from './ideal-bytes.ts';
import {type Figure, figureOf, missing} from './measure.ts';
import {isWithin, pollsIn} from './traced.ts';
import {watchTerminal} from './watched-terminal.ts';

const picture = (lines: readonly string[], width = 30, style = ''): Picture => ({
	line: 0,
	column: 0,
	cells: lines.map(line => Array.from(line.padEnd(width), (text): Cell => ({text, style: text === ' ' ? '' : style}))),
});

test('a figure has the middle of its runs, the middle half and the slowest of a hundred', () => {
	const samples = Array.from({length: 100}, (_, index) => 100 - index);
	expect(figureOf('it', 'time', samples)).toEqual({of: 'it', what: 'time', unit: 'ms', median: 51, low: 26, high: 76, p99: 100, runs: 100});
	expect(figureOf('it', 'time', [])).toEqual(missing('it', 'time', 'no runs'));
});

const pressed = 'move: key to last byte';

test('a goal is a quotient of one run, and is not measured where a part of it is missing', () => {
	const figures: readonly Figure[] = [
		figureOf('flydeck 1000 120x40', pressed, [3]),
		figureOf('raw ANSI 1000 120x40', pressed, [2]),
		missing('htop 120x40', 'keys', 'not installed'),
	];
	const goals = goalsOf(figures);
	expect(goals.find(({what}) => what.startsWith('move: p50'))?.reached).toBe(1.5);
	expect(goals.find(({what}) => what === "move: bytes, of htop's")?.reached).toBeUndefined();
	const lines = goalLines(goals);
	expect(lines.find(line => line.includes('move: p50'))).toMatch(/<= 2 x +1\.50 x +0\.75$/);
	expect(lines.find(line => line.includes("move: bytes, of htop's"))).toMatch(/not measured$/);
});

test('a goal that is missed says so', () => {
	const goals = goalsOf([figureOf('flydeck 1000 120x40', 'first frame to first data', [90])]);
	expect(goalLines(goals).find(line => line.includes('first data'))).toMatch(/90\.00 ms +1\.50 {2}missed$/);
});

test.each<readonly [what: string, before: Picture, after: Picture, bytes: string]>([
	['nothing where nothing changed', picture(['a']), picture(['a']), ''],
	['a letter where the cursor stands', picture(['a']), picture(['b']), 'b'],
	['the shortest way to a letter on the line', picture(['aaaaaaaaaa']), picture(['aaaaaaaaab']), '\u001B[9Cb'],
	['the letters between two that are near', picture(['abcd']), picture(['xbcy']), 'xbcy'],
	['the next line by its two bytes', picture(['a', 'a']), picture(['b', 'b']), 'b\r\nb'],
	['a style and its end', picture(['a']), picture(['a'], 30, '31'), '\u001B[31ma\u001B[m'],
	['an erased rest of a line', picture(['a longer line']), picture(['a']), 'a\u001B[K'],
	[
		'lines that moved up',
		picture(['head', 'one two three', 'four five six', 'seven eight']),
		picture(['head', 'four five six', 'seven eight', 'z']),
		'\u001B[2;4r\u001B[S\u001B[r\u001B[4Hz',
	],
])('the ideal is %s', (_what, before, after, bytes) => {
	expect(idealBytes(before, after)).toBe(bytes.length);
});

test('a key is pressed while a list is read from when it is asked for until it is taken in', () => {
	const polls = pollsIn(
		[
			{kind: 'asked', atMs: 100},
			{kind: 'stall', atMs: 150, lastedMs: 9, busyMs: 8},
			{kind: 'answered', atMs: 200},
			{kind: 'asked', atMs: 900},
		],
		50,
	);
	expect(polls).toEqual([{fromMs: 100, untilMs: 250}]);
	expect([90, 240, 260].map(fromMs => isWithin(polls, {fromMs, untilMs: fromMs + 5}))).toEqual([false, true, false]);
});

const echo = `
	process.stdin.setRawMode(true);
	process.stdout.write('ready');
	process.stdin.on('data', keys => { if (String(keys) === 'j') process.stdout.write('\\r\\x1b[31mmoved'); });
`;

test('a terminal counts the bytes that come of a key, and tells of a key of which nothing comes', async () => {
	const terminal = watchTerminal({command: [process.execPath, '-e', echo], columns: 20, rows: 3});
	try {
		await terminal.until(/ready/);
		expect(await terminal.press('j')).toMatchObject({bytes: 11});
		expect(terminal.screen()).toContain('moved');
		expect(terminal.picture().cells[0]?.[0]).toEqual({text: 'm', style: '31'});
		expect(await terminal.press('x')).toBeUndefined();
	} finally {
		terminal.close();
	}
});

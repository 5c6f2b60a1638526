import {stateRow, type Tone} from '../lifecycle.ts';
import {drawCells, type Stroke} from './draw-cells.ts';
import type {TickKind, Timeline} from './timeline.ts';
import type {TimeWindow} from './timeline-window.ts';

/** What a cell of a bar tells: something that happened or is wrong, or a state as usual. */
type SignRow = {
	readonly sign: string;
	readonly meaning: string;
	readonly tone: Tone | undefined;
	readonly kind: 'notable' | 'usual' | 'blank';
};

/** Every sign of a bar; of several in one cell the first of these is shown. */
export const signs = [
	{sign: 'O', meaning: 'OOM', tone: 'bad', kind: 'notable'},
	{sign: 'X', meaning: 'failed exit', tone: 'bad', kind: 'notable'},
	{sign: 'F', meaning: 'failed', tone: 'bad', kind: 'notable'},
	{sign: 'C', meaning: 'cordon', tone: 'busy', kind: 'notable'},
	{sign: 'U', meaning: 'update', tone: 'asleep', kind: 'notable'},
	{sign: 'x', meaning: 'exit', tone: undefined, kind: 'notable'},
	{sign: 'A', meaning: 'act', tone: undefined, kind: 'notable'},
	{sign: 'k', meaning: 'check', tone: 'busy', kind: 'notable'},
	{sign: 'L', meaning: 'lease', tone: undefined, kind: 'notable'},
	{sign: '~', meaning: 'changing', tone: 'busy', kind: 'usual'},
	{sign: '.', meaning: 'stopped', tone: undefined, kind: 'usual'},
	{sign: 'z', meaning: 'asleep', tone: 'asleep', kind: 'usual'},
	{sign: '=', meaning: 'started', tone: 'good', kind: 'usual'},
	{sign: ' ', meaning: 'not known', tone: undefined, kind: 'blank'},
] as const satisfies readonly SignRow[];

export type Sign = (typeof signs)[number]['sign'];

/** What stands where nothing is known, or there was no machine. */
const nothing: Sign = ' ';

const signOfTick: Readonly<Record<TickKind, Sign>> = {
	oom: 'O',
	failure: 'X',
	exit: 'x',
	cordon: 'C',
	deploy: 'U',
	action: 'A',
	check: 'k',
	lease: 'L',
};

const signOfTone: Readonly<Record<Tone, Sign>> = {
	good: '=',
	busy: '~',
	idle: '.',
	asleep: 'z',
	bad: 'F',
	gone: nothing,
	unknown: '~',
};

const rankOf = new Map<Sign, number>(signs.map(({sign}, index) => [sign, index]));
const rowBySign = new Map<Sign, SignRow>(signs.map(row => [row.sign, row]));

export const toneOfSign = (sign: Sign): Tone | undefined => rowBySign.get(sign)?.tone;

/** The bar of a machine. */
export type Bar = {readonly machineId: string; readonly cells: readonly Sign[]};

type SignStroke = Stroke<Sign>;

const draw = (strokes: readonly SignStroke[], window: TimeWindow, columns: number): readonly Sign[] =>
	drawCells(strokes, window, columns, {blank: nothing, rankOf: sign => rankOf.get(sign) ?? 0});

/**
The bar of a machine in a window in exactly so many cells, the newest last. What began before the window, or is not over, fills its cells up
to the edge.
*/
export const timelineCells = ({spans, ticks}: Pick<Timeline, 'spans' | 'ticks'>, window: TimeWindow, columns: number): readonly Sign[] =>
	draw(
		[
			...spans.map(({state, fromMs, toMs}): SignStroke => ({sign: signOfTone[stateRow(state).tone], fromMs, toMs})),
			...ticks.map(({kind, atMs}): SignStroke => ({sign: signOfTick[kind], fromMs: atMs, toMs: atMs})),
		],
		window,
		columns,
	);

/** A bar in another window, as far as it tells: a state fills its time, and what happened is somewhere in the middle of its cell. */
export const redrawnCells = (cells: readonly Sign[], drawn: TimeWindow, window: TimeWindow, columns: number): readonly Sign[] => {
	const columnMs = (drawn.toMs - drawn.fromMs) / cells.length;
	const strokes = cells.map((sign, index): SignStroke => {
		const fromMs = drawn.fromMs + index * columnMs;
		const middleMs = fromMs + columnMs / 2;
		return rowBySign.get(sign)?.kind === 'notable' ? {sign, fromMs: middleMs, toMs: middleMs} : {sign, fromMs, toMs: fromMs + columnMs};
	});
	return draw(strokes, window, columns);
};

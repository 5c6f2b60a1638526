import {stateRow, type Tone} from '../lifecycle.ts';
import type {Span} from './spans.ts';
import type {Tick, TickKind} from './timeline.ts';

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
const toneBySign = new Map<Sign, Tone | undefined>(signs.map(({sign, tone}) => [sign, tone]));

export const toneOfSign = (sign: Sign): Tone | undefined => toneBySign.get(sign);

/**
The bar of a machine between two moments in exactly so many cells, the newest last. What began before the window, or is not over, fills its
cells up to the edge.
*/
export const timelineCells = (
	spans: readonly Span[],
	ticks: readonly Tick[],
	fromMs: number,
	toMs: number,
	columns: number,
): readonly Sign[] => {
	const cells = Array.from({length: columns}, (): Sign => nothing);
	const columnMs = (toMs - fromMs) / columns;
	const put = (first: number, end: number, sign: Sign): void => {
		for (let index = Math.max(0, first); index < Math.min(end, columns); index += 1) {
			if ((rankOf.get(sign) ?? 0) < (rankOf.get(cells[index] ?? nothing) ?? 0)) {
				cells[index] = sign;
			}
		}
	};

	for (const span of spans) {
		const first = Math.floor((span.fromMs - fromMs) / columnMs);
		put(first, Math.ceil((span.toMs - fromMs) / columnMs), signOfTone[stateRow(span.state).tone]);
	}

	for (const tick of ticks) {
		const column = Math.floor((tick.atMs - fromMs) / columnMs);
		put(column, column + 1, signOfTick[tick.kind]);
	}

	return cells;
};

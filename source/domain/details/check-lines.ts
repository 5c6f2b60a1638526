import {type CheckChange, type CheckHistory, checkHistoryOf, checkSpanMs} from '../history/check-history.ts';
import {drawCells} from '../history/draw-cells.ts';
import {isGoodStatus} from '../history/record.ts';
import {windowFor} from '../history/timeline-window.ts';
import type {Tone} from '../lifecycle.ts';
import type {Machine} from '../machine.ts';
import {inWidth} from '../text.ts';
import {formatAge, formatEventTime} from '../time.ts';
import {cellSegments} from './cell-segments.ts';
import {type Line, labelled, plain, type Segment} from './line.ts';

/** What a cell of a strip tells, the worst first: of several in one cell that is shown. */
const signs = [
	{sign: 'X', status: 'critical', tone: 'bad'},
	{sign: '!', status: 'warning', tone: 'busy'},
	{sign: '?', status: 'unknown', tone: 'unknown'},
	{sign: '=', status: 'passing', tone: 'good'},
	{sign: ' ', status: '', tone: undefined},
] as const satisfies readonly {readonly sign: string; readonly status: string; readonly tone: Tone | undefined}[];

type Sign = (typeof signs)[number]['sign'];

const signByStatus: ReadonlyMap<string, Sign> = new Map(signs.map(({status, sign}) => [status, sign]));
const rankBySign: ReadonlyMap<Sign, number> = new Map(signs.map(({sign}, index) => [sign, index]));
const toneBySign: ReadonlyMap<Sign, Tone | undefined> = new Map(signs.map(({sign, tone}) => [sign, tone]));

const signOf = (status: string): Sign => signByStatus.get(status) ?? '?';
const toneOf = (status: string): Tone | undefined => toneBySign.get(signOf(status));

/** With the name it fits the narrowest pane. */
const columns = 20;

/** A strip of the last hour between two bars; it moves on with every cell and not with every second. */
const stripOf = (changes: readonly CheckChange[], nowMs: number): readonly Segment[] => {
	const window = windowFor(nowMs, checkSpanMs, columns);
	const strokes = changes.map(({status, atMs}, index) => ({
		sign: signOf(status),
		fromMs: atMs,
		toMs: changes[index + 1]?.atMs ?? window.toMs,
	}));
	const cells = drawCells<Sign>(strokes, window, columns, {blank: ' ', rankOf: sign => rankBySign.get(sign) ?? 0});
	return [{text: '|', isFaint: true}, ...cellSegments(cells, sign => toneBySign.get(sign)), {text: '|', isFaint: true}];
};

const sinceText = (sinceMs: number | undefined, nowMs: number): string =>
	sinceMs === undefined ? '' : ` for ${formatAge(nowMs - sinceMs)}, since ${formatEventTime(sinceMs, nowMs)}`;

const headOf = (name: string): Segment => ({text: `${inWidth(name, 10)} `});

const stripLine = ({check: {name, status}, changes, sinceMs}: CheckHistory, nowMs: number): Line => [
	headOf(name),
	...stripOf(changes, nowMs),
	{text: ` ${status}${sinceText(sinceMs, nowMs)}`, tone: toneOf(status)},
];

const failureLines = ({check, lastFailure, changes}: CheckHistory, nowMs: number): readonly Line[] => {
	if (lastFailure === undefined) {
		return [];
	}

	const said = lastFailure.output || 'no output';
	if (!isGoodStatus(check.status)) {
		return [labelled('', said)];
	}

	const end = changes.find(({atMs}) => atMs > lastFailure.atMs);
	const until = end === undefined ? '' : ` to ${formatEventTime(end.atMs, nowMs)}`;
	return [labelled('', `${lastFailure.status} ${formatEventTime(lastFailure.atMs, nowMs)}${until}: ${said}`)];
};

const historiesOf = ({checks}: Machine, remembered: readonly CheckChange[], nowMs: number): readonly CheckHistory[] =>
	checks.map(check => checkHistoryOf(check, remembered, nowMs));

const legend: Line = [
	{
		text: `The last hour, ${checkSpanMs / columns / 60_000} min a cell: ${signs
			.filter(({status}) => status !== '')
			.toReversed()
			.map(({sign, status}) => `${sign} ${status}`)
			.join('  ')}  blank: not known`,
		isFaint: true,
	},
];

/** Each check with what it went through in the last hour, since when it is as it is, and what it said when it failed last. */
export const checkLines = (machine: Machine, remembered: readonly CheckChange[], nowMs: number): readonly Line[] =>
	machine.checks.length === 0
		? [plain('The machine has no checks.')]
		: [
				...historiesOf(machine, remembered, nowMs).flatMap(history => [stripLine(history, nowMs), ...failureLines(history, nowMs)]),
				[],
				legend,
			];

/** The strip of the check of a running machine that fails, the critical one first; nothing while none does. */
export const failingCheckLines = (machine: Machine, remembered: readonly CheckChange[], nowMs: number): readonly Line[] => {
	const failing = machine.state === 'started' ? machine.checks.filter(({status}) => !isGoodStatus(status)) : [];
	const worst = failing.find(({status}) => status === 'critical') ?? failing[0];
	return worst === undefined ? [] : [stripLine(checkHistoryOf(worst, remembered, nowMs), nowMs)];
};

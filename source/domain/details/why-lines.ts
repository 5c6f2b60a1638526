import {reasonOf} from '../diagnosis/reason.ts';
import type {Machine} from '../machine.ts';
import {truncate, widthOf} from '../text.ts';
import {formatAge, formatEventTime} from '../time.ts';
import {severityOf, type Trouble, toneOfTrouble} from '../trouble.ts';
import {type Line, labelled} from './line.ts';
import {wrapLine} from './wrap-line.ts';

const sinceLines = ({sinceMs, isOlder}: Trouble, nowMs: number): readonly Line[] =>
	sinceMs === undefined
		? []
		: [labelled('since', `${formatEventTime(sinceMs, nowMs)}, ${formatAge(nowMs - sinceMs)} ago${isOlder === true ? ' or longer' : ''}`)];

/** That a machine is cordoned, where no trouble tells it: it is no part of why it is as it is. */
const cordonLines = ({cordoned}: Machine, troubles: readonly Trouble[]): readonly Line[] =>
	cordoned && !troubles.some(({kind}) => kind === 'CORDON')
		? [labelled('also', 'It is cordoned: the proxy sends it no traffic.', 'busy')]
		: [];

/** Why a machine is as it is, in parts. */
type Why = {
	readonly why: Line;
	readonly since: readonly Line[];
	/** What to do. */
	readonly next: readonly Line[];
	/** What else is wrong. */
	readonly also: readonly Line[];
};

const whyOf = (machine: Machine, [worst, ...others]: readonly Trouble[], nowMs: number): Why =>
	worst === undefined
		? {why: labelled('WHY', reasonOf(machine).sentence), since: [], next: [], also: cordonLines(machine, [])}
		: {
				why: labelled('WHY', worst.sentence, toneOfTrouble(severityOf(worst))),
				since: sinceLines(worst, nowMs),
				next: [labelled('next', worst.next)],
				also: [
					...others.map(other => labelled('also', other.sentence, toneOfTrouble(severityOf(other)))),
					...cordonLines(machine, [worst, ...others]),
				],
			};

/** Why a machine is as it is, in sentences: what is wrong with it, since when and what to do, the worst first; else the last thing that happened. */
export const whyLines = (machine: Machine, troubles: readonly Trouble[], nowMs: number): readonly Line[] => {
	const {why, since, next, also} = whyOf(machine, troubles, nowMs);
	return [why, ...since, ...next, ...also];
};

/** The first lines of a line that is wrapped; where that is not all of it, the last one ends in `…`. */
const beginningOf = (line: Line, width: number, count: number): readonly Line[] => {
	const lines = wrapLine(line, width);
	const last = lines[count - 1] ?? [];
	const text = last.at(-1)?.text ?? '';
	const room = width - last.slice(0, -1).reduce((sum, segment) => sum + widthOf(segment.text), 0);
	return lines.length <= count
		? lines
		: [...lines.slice(0, count - 1), [...last.slice(0, -1), {...last.at(-1), text: truncate(`${text} …`, room)}]];
};

/** The same in `count` lines of at most `width` cells. What to do stays whole: where there is little room, why it is so is cut, after that since when. */
export const whyInBrief = (
	machine: Machine,
	troubles: readonly Trouble[],
	nowMs: number,
	width: number,
	count: number,
): readonly Line[] => {
	const {why, since, next, also} = whyOf(machine, troubles, nowMs);
	const wrapped = (lines: readonly Line[]): readonly Line[] => lines.flatMap(line => wrapLine(line, width));
	const nextLines = wrapped(next);
	const sinceShown = since.slice(0, Math.max(0, count - nextLines.length - 1));
	const whyShown = beginningOf(why, width, Math.max(1, count - nextLines.length - sinceShown.length));
	return [...whyShown, ...sinceShown, ...nextLines, ...wrapped(also)].slice(0, count);
};

import {reasonOf} from '../diagnosis/reason.ts';
import type {Machine} from '../machine.ts';
import {formatAge, formatEventTime} from '../time.ts';
import {severityOf, type Trouble, toneOfTrouble} from '../trouble.ts';
import {type Line, labelled} from './line.ts';

const sinceLines = ({sinceMs}: Trouble, nowMs: number): readonly Line[] =>
	sinceMs === undefined ? [] : [labelled('since', `${formatEventTime(sinceMs, nowMs)}, ${formatAge(nowMs - sinceMs)} ago`)];

/** Why a machine is as it is, in sentences: what is wrong with it, since when and what to do, the worst first; else the last thing that happened. */
export const whyLines = (machine: Machine, troubles: readonly Trouble[], nowMs: number): readonly Line[] => {
	const [worst, ...others] = troubles;
	if (worst === undefined) {
		return [labelled('WHY', reasonOf(machine).sentence)];
	}

	return [
		labelled('WHY', worst.sentence, toneOfTrouble(severityOf(worst))),
		...sinceLines(worst, nowMs),
		labelled('next', worst.next),
		...others.map(other => labelled('also', other.sentence, toneOfTrouble(severityOf(other)))),
	];
};

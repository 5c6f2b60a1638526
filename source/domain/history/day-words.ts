import {formatAge} from '../time.ts';
import type {DayUptime} from './uptime.ts';

const hourMs = 3_600_000;

/** A part of a day: whole hours and minutes. */
const partOfDay = (spanMs: number): string =>
	spanMs < hourMs ? formatAge(spanMs) : `${Math.floor(spanMs / hourMs)}h ${Math.floor((spanMs % hourMs) / 60_000)}m`;

const counted = (count: number, one: string, many: string): readonly string[] =>
	count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/**
What a machine did on one day: `started 23h 10m of 24h 0m known, 3 restarts, 3 exits, 1 failure`. What happened may be recorded while it is not
known how long somebody watched, as in journals of an older flydeck.
*/
export const dayInWords = ({knownMs, startedMs, restarts, exits, failures}: DayUptime): string => {
	const happened = [
		...counted(restarts, 'restart', 'restarts'),
		...counted(exits, 'exit', 'exits'),
		...counted(failures, 'failure', 'failures'),
	];
	const unknown = happened.length === 0 ? 'nothing is known' : 'not known how long it was watched';
	return [knownMs === 0 ? unknown : `started ${partOfDay(startedMs)} of ${partOfDay(knownMs)} known`, ...happened].join(', ');
};

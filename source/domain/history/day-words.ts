import {formatAge} from '../time.ts';
import type {DayUptime} from './uptime.ts';

const hourMs = 3_600_000;

/** A part of a day: whole hours and minutes. */
const partOfDay = (spanMs: number): string =>
	spanMs < hourMs ? formatAge(spanMs) : `${Math.floor(spanMs / hourMs)}h ${Math.floor((spanMs % hourMs) / 60_000)}m`;

const counted = (count: number, one: string, many: string): readonly string[] =>
	count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/** What a machine did on one day: `started 23h 10m of 24h 0m known, 3 restarts, 3 exits, 1 failure`. */
export const dayInWords = ({knownMs, startedMs, restarts, exits, failures}: DayUptime): string => {
	const known = knownMs === 0 ? 'nothing is known' : `started ${partOfDay(startedMs)} of ${partOfDay(knownMs)} known`;
	return [
		known,
		...counted(restarts, 'restart', 'restarts'),
		...counted(exits, 'exit', 'exits'),
		...counted(failures, 'failure', 'failures'),
	].join(', ');
};

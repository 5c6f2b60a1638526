import {dayInWords} from '../domain/history/day-words.ts';
import {itemWords} from '../domain/history/item-words.ts';
import type {HistoryItem} from '../domain/history/items.ts';
import type {KnownMachine} from '../domain/history/summarise.ts';
import type {DayUptime} from '../domain/history/uptime.ts';
import {formatMoment} from '../domain/time.ts';

/** What the journal has of a machine since a moment. */
export type ToldHistory = {
	readonly machine: KnownMachine;
	readonly sinceMs: number;
	/** Newest first. */
	readonly items: readonly HistoryItem[];
	readonly days: readonly DayUptime[];
};

/** The local date, as `2026-11-24`. */
const dateOf = (timeMs: number): string => formatMoment(timeMs).slice(0, 10);

const itemText = (item: HistoryItem): string => {
	const {type, value, source, detail} = itemWords(item);
	return [formatMoment(item.atMs).padEnd(19), type.padEnd(8), value.padEnd(10), source.padEnd(6), detail].join('  ').trimEnd();
};

/** The history of a machine as text: its days, then a line for all that happened, newest first. */
export const historyText = ({machine: {machineId, name, app}, sinceMs, items, days}: ToldHistory): string =>
	[
		[machineId, name, app].filter(Boolean).join('  '),
		...days.toReversed().map(day => `${dateOf(day.fromMs)}  ${dayInWords(day)}`),
		'',
		...(items.length === 0 ? [`Nothing happened since ${formatMoment(sinceMs)}.`] : items.map(itemText)),
	].join('\n');

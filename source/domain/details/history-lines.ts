import {format} from 'date-fns';
import {dayInWords} from '../history/day-words.ts';
import {itemWords} from '../history/item-words.ts';
import type {HistoryItem} from '../history/items.ts';
import type {MachineHistory} from '../history/machine-history.ts';
import {knownDays} from '../history/uptime.ts';
import {formatEventTime} from '../time.ts';
import {eventHead} from './event-lines.ts';
import {type Line, labelled, plain} from './line.ts';

/** One item of the history, in the columns of the event log. */
export const itemLine = (item: HistoryItem, nowMs: number): Line => {
	const {type, value, source, detail, tone} = itemWords(item);
	return [
		{text: formatEventTime(item.atMs, nowMs).padEnd(9), isFaint: true},
		{text: `${type.padEnd(7)} `},
		{text: `${value.padEnd(10)} `, tone},
		{text: `${source.padEnd(6)} `, isFaint: true},
		{text: detail, tone: item.kind === 'event' ? tone : undefined},
	];
};

/** What the journal has of a machine: its last days, then all that happened to it, newest first. */
export const historyLines = (history: MachineHistory | undefined, nowMs: number): readonly Line[] => {
	if (history === undefined || history.items.length === 0) {
		return [plain('The journal has nothing of this machine yet.')];
	}

	const days = knownDays(history.days).toReversed();
	return [
		...days.map(day => labelled(format(day.fromMs, 'EEE dd MMM'), dayInWords(day), day.failures > 0 ? 'bad' : undefined)),
		[],
		eventHead,
		...history.items.map(item => itemLine(item, nowMs)),
	];
};

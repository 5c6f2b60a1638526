import {eachDayOfInterval, format, startOfDay} from 'date-fns';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How much time a timeline can show, the shortest first. */
export const zooms: readonly {readonly title: string; readonly spanMs: number}[] = [
	{title: '5 min', spanMs: 5 * minuteMs},
	{title: '15 min', spanMs: 15 * minuteMs},
	{title: '1 h', spanMs: hourMs},
	{title: '6 h', spanMs: 6 * hourMs},
	{title: '24 h', spanMs: dayMs},
	{title: '7 d', spanMs: 7 * dayMs},
];

/** From one moment up to, but not with, another, in ms. */
export type TimeWindow = {readonly fromMs: number; readonly toMs: number};

/**
The window of a bar that shows about `spanMs` and ends at about a moment. Its columns begin at the same moments wherever it ends, so that what
was in one column stays together while the window moves.
*/
export const windowFor = (endMs: number, spanMs: number, columns: number): TimeWindow => {
	const columnMs = Math.ceil(spanMs / Math.max(1, columns));
	const toMs = (Math.floor(endMs / columnMs) + 1) * columnMs;
	return {fromMs: toMs - columnMs * columns, toMs};
};

const stepsMs: readonly number[] = [1, 2, 5, 15, 30, 60, 120, 180, 360, 720].map(minutes => minutes * minuteMs);

/** The cells that a label and the space behind it take at least: `|24 Nov  `. */
const labelCells = 9;

/** The moments that the axis names, by local time: so many as there is room for, at even distances. */
const momentsIn = ({fromMs, toMs}: TimeWindow, columns: number): readonly number[] => {
	const leastMs = ((toMs - fromMs) / columns) * labelCells;
	const stepMs = stepsMs.find(step => step >= leastMs);
	if (stepMs === undefined) {
		const days = eachDayOfInterval({start: fromMs, end: toMs}).map(day => day.getTime());
		const every = Math.ceil(leastMs / dayMs);
		return days.filter((_day, index) => index % every === 0);
	}

	const firstMs = startOfDay(fromMs).getTime();
	const skipped = Math.ceil((fromMs - firstMs) / stepMs);
	const count = Math.ceil((toMs - fromMs) / stepMs);
	return Array.from({length: count}, (_, index) => firstMs + (skipped + index) * stepMs);
};

const labelOf = (momentMs: number): string => `|${format(momentMs, startOfDay(momentMs).getTime() === momentMs ? 'dd MMM' : 'HH:mm')}`;

/** The line of times that goes with a bar, in as many cells: each label begins at its moment. */
export const timeAxis = (window: TimeWindow, columns: number): string => {
	const {fromMs, toMs} = window;
	const columnMs = (toMs - fromMs) / columns;
	let axis = '';
	for (const momentMs of momentsIn(window, columns)) {
		const column = Math.floor((momentMs - fromMs) / columnMs);
		const label = labelOf(momentMs);
		if (momentMs >= fromMs && column >= axis.length && column + label.length <= columns) {
			axis = axis.padEnd(column) + label;
		}
	}

	return axis.padEnd(columns);
};

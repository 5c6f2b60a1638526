/** How the lines of the page about the fleet are shared: grid, totals, pulses. */
export type FleetHeights = {
	/** The rows of the grid that are seen, its head not among them. */
	readonly gridRows: number;
	readonly totals: number;
	/** The lines of each chart; 0: there are none. */
	readonly chart: number;
};

const headLines = 1;
const charts = 3;
/** The line of times, and an empty one before them. */
const chartExtra = 2;
const leastGridRows = 3;
const highestChart = 5;

/** Shares the lines: a few rows of the grid first, then totals, then charts, then the rest of the grid, and what is left makes the charts higher. */
export const fleetHeights = (lines: number, rows: number, totalsLines: number): FleetHeights => {
	const room = lines - headLines;
	const least = Math.min(rows, leastGridRows);
	const withTotals = totalsLines + 1;
	if (room < least + withTotals) {
		return {gridRows: Math.max(1, Math.min(rows, room)), totals: 0, chart: 0};
	}

	const left = room - withTotals;
	if (left < least + charts + chartExtra) {
		return {gridRows: Math.min(rows, left), totals: totalsLines, chart: 0};
	}

	const gridRows = Math.min(rows, left - charts - chartExtra);
	const chart = Math.min(highestChart, Math.floor((left - gridRows - chartExtra) / charts));
	return {gridRows, totals: totalsLines, chart};
};

/** The cells of a line of a chart: its title, the chart, and, where there is room, what it comes to. */
export type PulseWidths = {readonly title: number; readonly bar: number; readonly words: number};

const titleCells = 10;
const wordCells = 20;
const widthForWords = 60;

export const pulseWidths = (columns: number): PulseWidths => {
	const words = columns < widthForWords ? 0 : wordCells;
	return {title: titleCells, words, bar: Math.max(1, columns - titleCells - words)};
};

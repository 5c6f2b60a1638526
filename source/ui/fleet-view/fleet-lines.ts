import {type Line, plain} from '../../domain/details/line.ts';
import {inAmount, memoryInWords, type Totals} from '../../domain/fleet-view/totals.ts';
import {widthOf} from '../../domain/text.ts';
import {
	type FleetMode,
	type PulseReading,
	pulseZooms,
	selectCell,
	selectFleetHeights,
	selectGridRows,
	selectPulses,
	selectTotals,
} from '../../store/fleet-view/fleet.ts';
import type {State} from '../../store/state.ts';
import {gridLines, gridTop} from './grid-lines.ts';
import {pulseLines} from './pulse-lines.ts';

const totalsWords = ({machines, cpus, memoryMb, unsized}: Totals): readonly string[] => [
	'started/all',
	`${inAmount(machines)} machines`,
	...[...cpus].map(([kind, amount]) => `${inAmount(amount)} ${kind} cpus`),
	`${memoryInWords(memoryMb)} memory`,
	...(unsized === 0 ? [] : [`${unsized} of unknown size`]),
];

const between = '   ';

/** What the fleet comes to, in as few lines as whole words allow. */
const totalsLines = (totals: Totals, width: number): readonly Line[] => {
	const lines: string[] = [];
	for (const words of totalsWords(totals)) {
		const last = lines.at(-1);
		const joined = last === undefined ? words : last + between + words;
		if (last === undefined || widthOf(joined) > width) {
			lines.push(words);
		} else {
			lines[lines.length - 1] = joined;
		}
	}

	return lines.map(plain);
};

const heightsOf = (state: State, width: number) => {
	const totals = totalsLines(selectTotals(state), width);
	return {totals, heights: selectFleetHeights(state, totals.length)};
};

/** What the pulses are made of, and why there are blanks in them. */
const sourceInWords = ({isKept, pulses}: PulseReading): string => {
	if (!isKept) {
		return '  no journal: the last events of each machine only';
	}

	return pulses.started.includes(undefined) ? '  blank: nobody watched' : '';
};

/** How many machines, how much time, which of the regions, and where the pulses come from. */
export const fleetTitle = (state: State, mode: FleetMode, width: number): string => {
	const {gridRows} = heightsOf(state, width).heights;
	const {length} = selectGridRows(state);
	const top = gridTop(selectCell(state, mode).row, gridRows, length);
	const position = gridRows < length ? `  rows ${top + 1}-${top + gridRows}/${length}` : '';
	const pulses = selectPulses(state);
	const source = pulses === undefined ? '' : sourceInWords(pulses);
	return `fleet  last ${pulseZooms[mode.zoom]?.title ?? ''}${position}${source}`;
};

/** The fleet: its regions by state, what it comes to, and how it went. */
export const fleetLines = (state: State, mode: FleetMode, width: number): readonly Line[] => {
	const {totals, heights} = heightsOf(state, width);
	return [
		...gridLines(state, mode, heights.gridRows),
		...(heights.totals === 0 ? [] : [[], ...totals]),
		...(heights.chart === 0 ? [] : [[], ...pulseLines(state, mode, width, heights.chart)]),
	];
};

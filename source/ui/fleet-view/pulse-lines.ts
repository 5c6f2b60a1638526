import {type Line, plain} from '../../domain/details/line.ts';
import {barLines} from '../../domain/fleet-view/bars.ts';
import {pulseWidths} from '../../domain/fleet-view/page.ts';
import {timeAxis, windowFor} from '../../domain/history/timeline-window.ts';
import type {Tone} from '../../domain/lifecycle.ts';
import {type FleetMode, type PulseReading, pulseZooms, selectPulses, selectTotals} from '../../store/fleet-view/fleet.ts';
import type {State} from '../../store/state.ts';

type Values = readonly (number | undefined)[];

const knownOf = (values: Values): readonly number[] => values.filter(value => value !== undefined);

const rangeInWords = (values: Values, now: number): string => {
	const known = [...knownOf(values), now];
	const least = known.reduce((one, other) => Math.min(one, other));
	const most = known.reduce((one, other) => Math.max(one, other));
	return `${now} now, ${least}-${most}`;
};

const sumInWords = (values: Values, {zoom}: FleetMode): string =>
	`${knownOf(values).reduce((sum, value) => sum + value, 0)} in ${pulseZooms[zoom]?.title ?? ''}`;

const chartLines = (title: string, values: Values, tone: Tone, words: string, width: number, height: number): readonly Line[] => {
	const widths = pulseWidths(width);
	return barLines(values, height).map(
		(bar, index): Line => [
			{text: (index === height - 1 ? title : '').padEnd(widths.title), isFaint: true},
			{text: bar, tone},
			...(widths.words > 0 && index === height - 1 ? plain(`  ${words}`) : []),
		],
	);
};

const readLines = (
	state: State,
	mode: FleetMode,
	{readAtMs, question, pulses}: PulseReading,
	width: number,
	height: number,
): readonly Line[] => {
	const {started, restarts, failures} = pulses;
	const {title} = pulseWidths(width);
	const window = windowFor(readAtMs, question.spanMs, question.columns);
	return [
		[{text: ' '.repeat(title)}, {text: timeAxis(window, question.columns), isFaint: true}],
		...chartLines('started', started, 'good', rangeInWords(started, selectTotals(state).machines.started), width, height),
		...chartLines('restarts', restarts, 'busy', sumInWords(restarts, mode), width, height),
		...chartLines('failures', failures, 'bad', sumInWords(failures, mode), width, height),
	];
};

/** How the fleet went, as charts of so many lines each below their times. */
export const pulseLines = (state: State, mode: FleetMode, width: number, height: number): readonly Line[] => {
	const reading = selectPulses(state);
	return reading === undefined
		? [[{text: `Finding out how the last ${pulseZooms[mode.zoom]?.title ?? ''} went ...`, isFaint: true}]]
		: readLines(state, mode, reading, width, height);
};

import {cellSegments} from '../../domain/details/cell-segments.ts';
import type {Line, Segment} from '../../domain/details/line.ts';
import {worstOf} from '../../domain/diagnosis/diagnosis.ts';
import {momentInWords} from '../../domain/history/days.ts';
import type {GoneMachine} from '../../domain/history/gone-machine.ts';
import {type Sign, signs, toneOfSign} from '../../domain/history/timeline-cells.ts';
import {timeAxis, zooms} from '../../domain/history/timeline-window.ts';
import {stateRow} from '../../domain/lifecycle.ts';
import type {Machine} from '../../domain/machine.ts';
import {inWidth, widthOf} from '../../domain/text.ts';
import {severityOf, toneOfTrouble} from '../../domain/trouble.ts';
import {selectDiagnosis} from '../../store/diagnosis.ts';
import type {State} from '../../store/state.ts';
import {
	beforeBar,
	countTimeline,
	idCells,
	isGoneLeftOut,
	selectBars,
	selectSeenGone,
	selectSeenMachines,
	selectTimelineTop,
	selectTimelineWindow,
	type TimelineMode,
	timelineWidths,
} from '../../store/timeline.ts';

const barSegments = (cells: readonly Sign[] | undefined, bar: number): readonly Segment[] =>
	cells === undefined ? [{text: ' '.repeat(bar)}] : cellSegments(cells, toneOfSign);

const machineLine = (state: State, machine: Machine, cells: readonly Sign[] | undefined, width: number): Line => {
	const {name, bar, words} = timelineWidths(width);
	const {marks, cursorId} = state.view;
	const trouble = worstOf(selectDiagnosis(state), machine);
	const tone = trouble === undefined ? undefined : toneOfTrouble(severityOf(trouble));
	return [
		{text: trouble === undefined ? ' ' : '!', tone},
		{text: marks.has(machine.id) ? '*' : ' '},
		{text: `${inWidth(machine.id, idCells)} `, isStrong: machine.id === cursorId},
		...(name === 0 ? [] : [{text: `${inWidth(machine.name, name - 1)} `}]),
		...barSegments(cells, bar),
		...(words === 0 || trouble === undefined ? [] : [{text: `  ${trouble.sentence}`, tone}]),
	];
};

const gone = stateRow('destroyed');

const goneLine = (state: State, {machineId, name, goneAtMs}: GoneMachine, cells: readonly Sign[] | undefined, width: number): Line => {
	const widths = timelineWidths(width);
	return [
		{text: `${gone.glyph} ${inWidth(machineId, idCells)} `, isFaint: true},
		...(widths.name === 0 ? [] : [{text: `${inWidth(name, widths.name - 1)} `, isFaint: true}]),
		...barSegments(cells, widths.bar),
		...(widths.words === 0 ? [] : [{text: `  ${gone.state} ${momentInWords(goneAtMs, state.nowMs)}`, isFaint: true}]),
	];
};

const stateLegend = `(${signs
	.toReversed()
	.flatMap(({sign, meaning, kind}) => (kind === 'usual' ? [`${sign} ${meaning}`] : []))
	.join(' ')})`;

/** How much time is shown, up to when, which of the machines, and how their states are drawn. */
export const timelineTitle = (state: State, mode: TimelineMode): string => {
	const end = mode.endMs === undefined ? 'now' : momentInWords(mode.endMs, state.nowMs);
	const top = selectTimelineTop(state, mode);
	const seen = selectSeenMachines(state, mode).length + selectSeenGone(state, mode).length;
	const position = `${Math.min(seen, 1) && top + 1}-${top + seen}/${countTimeline(state)}`;
	return `timeline ${zooms[mode.zoom]?.title ?? ''} to ${end}  ${position}  ${stateLegend}`;
};

const notableSigns = signs.filter(({kind}) => kind === 'notable');

/** That there are machines which are gone, where they are seen or left out. */
const goneSigns = (state: State, mode: TimelineMode) => {
	const {glyph: sign, state: meaning, tone} = gone;
	if (isGoneLeftOut(state)) {
		return [{sign, meaning: `${meaning}: left out`, tone}];
	}

	return selectSeenGone(state, mode).length === 0 ? [] : [{sign, meaning, tone}];
};

/** What the signs of that mean which happened, in as many whole words as there is room for: first that of the machines that are gone. */
export const tickLegend = (state: State, mode: TimelineMode, width: number): Line => {
	const shown: Segment[] = [];
	let used = 0;
	for (const {sign, meaning, tone} of [...goneSigns(state, mode), ...notableSigns]) {
		const gap = shown.length === 0 ? '' : ' ';
		used += widthOf(`${gap}${sign} ${meaning}`);
		if (used > width) {
			break;
		}

		shown.push({text: `${gap}${sign}`, tone, isStrong: true}, {text: ` ${meaning}`, isFaint: true});
	}

	return shown;
};

/** The times, and below them a bar for each machine that is seen, those that are gone last. */
export const timelineLines = (state: State, mode: TimelineMode, width: number): readonly Line[] => {
	const machines = selectSeenMachines(state, mode);
	const {name, bar} = timelineWidths(width);
	const bars = selectBars(state, mode);
	return [
		[{text: ' '.repeat(beforeBar(name))}, {text: timeAxis(selectTimelineWindow(state, mode), bar), isFaint: true}],
		...machines.map(machine => machineLine(state, machine, bars.get(machine.id), width)),
		...selectSeenGone(state, mode).map(machine => goneLine(state, machine, bars.get(machine.machineId), width)),
	];
};

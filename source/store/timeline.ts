import type {GoneMachine} from '../domain/history/gone-machine.ts';
import {type Bar, redrawnCells, type Sign} from '../domain/history/timeline-cells.ts';
import {type TimeWindow, windowFor, zooms} from '../domain/history/timeline-window.ts';
import type {Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {goneFilter} from '../domain/query/gone-language.ts';
import {memoizeLast} from './memoize.ts';
import {selectRows} from './selectors.ts';
import type {State} from './state.ts';

/** The page with a bar for each machine. */
export type TimelineMode = {
	readonly kind: 'timeline';
	/** The place of what it shows in `zooms`. */
	readonly zoom: number;
	/** When the bars end, in ms; undefined: now, and they go on. */
	readonly endMs: number | undefined;
	/** How many machines have gone by above. */
	readonly top: number;
};

/** The first machines in the last 15 minutes: an incident that somebody was just called for. So the page opens, and so are the bars below table and details. */
export const nearPresent: TimelineMode = {kind: 'timeline', zoom: 1, endMs: undefined, top: 0};

/** The bars of the machines that are seen, the window that they were drawn for, and when it was found out what happened, in ms. */
export type TimelineReading = {
	readonly readAtMs: number;
	readonly window: TimeWindow;
	readonly bars: readonly Bar[];
	/** The machines that are gone and were still there in the window, those that went last first. */
	readonly gone: readonly GoneMachine[];
};

/** What has to be known for the bars. */
export type TimelineQuestion = {
	/** Whose machines that are gone are wanted. */
	readonly apps: readonly string[];
	readonly machineIds: readonly string[];
	readonly spanMs: number;
	readonly columns: number;
	readonly endMs: number | undefined;
};

/** The cells of a line of the page: before the bar marks, id, and, where there is room, name; behind it what is wrong. */
export type TimelineWidths = {readonly name: number; readonly bar: number; readonly words: number};

export const idCells = 14;

/** The cells before the bar: marks, the id, and the name where it has cells. */
export const beforeBar = (name: number): number => idCells + 3 + name;

const narrow = 100;
const wide = 110;

/** How a line of so many cells is shared. */
export const timelineWidths = (columns: number): TimelineWidths => {
	const name = columns < narrow ? 0 : 19;
	const words = columns < wide ? 0 : Math.floor(columns * 0.3);
	return {name, words, bar: Math.max(1, columns - beforeBar(name) - words)};
};

/** The lines of the page that are no bars: the times and the legend. */
const otherLines = 2;

/** How many bars are seen: on the page, else below table and details. */
export const countBars = ({view}: State): number =>
	view.mode.kind === 'timeline' ? Math.max(1, view.pageRows - otherLines) : view.stripBars;

const markedFirst = memoizeLast((rows: readonly Machine[], marks: ReadonlySet<string>): readonly Machine[] =>
	marks.size === 0 ? rows : [...rows.filter(({id}) => marks.has(id)), ...rows.filter(({id}) => !marks.has(id))],
);

/** The machines that have a bar: those of the table in its order, the marked ones before the others. */
export const selectTimelineMachines = (state: State): readonly Machine[] => markedFirst(selectRows(state), state.view.marks);

const noneGone: readonly GoneMachine[] = [];

const goneBeside = memoizeLast((gone: readonly GoneMachine[], rows: readonly Machine[], fleet: Fleet): readonly GoneMachine[] => {
	const ids = new Set(rows.map(({id}) => id));
	return gone.filter(({machineId}) => !ids.has(machineId) && !fleet.has(machineId));
});

const selectAllGone = (state: State): readonly GoneMachine[] =>
	state.timeline === undefined ? noneGone : goneBeside(state.timeline.gone, selectRows(state), state.fleet);

const fitting = memoizeLast((gone: readonly GoneMachine[], filter: string): readonly GoneMachine[] => {
	const fits = goneFilter(filter);
	return fits === undefined ? noneGone : gone.filter(fits);
});

/** The machines below those of the table, which are gone. What was wrong with them nobody remembers, so that trouble alone shows none. */
export const selectGone = (state: State): readonly GoneMachine[] =>
	state.view.isTroubleOnly ? noneGone : fitting(selectAllGone(state), state.view.filter);

/** Whether there are machines that are gone of which nobody can tell whether they belong to what is shown. */
export const isGoneLeftOut = (state: State): boolean => {
	const {isTroubleOnly, filter} = state.view;
	return (isTroubleOnly || goneFilter(filter) === undefined) && selectAllGone(state).length > 0;
};

/** How many bars there are, seen or not. */
export const countTimeline = (state: State): number => selectTimelineMachines(state).length + selectGone(state).length;

/** How many machines have gone by above; never so many that lines stay empty. */
export const selectTimelineTop = (state: State, {top}: TimelineMode): number =>
	Math.max(0, Math.min(top, countTimeline(state) - countBars(state)));

/** The machines whose bars are seen. */
export const selectSeenMachines = (state: State, mode: TimelineMode): readonly Machine[] => {
	const top = selectTimelineTop(state, mode);
	return selectTimelineMachines(state).slice(top, top + countBars(state));
};

/** Those of them that are gone, which come last. */
export const selectSeenGone = (state: State, mode: TimelineMode): readonly GoneMachine[] => {
	const top = selectTimelineTop(state, mode) - selectTimelineMachines(state).length;
	return selectGone(state).slice(Math.max(0, top), Math.max(0, top + countBars(state)));
};

const spanOf = ({zoom}: TimelineMode): number => zooms[zoom]?.spanMs ?? 0;

/** What has to be known at the moment; undefined where no bars are seen. */
export const selectTimelineQuestion = (state: State): TimelineQuestion | undefined => {
	const {mode: shown, pageColumns} = state.view;
	const mode = shown.kind === 'timeline' ? shown : nearPresent;
	return countBars(state) > 0
		? {
				apps: [...state.feeds.keys()],
				machineIds: [...selectSeenMachines(state, mode).map(({id}) => id), ...selectSeenGone(state, mode).map(({machineId}) => machineId)],
				spanMs: spanOf(mode),
				columns: timelineWidths(pageColumns).bar,
				endMs: mode.endMs,
			}
		: undefined;
};

/** The time that the bars show. Now is when it was last found out what happened, so that nothing moves between two answers. */
export const selectTimelineWindow = ({timeline, nowMs, view}: State, mode: TimelineMode): TimeWindow =>
	windowFor(mode.endMs ?? timeline?.readAtMs ?? nowMs, spanOf(mode), timelineWidths(view.pageColumns).bar);

type Bars = ReadonlyMap<string, readonly Sign[]>;

const noBars: Bars = new Map();

const barsOf = memoizeLast(({bars, window: drawn}: TimelineReading, fromMs: number, toMs: number, columns: number): Bars => {
	const isSame = ({cells}: Bar): boolean => cells.length === columns && drawn.fromMs === fromMs && drawn.toMs === toMs;
	return new Map(bars.map(bar => [bar.machineId, isSame(bar) ? bar.cells : redrawnCells(bar.cells, drawn, {fromMs, toMs}, columns)]));
});

/** The bars that can be drawn, by machine id: out of the last answer, until there is a newer one. */
export const selectBars = (state: State, mode: TimelineMode): Bars => {
	const {fromMs, toMs} = selectTimelineWindow(state, mode);
	return state.timeline === undefined ? noBars : barsOf(state.timeline, fromMs, toMs, timelineWidths(state.view.pageColumns).bar);
};

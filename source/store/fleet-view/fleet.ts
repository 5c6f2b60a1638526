import type {Diagnosis} from '../../domain/diagnosis/diagnosis.ts';
import {type Grid, type GridRow, gridOf} from '../../domain/fleet-view/grid.ts';
import {type GridColumn, gridColumns} from '../../domain/fleet-view/grid-columns.ts';
import {type FleetHeights, fleetHeights, pulseWidths} from '../../domain/fleet-view/page.ts';
import type {Pulses} from '../../domain/fleet-view/pulses.ts';
import {type Totals, totalsOf} from '../../domain/fleet-view/totals.ts';
import {zooms} from '../../domain/history/timeline-window.ts';
import type {Fleet} from '../../domain/merge-fleet.ts';
import {selectDiagnosis} from '../diagnosis.ts';
import {memoizeLast} from '../memoize.ts';
import type {State} from '../state.ts';
import type {View} from '../view.ts';

/** The page about the whole fleet. */
export type FleetMode = {
	readonly kind: 'fleet';
	/** The place of what the pulses show in `pulseZooms`. */
	readonly zoom: number;
	/** The region of the cell under the cursor; undefined: all of them. */
	readonly region: string | undefined;
	/** The id of the column of that cell. */
	readonly column: string;
};

/** How much time the pulses can show, the shortest first. */
export const pulseZooms = zooms.filter(({title}) => ['1 h', '6 h', '24 h'].includes(title));

/** The page as it opens: the whole fleet, and its last hour. */
export const wholeFleet: FleetMode = {kind: 'fleet', zoom: 0, region: undefined, column: 'all'};

/** How the table was opened from a page, and what was there before: the way back. */
export type WayBack = {
	readonly mode: FleetMode;
	readonly before: Pick<View, 'filter' | 'isTroubleOnly'>;
	readonly opened: Pick<View, 'filter' | 'isTroubleOnly'>;
};

const gridFrom = memoizeLast((fleet: Fleet, diagnosis: Diagnosis): Grid => gridOf([...fleet.values()], diagnosis));

/** Every machine by region and state, whatever the filter says. */
export const selectGrid = (state: State): Grid => gridFrom(state.fleet, selectDiagnosis(state));

const totalsFrom = memoizeLast((fleet: Fleet): Totals => totalsOf([...fleet.values()]));

export const selectTotals = ({fleet}: State): Totals => totalsFrom(fleet);

export const selectGridColumns = (state: State): readonly GridColumn[] => gridColumns(selectGrid(state), state.view.pageColumns);

/** The rows that a cursor can be on: all regions together, then each. */
export const selectGridRows = (state: State): readonly GridRow[] => {
	const {all, regions} = selectGrid(state);
	return [all, ...regions];
};

/** The cell under the cursor. Where its region or its state is no more, the first one. */
export const selectCell = (state: State, mode: FleetMode): {readonly row: number; readonly column: number} => ({
	row: Math.max(
		0,
		selectGridRows(state).findIndex(({region}) => region === mode.region),
	),
	column: Math.max(
		0,
		selectGridColumns(state).findIndex(({id}) => id === mode.column),
	),
});

/** How the lines of the page are shared. */
export const selectFleetHeights = (state: State, totalsLines: number): FleetHeights =>
	fleetHeights(state.view.pageRows, selectGridRows(state).length, totalsLines);

/** What has to be known for the pulses. */
export type PulseQuestion = {readonly apps: readonly string[]; readonly spanMs: number; readonly columns: number};

/** Pulses, what was asked for them, and when it was found out, in ms. */
export type PulseReading = {
	readonly readAtMs: number;
	readonly question: PulseQuestion;
	readonly pulses: Pulses;
	/** Whether they are out of the journal; else out of the few events that the API remembers. */
	readonly isKept: boolean;
};

/** Whether every app has answered: before that, a machine that is not known yet would pass for one that is gone. */
const isComplete = ({appsKnown, feeds}: State): boolean =>
	appsKnown && [...feeds.values()].every(({answeredAtMs, failure}) => answeredAtMs !== undefined || failure !== undefined);

const appsOf = memoizeLast((feeds: State['feeds']): readonly string[] => [...feeds.keys()]);

/** What has to be known at the moment; undefined where no pulses are seen. */
export const selectPulseQuestion = (state: State): PulseQuestion | undefined => {
	const {mode, pageColumns} = state.view;
	return mode.kind === 'fleet' && isComplete(state)
		? {apps: appsOf(state.feeds), spanMs: pulseZooms[mode.zoom]?.spanMs ?? 0, columns: pulseWidths(pageColumns).bar}
		: undefined;
};

/** The pulses that can be drawn: those that were found out for what is shown now. */
export const selectPulses = (state: State): PulseReading | undefined => {
	const asked = selectPulseQuestion(state);
	const known = state.pulses;
	return known !== undefined && asked !== undefined && known.question.spanMs === asked.spanMs && known.question.columns === asked.columns
		? known
		: undefined;
};

import {isKnownState, stateRow} from '../lifecycle.ts';
import {writeTerm} from '../query/write.ts';
import {inWidth, widthOf} from '../text.ts';
import type {Grid, GridRow} from './grid.ts';

/** A column of the grid: all machines of a region, those in some states, or those in trouble. */
export type GridColumn = {
	readonly id: string;
	readonly title: string;
	readonly width: number;
	/** Undefined: whatever their state is. */
	readonly states: readonly string[] | undefined;
	readonly isTrouble: boolean;
};

/** The cells between two columns; in the last one stands the mark of the cursor. */
export const columnGap = 2;
/** The mark of trouble before a region, and a space. */
const gutter = 2;
const widestRegion = 12;

const allColumn: GridColumn = {id: 'all', title: 'all', width: 5, states: undefined, isTrouble: false};
const troubleColumn: GridColumn = {id: 'trouble', title: 'trouble (worst)', width: 15, states: undefined, isTrouble: true};
const otherColumn = (states: readonly string[]): GridColumn => ({id: 'other', title: 'other', width: 5, states, isTrouble: false});

/** Below this width trouble is only marked. */
const widthForTrouble = 60;

const stateColumn = (state: string): GridColumn => {
	const {glyph} = stateRow(state);
	const title = inWidth(`${glyph} ${state}`, Math.min(16, widthOf(state) + 2));
	return {id: `state ${state}`, title, width: widthOf(title), states: [state], isTrouble: false};
};

const widthOfAll = (columns: readonly GridColumn[]): number => columns.reduce((sum, {width}) => sum + width + columnGap, 0);

export const regionInWords = ({region}: GridRow): string => (region === undefined ? 'ALL' : region === '' ? '(none)' : region);

/** The cells of the names of the regions, with the mark before them. */
export const regionWidth = ({regions}: Grid): number =>
	gutter + Math.min(widestRegion, Math.max('REGION'.length, ...regions.map(row => widthOf(regionInWords(row)))));

/** The columns that fit into a width. Where not all states do, those in which the fewest machines are share a column. */
export const gridColumns = (grid: Grid, width: number): readonly GridColumn[] => {
	const trouble = width < widthForTrouble ? [] : [troubleColumn];
	const room = width - regionWidth(grid) - widthOfAll([allColumn, ...trouble]);
	const whole = grid.states.map(stateColumn);
	if (widthOfAll(whole) <= room) {
		return [allColumn, ...whole, ...trouble];
	}

	const countOf = (state: string): number => grid.all.byState.get(state) ?? 0;
	const shown = new Set<string>();
	let left = room - widthOfAll([otherColumn([])]);
	for (const state of grid.states.toSorted((one, other) => countOf(other) - countOf(one))) {
		left -= widthOfAll([stateColumn(state)]);
		if (left < 0) {
			break;
		}

		shown.add(state);
	}

	return [
		allColumn,
		...grid.states.filter(state => shown.has(state)).map(stateColumn),
		otherColumn(grid.states.filter(state => !shown.has(state))),
		...trouble,
	];
};

/** How many machines a cell stands for. */
export const countIn = ({count, byState, trouble}: GridRow, {states, isTrouble}: GridColumn): number => {
	if (isTrouble) {
		return trouble?.count ?? 0;
	}

	return states === undefined ? count : states.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0);
};

const keyTerm = (key: string, texts: readonly string[]): string =>
	// No quotation mark can be written in a term: any letter takes its place.
	writeTerm({kind: 'key', isNegated: false, key, values: texts.map(text => ({operator: '', text: text.replaceAll('"', '*')}))});

/** The query language takes the states that it knows alone; another one passes as what begins so. */
const stateValue = (state: string): string => (isKnownState(state) ? state : `${state}*`);

/** The filter that leaves the machines of a cell. Trouble is no part of it: it has a switch of its own. */
export const cellFilter = ({region}: GridRow, {states}: GridColumn): string =>
	[
		...(region === undefined ? [] : [keyTerm('region', [region === '' ? 'none' : region])]),
		...(states === undefined ? [] : [keyTerm('state', states.map(stateValue))]),
	].join(' ');

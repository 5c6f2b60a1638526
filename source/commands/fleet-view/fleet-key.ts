import {cellFilter} from '../../domain/fleet-view/grid-columns.ts';
import {
	type FleetMode,
	pulseZooms,
	selectCell,
	selectGridColumns,
	selectGridRows,
	type WayBack,
	wholeFleet,
} from '../../store/fleet-view/fleet.ts';
import type {State} from '../../store/state.ts';
import type {View} from '../../store/view.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {changeView, enterMode, leaveMode, nothing} from '../outcomes.ts';

type Move = (state: State, mode: FleetMode) => Outcome;

/** Opens the page about the whole fleet. */
export const openFleet = (): Outcome => enterMode(wholeFleet);

const within = <Item>(items: readonly Item[], index: number): Item | undefined => items[Math.max(0, Math.min(index, items.length - 1))];

const moveBy =
	(rows: number, columns: number): Move =>
	(state, mode) => {
		const {row, column} = selectCell(state, mode);
		return enterMode({
			...mode,
			region: within(selectGridRows(state), row + rows)?.region,
			column: within(selectGridColumns(state), column + columns)?.id ?? mode.column,
		});
	};

const zoomBy =
	(by: number): Move =>
	(_state, mode) =>
		enterMode({...mode, zoom: Math.max(0, Math.min(mode.zoom + by, pulseZooms.length - 1))});

/** The table with the machines of the cell under the cursor alone, and the way back from there. */
const openCell: Move = (state, mode) => {
	const cell = selectCell(state, mode);
	const row = selectGridRows(state)[cell.row];
	const column = selectGridColumns(state)[cell.column];
	if (row === undefined || column === undefined) {
		return nothing;
	}

	const {filter, isTroubleOnly} = state.view;
	const opened = {filter: cellFilter(row, column), isTroubleOnly: column.isTrouble};
	const wayBack: WayBack = {mode, before: {filter, isTroubleOnly}, opened};
	return changeView({mode: {kind: 'browse'}, focus: 'table', ...opened, wayBack});
};

/** Back to the page that the table was opened from, with the filter from before; undefined once the person made something else of the table. */
export const backToPage = ({wayBack, filter, isTroubleOnly}: View): Outcome | undefined =>
	wayBack === undefined || wayBack.opened.filter !== filter || wayBack.opened.isTroubleOnly !== isTroubleOnly
		? undefined
		: changeView({mode: wayBack.mode, ...wayBack.before, wayBack: undefined});

const close: Move = () => leaveMode;
const left = moveBy(0, -1);
const right = moveBy(0, 1);

const pageKeys: Readonly<Record<string, Move>> = {
	left,
	h: left,
	right,
	l: right,
	'+': zoomBy(-1),
	z: zoomBy(-1),
	'-': zoomBy(1),
	Z: zoomBy(1),
	enter: openCell,
	q: close,
	esc: close,
	F: close,
};

const sideways: ReadonlySet<string> = new Set(['left', 'right', 'h', 'l']);

/** Whether a key moves over the cells, and changes nothing else. */
export const movesOnFleet = ({name}: Chord): boolean => sideways.has(name) || stepOf(name, 1) !== undefined;

const page = 5;

/** The page about the fleet: from cell to cell, closer and further away in time, and from a cell to its machines. */
export const fleetKey = (state: State, mode: FleetMode, {name}: Chord): Outcome => {
	const step = stepOf(name, page);
	const move = pageKeys[name] ?? (step === undefined ? undefined : moveBy(step, 0));
	return move === undefined ? nothing : move(state, mode);
};

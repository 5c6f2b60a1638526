import type {RowContext} from '../../domain/cells.ts';
import type {ColumnId} from '../../domain/columns.ts';
import type {Line} from '../../domain/details/line.ts';
import {type Diagnosis, worstOf} from '../../domain/diagnosis/diagnosis.ts';
import type {Machine} from '../../domain/machine.ts';
import {hasOldData} from '../../store/connection.ts';
import {selectContentWidths} from '../../store/content-widths.ts';
import {selectDiagnosis} from '../../store/diagnosis.ts';
import {isGroupHead, selectGroups, selectLines, type TableLine} from '../../store/fleet-view/lines.ts';
import {memoizeLast} from '../../store/memoize.ts';
import {selectLease, selectLeaseCount} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {createRestSelector} from '../../store/table/left-behind.ts';
import {selectChangedColumns} from '../../store/table/row-changes.ts';
import {groupLine, groupText, nameWidth} from '../fleet-view/group-text.ts';
import {type PlacedColumn, placeColumns} from './column-layout.ts';
import {headText, rowLine, rowText} from './row-text.ts';

/** A line of the table, with the id of what it shows. */
export type TableRow = {readonly id: string; readonly line: Line};

const placedFor = memoizeLast(
	(
		width: number,
		widths: ReadonlyMap<ColumnId, number>,
		hasManyApps: boolean,
		hasLeases: boolean,
		sortKey: State['view']['sort']['key'],
	): readonly PlacedColumn[] => placeColumns(width, {widths, hasManyApps, hasLeases, sortKey}),
);

const selectPlaced = (state: State, width: number): readonly PlacedColumn[] =>
	placedFor(width, selectContentWidths(state), state.feeds.size > 1, selectLeaseCount(state) > 0, state.view.sort.key);

const machineLine = (state: State, machine: Machine, isCursor: boolean, placed: readonly PlacedColumn[], diagnosis: Diagnosis): Line => {
	const {id, app} = machine;
	const {view, fleet, pending, ownLeases, nowMs} = state;
	const lease = selectLease(state, machine);
	const context: RowContext = {
		machine,
		pending: pending.get(id),
		lease,
		isOwnLease: lease !== undefined && lease === ownLeases.get(id),
		trouble: worstOf(diagnosis, machine),
		nowMs,
	};
	const text = rowText(placed, context, {isCursor, isMarked: view.marks.has(id), changed: selectChangedColumns(state, id)});
	return rowLine(text, {isCursor, isOld: hasOldData(state, app) || !fleet.has(id)});
};

const headId = '\nhead';

/** What writes the rows of a state, wherever its cursor is: a row without the cursor is written once. */
const rowWriter = memoizeLast((atRest: State, width: number) => {
	const {view} = atRest;
	const placed = selectPlaced(atRest, width);
	const diagnosis = selectDiagnosis(atRest);
	const nameCells = nameWidth(selectGroups(atRest), width);
	const lineOf = (shown: TableLine, isCursor: boolean): Line => {
		if (!isGroupHead(shown)) {
			return machineLine(atRest, shown, isCursor, placed, diagnosis);
		}

		const isFolded = view.foldedGroups.has(shown.id);
		return groupLine(groupText(shown, {isCursor, isFolded, marks: view.marks, width, nameCells}), isCursor);
	};
	const written = new Map<TableLine, TableRow>();
	return {
		head: {id: headId, line: [{text: headText(placed, view.sort), isStrong: true}]} satisfies TableRow,
		rowOf(shown: TableLine, isCursor: boolean): TableRow {
			const before = isCursor ? undefined : written.get(shown);
			if (before !== undefined) {
				return before;
			}

			const row: TableRow = {id: shown.id, line: lineOf(shown, isCursor)};
			if (!isCursor) {
				written.set(shown, row);
			}

			return row;
		},
	};
});

/** Which rows there are and how they look changes with this state alone, not with where the cursor moves: so they need not be written again then. */
const selectAtRest = createRestSelector();

/** The machine table from its head on: the rows that are visible, at most so many, each of them at most so wide. */
export const tableRows = (state: State, width: number, rows: number): readonly TableRow[] => {
	const {cursorId, top} = state.view;
	const {head, rowOf} = rowWriter(selectAtRest(state), width);
	const shown = selectLines(state).slice(top, top + rows);
	return [head, ...shown.map(line => rowOf(line, line.id === cursorId))];
};

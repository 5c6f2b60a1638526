import type {RowContext} from '../../domain/cells.ts';
import type {ColumnId} from '../../domain/columns.ts';
import type {Line} from '../../domain/details/line.ts';
import {type Diagnosis, worstOf} from '../../domain/diagnosis/diagnosis.ts';
import type {Machine} from '../../domain/machine.ts';
import {hasOldData} from '../../store/connection.ts';
import {selectContentWidths} from '../../store/content-widths.ts';
import {selectDiagnosis} from '../../store/diagnosis.ts';
import {isGroupHead, selectGroups, selectLines} from '../../store/fleet-view/lines.ts';
import {memoizeEach, memoizeLast} from '../../store/memoize.ts';
import {selectLease, selectLeaseCount} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
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

/** A machine's row, written again only when something of it is another: most rows of a frame are those of the one before. */
const machineLine = memoizeEach(
	(
		machine: Machine,
		placed: readonly PlacedColumn[],
		pending: RowContext['pending'],
		lease: RowContext['lease'],
		isOwnLease: boolean,
		trouble: RowContext['trouble'],
		nowMs: number,
		changed: ReadonlySet<ColumnId>,
		isCursor: boolean,
		isMarked: boolean,
		isOld: boolean,
	): Line =>
		rowLine(rowText(placed, {machine, pending, lease, isOwnLease, trouble, nowMs}, {isCursor, isMarked, changed}), {isCursor, isOld}),
);

const lineOf = (state: State, machine: Machine, placed: readonly PlacedColumn[], diagnosis: Diagnosis): Line => {
	const {id, app} = machine;
	const {view, fleet, pending, ownLeases, nowMs} = state;
	const lease = selectLease(state, machine);
	return machineLine(
		machine,
		placed,
		pending.get(id),
		lease,
		lease !== undefined && lease === ownLeases.get(id),
		worstOf(diagnosis, machine),
		nowMs,
		selectChangedColumns(state, id),
		id === view.cursorId,
		view.marks.has(id),
		hasOldData(state, app) || !fleet.has(id),
	);
};

const headId = '\nhead';

/** The machine table from its head on: the rows that are visible, at most so many, each of them at most so wide. */
export const tableRows = (state: State, width: number, rows: number): readonly TableRow[] => {
	const {view} = state;
	const placed = selectPlaced(state, width);
	const diagnosis = selectDiagnosis(state);
	const nameCells = nameWidth(selectGroups(state), width);
	const shown = selectLines(state).slice(view.top, view.top + rows);
	return [
		{id: headId, line: [{text: headText(placed, view.sort), isStrong: true}]},
		...shown.map((line): TableRow => {
			const {id} = line;
			if (!isGroupHead(line)) {
				return {id, line: lineOf(state, line, placed, diagnosis)};
			}

			const isCursor = id === view.cursorId;
			const text = groupText(line, {isCursor, isFolded: view.foldedGroups.has(id), marks: view.marks, width, nameCells});
			return {id, line: groupLine(text, isCursor)};
		}),
	];
};

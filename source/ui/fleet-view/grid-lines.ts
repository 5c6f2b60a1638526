import type {Line, Segment} from '../../domain/details/line.ts';
import type {GridRow} from '../../domain/fleet-view/grid.ts';
import {columnGap, countIn, type GridColumn, regionInWords, regionWidth} from '../../domain/fleet-view/grid-columns.ts';
import {toneOfCount} from '../../domain/fleet-view/trouble-count.ts';
import type {Tone} from '../../domain/lifecycle.ts';
import {stateRow} from '../../domain/lifecycle.ts';
import {inWidth} from '../../domain/text.ts';
import {type FleetMode, selectCell, selectGrid, selectGridColumns, selectGridRows} from '../../store/fleet-view/fleet.ts';
import type {State} from '../../store/state.ts';

const toneOfCell = (row: GridRow, {states, isTrouble}: GridColumn): Tone | undefined => {
	const [state] = states ?? [];
	return isTrouble ? toneOfCount(row.trouble) : state === undefined ? undefined : stateRow(state).tone;
};

const textOfCell = (row: GridRow, column: GridColumn, count: number): string =>
	column.isTrouble && row.trouble !== undefined ? `${count} (${row.trouble.worst.kind})` : `${count}`;

/** A count; what is none is a dot, so that what is some is found at once. */
const cellSegment = (row: GridRow, column: GridColumn, isCursor: boolean): Segment => {
	const count = countIn(row, column);
	const text = inWidth(`${isCursor ? '>' : ''}${count === 0 ? '·' : textOfCell(row, column, count)}`, column.width + columnGap, 'right');
	return count === 0 ? {text, isFaint: !isCursor, isStrong: isCursor} : {text, tone: toneOfCell(row, column), isStrong: isCursor};
};

const headLine = (columns: readonly GridColumn[], names: number): Line => [
	{text: inWidth('  REGION', names), isStrong: true},
	...columns.map(({title, width}): Segment => ({text: inWidth(title, width + columnGap, 'right'), isStrong: true})),
];

/** The first row that is seen: the one under the cursor is in the middle, as far as there are rows. */
export const gridTop = (row: number, shown: number, total: number): number =>
	Math.max(0, Math.min(row - Math.floor(shown / 2), total - shown));

/** The grid of regions and states, with as many rows around the cursor as there is room for. */
export const gridLines = (state: State, mode: FleetMode, shown: number): readonly Line[] => {
	const names = regionWidth(selectGrid(state));
	const columns = selectGridColumns(state);
	const rows = selectGridRows(state);
	const cursor = selectCell(state, mode);
	const top = gridTop(cursor.row, shown, rows.length);
	return [
		headLine(columns, names),
		...rows.slice(top, top + shown).map((row, index): Line => {
			const isHere = top + index === cursor.row;
			const tone = toneOfCount(row.trouble);
			return [
				{text: row.trouble === undefined ? '  ' : '! ', tone},
				{text: inWidth(regionInWords(row), names - 2), tone, isStrong: isHere || row.region === undefined},
				...columns.map((column, place) => cellSegment(row, column, isHere && place === cursor.column)),
			];
		}),
	];
};

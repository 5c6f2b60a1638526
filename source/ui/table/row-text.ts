import type {RowContext} from '../../domain/cells.ts';
import {type Column, shortTitleOf} from '../../domain/columns.ts';
import type {Tone} from '../../domain/lifecycle.ts';
import type {Sort} from '../../domain/sort.ts';
import {statusOf} from '../../domain/status.ts';
import {inWidth} from '../../domain/text.ts';
import {severityOf, toneOfTrouble} from '../../domain/trouble.ts';
import type {PlacedColumn} from './column-layout.ts';

/** A row as text, exactly as wide as its columns: the cell of the state apart, since it has a tone of its own. */
export type RowText = {
	readonly gutter: string;
	readonly before: string;
	readonly state: string;
	readonly after: string;
	readonly tone: Tone;
	/** The tone of what is wrong with it; undefined where nothing is. */
	readonly troubleTone: Tone | undefined;
};

const joined = (cells: readonly string[]): string => cells.join(' ');

/** Writes one machine's row. */
export const rowText = (
	placed: readonly PlacedColumn[],
	context: RowContext,
	{isCursor, isMarked}: {readonly isCursor: boolean; readonly isMarked: boolean},
): RowText => {
	const stateIndex = placed.findIndex(({column}) => column.id === 'state');
	const cells = placed.map(({column, width}) => inWidth(column.text(context), width, column.align));
	const {machine, pending, trouble} = context;
	const shownTrouble = pending === undefined ? trouble : undefined;
	return {
		gutter: `${isCursor ? '>' : ' '}${shownTrouble === undefined ? ' ' : '!'}${isMarked ? '*' : ' '}`,
		before: joined(cells.slice(0, stateIndex)),
		state: cells[stateIndex] ?? '',
		after: joined(cells.slice(stateIndex + 1)),
		tone: statusOf(machine, pending, trouble).tone,
		troubleTone: shownTrouble === undefined ? undefined : toneOfTrouble(severityOf(shownTrouble)),
	};
};

/** A title that fits: all of it, else its first word. */
const titleOf = (column: Column, width: number): string => (column.title.length <= width ? column.title : shortTitleOf(column));

/** The head of the table, with an arrow at the column that it is sorted by. */
export const headText = (placed: readonly PlacedColumn[], sort: Sort): string => {
	const titles = placed.map(({column, width}) => {
		const arrow = column.id === sort.key ? (sort.isDescending ? 'v' : '^') : '';
		return inWidth(`${titleOf(column, width - arrow.length)}${arrow}`, width, column.align);
	});
	return `   ${joined(titles)}`;
};

import type {RowContext} from '../../domain/cells.ts';
import {type Column, type ColumnId, shortTitleOf} from '../../domain/columns.ts';
import type {Line, Segment} from '../../domain/details/line.ts';
import type {Tone} from '../../domain/lifecycle.ts';
import type {Sort} from '../../domain/sort.ts';
import {statusOf} from '../../domain/status.ts';
import {inWidth, widthOf} from '../../domain/text.ts';
import {severityOf, toneOfTrouble} from '../../domain/trouble.ts';
import type {PlacedColumn} from './column-layout.ts';

/** Text that changed a moment ago, or text beside it. */
export type Piece = {readonly text: string; readonly isChanged: boolean};

/** A part of a row: in pieces where something of it changed a moment ago. */
export type Stretch = string | readonly Piece[];

/** A row as text, exactly as wide as its columns: the cell of the state apart, since it has a tone of its own. */
export type RowText = {
	readonly gutter: string;
	readonly before: Stretch;
	readonly state: Stretch;
	readonly after: Stretch;
	readonly tone: Tone;
	/** The tone of what is wrong with it; undefined where nothing is. */
	readonly troubleTone: Tone | undefined;
};

/** What a row is shown as, besides what is known of its machine. */
type Marking = {
	readonly isCursor: boolean;
	readonly isMarked: boolean;
	/** The columns that changed a moment ago. */
	readonly changed: ReadonlySet<ColumnId>;
};

/** Stands behind what changed, where the cell has room for it: for terminals that show no styles. */
const changedSign = ' ~';

/** A cell that changed: its text is marked, what fills it up is not. */
const changedCell = (text: string, width: number): readonly Piece[] => {
	const body = text.trimEnd();
	const sign = widthOf(body) + changedSign.length <= width ? changedSign : '';
	return [
		{text: body, isChanged: body !== ''},
		{text: inWidth(sign, width - widthOf(body)), isChanged: false},
	];
};

/** Cells with a space between each two. */
const joined = (cells: readonly Stretch[]): Stretch => {
	const texts = cells.filter(cell => typeof cell === 'string');
	if (texts.length === cells.length) {
		return texts.join(' ');
	}

	const space: Piece = {text: ' ', isChanged: false};
	const pieces = cells.map(cell => (typeof cell === 'string' ? [{text: cell, isChanged: false}] : cell));
	return pieces.flatMap((cell, index) => (index === 0 ? cell : [space, ...cell]));
};

/** Writes one machine's row. */
export const rowText = (placed: readonly PlacedColumn[], context: RowContext, {isCursor, isMarked, changed}: Marking): RowText => {
	const stateIndex = placed.findIndex(({column}) => column.id === 'state');
	const cells = placed.map(({column, width}): Stretch => {
		const text = inWidth(column.text(context), width, column.align);
		return changed.has(column.id) ? changedCell(text, width) : text;
	});
	const {machine, pending, trouble} = context;
	const shownTrouble = pending === undefined ? trouble : undefined;
	return {
		gutter: `${isCursor ? '>' : ' '}${shownTrouble === undefined ? ' ' : '!'}${isMarked ? '*' : ' '}`,
		before: joined(cells.slice(0, stateIndex)),
		state: joined(cells.slice(stateIndex, stateIndex + 1)),
		after: joined(cells.slice(stateIndex + 1)),
		tone: statusOf(machine, pending, trouble).tone,
		troubleTone: shownTrouble === undefined ? undefined : toneOfTrouble(severityOf(shownTrouble)),
	};
};

/** What changed is told by style, not by colour. */
const partsOf = (stretch: Stretch, looks: Omit<Segment, 'text'>): Line =>
	typeof stretch === 'string'
		? [{...looks, text: stretch}]
		: stretch.map(({text, isChanged}) => ({...looks, text, ...(isChanged ? {isStrong: true, isUnderlined: true} : {})}));

/** How a row looks: `isOld` where its data is older than it should be, or all that is left of it. */
export type RowLooks = {readonly isCursor: boolean; readonly isOld: boolean};

/** A row as a line, faint while its data is old. */
export const rowLine = ({gutter, before, state, after, tone, troubleTone}: RowText, {isCursor, isOld}: RowLooks): Line => {
	const age = isOld ? {isFaint: true} : {};
	const space: Segment = {...age, text: ' '};
	return [
		{...age, text: gutter, tone: troubleTone},
		...partsOf(before, {...age, ...(isCursor ? {isStrong: true, isInverse: true} : {})}),
		space,
		...partsOf(state, {...age, tone}),
		space,
		...partsOf(after, {...age, tone: troubleTone}),
	];
};

/** A title that fits: all of it, else its first word. */
const titleOf = (column: Column, width: number): string => (column.title.length <= width ? column.title : shortTitleOf(column));

/** The head of the table, with an arrow at the column that it is sorted by. */
export const headText = (placed: readonly PlacedColumn[], sort: Sort): string => {
	const titles = placed.map(({column, width}) => {
		const arrow = column.id === sort.key ? (sort.isDescending ? 'v' : '^') : '';
		return inWidth(`${titleOf(column, width - arrow.length)}${arrow}`, width, column.align);
	});
	return `   ${titles.join(' ')}`;
};

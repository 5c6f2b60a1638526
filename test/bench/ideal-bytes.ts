/*
The fewest bytes that make of one screen another, as far as a terminal's usual sequences go: only cells that differ are written, the cursor and the
styles take the shortest way, blank rests are erased, and lines that moved are moved. It knows nothing of flydeck's own painter, which it judges.
*/
import type {Cell, Cells, Picture} from './cells.ts';

type Place = {line: number; column: number; style: string};

const blank: Cell = {text: ' ', style: ''};

const isSame = (left: Cell | undefined, right: Cell | undefined): boolean => left?.text === right?.text && left?.style === right?.style;

const bytesOf = (text: string): number => Buffer.byteLength(text);

const offCode = (code: string): string => {
	if (code === '1' || code === '2') {
		return '22';
	}

	return /^\d$/.test(code) ? `2${code}` : /^(?:4|10)/.test(code) ? '49' : '39';
};

/** The bytes of the change from one style to another. */
const styleBytes = (before: string, after: string): number => {
	if (before === after) {
		return 0;
	}

	const [had, has] = [before, after].map(style => style.split(' ').filter(code => code !== ''));
	if (had === undefined || has === undefined) {
		return 0;
	}

	const off = new Set<string>(had.filter(code => !has.includes(code)).map(offCode));
	const lost = has.filter(code => !had.includes(code) || off.has(offCode(code)));
	const replaced = new Set<string>(
		has
			.filter(code => !had.includes(code))
			.map(offCode)
			.filter(code => code === '39' || code === '49'),
	);
	const steps = [...[...off].filter(code => !replaced.has(code)), ...lost].join(';');
	return 3 + Math.min(bytesOf(steps), has.length === 0 ? 0 : bytesOf(`;${has.join(';')}`));
};

const stepBytes = (distance: number): number => (distance < 2 ? 3 * distance : 3 + `${distance}`.length);

/** The bytes of the cursor's way: to a place, to the next line, by a distance or to a column on the line, or over cells that are there already. */
const wayBytes = (at: Place, line: number, column: number, row: readonly Cell[]): number => {
	const [down, right] = [`${line + 1}`.length, `${column + 1}`.length];
	const absolute = column === 0 ? (line === 0 ? 3 : 3 + down) : 4 + down + right;
	if (at.line !== line) {
		return line === at.line + 1 && at.column >= 0 ? Math.min(absolute, 2 + stepBytes(column)) : absolute;
	}

	const onLine = Math.min(absolute, column === 0 ? 1 : 3 + right);
	const distance = column - at.column;
	if (distance <= 0) {
		return distance === 0 ? 0 : Math.min(onLine, stepBytes(-distance));
	}

	const between = row.slice(at.column, column);
	const over = between.every(({style}) => style === at.style) ? between.reduce((sum, {text}) => sum + bytesOf(text), 0) : onLine;
	return Math.min(onLine, over, stepBytes(distance));
};

const lineBytes = (at: Place, line: number, before: readonly Cell[], after: readonly Cell[]): number => {
	let bytes = 0;
	const restFrom = after.findLastIndex(cell => !isSame(cell, blank)) + 1;
	const goTo = (column: number): void => {
		bytes += wayBytes(at, line, column, after);
		Object.assign(at, {line, column});
	};
	const wear = (style: string): void => {
		bytes += styleBytes(at.style, style);
		at.style = style;
	};
	for (const [column, cell] of after.slice(0, restFrom).entries()) {
		if (!isSame(cell, before[column]) && cell.text !== '') {
			goTo(column);
			wear(cell.style);
			bytes += bytesOf(cell.text);
			at.column += after[column + 1]?.text === '' ? 2 : 1;
		}
	}

	const unlike = before.slice(restFrom).filter(cell => !isSame(cell, blank)).length;
	if (unlike > 0) {
		goTo(restFrom);
		wear('');
		bytes += Math.min(3, unlike);
	}

	return bytes;
};

const withoutMoves = (before: Picture, after: Cells): number => {
	const at: Place = {line: before.line, column: before.column, style: ''};
	const bytes = after.reduce((sum, row, line) => sum + lineBytes(at, line, before.cells[line] ?? [], row), 0);
	return bytes + styleBytes(at.style, '');
};

const unlikeCells = (before: readonly Cell[] = [], after: readonly Cell[] = []): number =>
	after.filter((cell, column) => !isSame(cell, before[column])).length;

/** The screen after the lines that gain from it have moved up by so many, and the bytes of that. */
const moved = (before: Cells, after: Cells, up: number): {readonly picture: Picture; readonly bytes: number} | undefined => {
	const gains = after.map((row, line) => unlikeCells(before[line], row) - unlikeCells(before[line + up], row));
	const [first, last] = [gains.findIndex(gain => gain > 0), gains.findLastIndex(gain => gain > 0)];
	const [top, bottom] = up > 0 ? [first, last + up] : [first + up, last];
	if (first < 0 || top < 0 || bottom >= before.length) {
		return undefined;
	}

	const empty = Array.from({length: before[0]?.length ?? 0}, () => blank);
	const cells = before.map((row, line) => {
		const from = line + up;
		return line < top || line > bottom ? row : from < top || from > bottom ? empty : (before[from] ?? empty);
	});
	const bytes = bytesOf(`\u001B[${top + 1};${bottom + 1}r\u001B[${Math.abs(up) === 1 ? '' : Math.abs(up)}S\u001B[r`);
	return {picture: {cells, line: 0, column: 0}, bytes};
};

const distances = [1, -1, 2, -2, 3, -3, 4, -4];

/** The fewest bytes that make of one screen another. */
export const idealBytes = (before: Picture, after: Picture): number => {
	const ways = distances.flatMap(up => {
		const start = moved(before.cells, after.cells, up);
		return start === undefined ? [] : [start.bytes + withoutMoves(start.picture, after.cells)];
	});
	return Math.min(withoutMoves(before, after.cells), ...ways);
};

import type {Terminal} from '@xterm/headless';

/** A cell as a terminal shows it: what stands in it, and the codes (SGR) that make it look so. */
export type Cell = {readonly text: string; readonly style: string};

export type Cells = readonly (readonly Cell[])[];

/** All that a terminal shows, and where its cursor stands, from 0; beyond the last column where it waits behind that. */
export type Picture = {readonly cells: Cells; readonly line: number; readonly column: number};

type BufferCell = NonNullable<ReturnType<Terminal['buffer']['active']['getNullCell']>>;

const colorCode = (isDefault: boolean, isPalette: boolean, value: number, base: 30 | 40): readonly string[] => {
	if (isDefault) {
		return [];
	}

	if (!isPalette) {
		return [`${base + 8};2;${value >> 16};${(value >> 8) & 255};${value & 255}`];
	}

	const basic = value < 8 ? `${base + value}` : `${base + 52 + value}`;
	return [value < 16 ? basic : `${base + 8};5;${value}`];
};

const styleOf = (cell: BufferCell): string => {
	const looks: readonly (readonly [number, string])[] = [
		[cell.isBold(), '1'],
		[cell.isDim(), '2'],
		[cell.isItalic(), '3'],
		[cell.isUnderline(), '4'],
		[cell.isInverse(), '7'],
		[cell.isStrikethrough(), '9'],
	];
	return [
		...looks.filter(([isOn]) => isOn !== 0).map(([, code]) => code),
		...colorCode(cell.isFgDefault(), cell.isFgPalette(), cell.getFgColor(), 30),
		...colorCode(cell.isBgDefault(), cell.isBgPalette(), cell.getBgColor(), 40),
	].join(' ');
};

/** What a terminal shows at the moment. The second half of a wide glyph is an empty text. */
export const readPicture = (terminal: Terminal): Picture => {
	const {active} = terminal.buffer;
	const cells = Array.from({length: terminal.rows}, (_line, row) => {
		const line = active.getLine(active.viewportY + row);
		return Array.from({length: terminal.cols}, (_cell, column): Cell => {
			const cell = line?.getCell(column);
			return cell === undefined
				? {text: ' ', style: ''}
				: {text: cell.getWidth() === 0 ? '' : cell.getChars() || ' ', style: styleOf(cell)};
		});
	});
	return {cells, line: active.cursorY, column: active.cursorX};
};

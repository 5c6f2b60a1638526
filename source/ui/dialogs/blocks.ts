import type {Line, Segment} from '../../domain/details/line.ts';
import {wrapText} from '../../domain/wrap.ts';

/** What a dialog shows: a title, and lines that fit into it. */
export type DialogText = {readonly title: string; readonly lines: readonly Line[]};

/** The room inside a dialog, in cells. */
export type Room = {readonly width: number; readonly height: number};

/** Some lines of a dialog that belong together. Where not all fit, those with the highest rank go first; rank 0 stays. */
export type Block = {readonly rank: number; readonly lines: readonly Line[]};

export const essential = (...lines: readonly Line[]): Block => ({rank: 0, lines});
export const spare = (rank: number, ...lines: readonly Line[]): Block => ({rank, lines});
export const gap: Block = spare(9, []);

/** A text in one look, on as many lines as it takes. */
export const paragraph = (text: string, width: number, look: Omit<Segment, 'text'> = {}): readonly Line[] =>
	wrapText(text, width).map(line => [{text: line, ...look}]);

const labelWidth = 11;
const roomyWidth = 50;

/** A label and a value. A value that does not fit beside it goes on below itself; where there is little room, the label makes way for it. */
export const field = (label: string, text: string, width: number, look: Omit<Segment, 'text'> = {}): readonly Line[] => {
	const values = paragraph(text, width - labelWidth, look);
	if (values.length > 1 && width < roomyWidth) {
		return paragraph(text, width, look);
	}

	return values.map((value, index) => [{text: (index === 0 ? label : '').padEnd(labelWidth), isFaint: true}, ...value]);
};

export const countLines = (blocks: readonly Block[]): number => blocks.reduce((sum, {lines}) => sum + lines.length, 0);

/** The lines of the blocks in at most so many lines. */
export const fitted = (blocks: readonly Block[], height: number): readonly Line[] => {
	const highest = Math.max(...blocks.map(({rank}) => rank));
	if (countLines(blocks) <= height || highest === 0) {
		return blocks.flatMap(({lines}) => lines).slice(0, height);
	}

	return fitted(
		blocks.toSpliced(
			blocks.findLastIndex(({rank}) => rank === highest),
			1,
		),
		height,
	);
};

import {widthOf} from '../text.ts';
import {wrapText} from '../wrap.ts';
import {type Line, lineFits, type Segment} from './line.ts';

/** With less room than this beside what stands before it, a text goes below instead, in cells. */
const leastRoom = 16;
const below = 4;

const lengthOf = (line: Line): number => line.reduce((sum, {text}) => sum + widthOf(text), 0);

/** The spaces at the beginning of a text apart from the rest, so that what is indented stays so on every line. */
const withoutIndent = (line: Line): Line => {
	const [only, ...others] = line;
	const indent = only === undefined || others.length > 0 ? '' : (/^ +/.exec(only.text)?.[0] ?? '');
	return only === undefined || indent === '' ? line : [{text: indent}, {...only, text: only.text.slice(indent.length)}];
};

/** A line in lines of at most `width` cells: its last segment goes on below itself, or, where too little room is beside the others, below them. */
export const wrapLine = (line: Line, width: number): readonly Line[] => {
	if (lineFits(line, width)) {
		return [line];
	}

	const parts = withoutIndent(line);
	const head = parts.slice(0, -1);
	const last: Segment = parts.at(-1) ?? {text: ''};
	const used = lengthOf(head);
	if (width - used < leastRoom && used > 0) {
		return [head, ...wrapText(last.text, width - below).map((text): Line => [{text: ' '.repeat(below)}, {...last, text}])];
	}

	return wrapText(last.text, width - used).map(
		(text, index): Line => [...(index === 0 ? head : [{text: ' '.repeat(used)}]), {...last, text}],
	);
};

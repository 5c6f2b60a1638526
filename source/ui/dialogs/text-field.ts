import type {Line} from '../../domain/details/line.ts';
import {endOf} from '../../domain/wrap.ts';

const cursor = '█';

/** A text field on one line: the end of what is in it, and the cursor. */
export const textField = (label: Line[number], text: string, width: number): Line => [
	label,
	{text: endOf(text, width - label.text.length - 1)},
	{text: cursor},
];

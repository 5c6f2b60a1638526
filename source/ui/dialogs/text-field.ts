import type {Line} from '../../domain/details/line.ts';
import {endOf} from '../../domain/wrap.ts';

const cursor = '█';

/** A text field on one line: the end of what is in it, and the cursor where it has the keys. */
export const textField = (label: Line[number], text: string, width: number, isFocused = true): Line => [
	label,
	{text: endOf(text, width - label.text.length - 1)},
	{text: isFocused ? cursor : ''},
];

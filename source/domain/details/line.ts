import type {Tone} from '../lifecycle.ts';
import {fits, widthOf} from '../text.ts';

/** A run of text in one look. */
export type Segment = {
	readonly text: string;
	readonly tone?: Tone | undefined;
	readonly isStrong?: boolean;
	readonly isFaint?: boolean;
	readonly isUnderlined?: boolean;
	readonly isInverse?: boolean;
};

/** One line of a pane, made of segments, not yet cut to a width. */
export type Line = readonly Segment[];

/** What a pane about one machine is made from. */
export const plain = (text: string): Line => [{text}];

export const labelled = (label: string, text: string, tone?: Tone): Line => [
	{text: label.padEnd(11), isFaint: true},
	{text, tone},
];

/** Whether a line takes at most `width` cells. Of a long one no more is measured than that needs. */
export const lineFits = (line: Line, width: number): boolean => {
	let left = width;
	return line.every(({text}) => {
		const isWithin = fits(text, left);
		left -= isWithin ? widthOf(text) : 0;
		return isWithin;
	});
};

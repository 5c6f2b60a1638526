import type {Tone} from '../lifecycle.ts';

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

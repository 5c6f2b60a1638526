/** The figures of one moment, by their names. */
export type Moment = Readonly<Record<string, number>>;

/** How far a figure may go: so many percent and so much more at the end than at the start, or never above an amount. */
export type Bound = {
	readonly name: string;
	readonly unit: string;
	readonly percent?: number;
	readonly slack?: number;
	readonly most?: number;
};

/** What became of a figure: its middle value in the first, the second and the last third of the moments, and the largest of all. */
export type Verdict = {
	readonly bound: Bound;
	readonly start: number;
	readonly middle: number;
	readonly end: number;
	readonly largest: number;
	/** What is wrong with it, in words; undefined when it holds. */
	readonly problem: string | undefined;
};

const middleOf = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

const written = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));

const problemOf = ({percent, slack = 0, most, unit}: Bound, start: number, end: number, largest: number): string | undefined => {
	if (most !== undefined && largest > most) {
		return `was ${written(largest)} ${unit}, and may be ${most} at most`;
	}

	const allowed = percent === undefined ? undefined : start * (1 + percent / 100) + slack;
	return allowed !== undefined && end > allowed
		? `grew from ${written(start)} to ${written(end)} ${unit}, and may be ${written(allowed)} at the end`
		: undefined;
};

/** How many moments there have to be: fewer tell nothing of growth. */
export const fewest = 9;

/**
Judges the figures of a long run, its warm-up left out: by the middle values of its thirds, so that what one moment happens to hold says nothing.

@throws Error when there are too few moments to tell, or when one lacks a figure
*/
export const judge = (bounds: readonly Bound[], moments: readonly Moment[]): readonly Verdict[] => {
	if (moments.length < fewest) {
		throw new Error(`There are ${moments.length} samples, and it takes ${fewest} to tell what grows.`);
	}

	const third = Math.floor(moments.length / 3);
	return bounds.map(bound => {
		const values = moments.map(moment => {
			const value = moment[bound.name];
			if (value === undefined || Number.isNaN(value)) {
				throw new Error(`A sample has no ${bound.name}.`);
			}

			return value;
		});
		const [start, middle, end] = [values.slice(0, third), values.slice(third, -third), values.slice(-third)].map(middleOf);
		const largest = Math.max(...values);
		const found = {start: start ?? 0, middle: middle ?? 0, end: end ?? 0, largest};
		return {bound, ...found, problem: problemOf(bound, found.start, found.end, largest)};
	});
};

const growth = ({start, end}: Verdict): string =>
	start === 0 ? (end === 0 ? '0.0 %' : 'from 0') : `${((end / start - 1) * 100).toFixed(1)} %`;

const allowed = ({percent, slack, most, unit}: Bound): string =>
	[
		...(percent === undefined ? [] : [`+${percent} %${slack === undefined ? '' : ` and ${slack}`}`]),
		...(most === undefined ? [] : [`${`${most} ${unit}`.trim()} at most`]),
	].join(', ') || 'told only';

/** The verdicts as the lines of a table. */
export const verdictLines = (verdicts: readonly Verdict[]): readonly string[] => [
	`${''.padEnd(30)}${['start', 'middle', 'end', 'largest', 'growth'].map(word => word.padStart(10)).join('')}  allowed`,
	...verdicts.map(verdict => {
		const {bound, start, middle, end, largest, problem} = verdict;
		const numbers = [...[start, middle, end, largest].map(written), growth(verdict)].map(text => text.padStart(10)).join('');
		return `${(bound.unit === '' ? bound.name : `${bound.name}, ${bound.unit}`).padEnd(30)}${numbers}  ${allowed(bound)}${problem === undefined ? '' : `  FAILED: it ${problem}`}`;
	}),
];

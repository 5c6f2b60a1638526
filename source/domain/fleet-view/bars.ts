const eighths = [...'▁▂▃▄▅▆▇█'];

/** How many eighths of a line a value fills: what is more than nothing is always seen. */
const levelOf = (value: number, most: number, height: number): number =>
	value <= 0 || most <= 0 ? 0 : Math.max(1, Math.round((value / most) * eighths.length * height));

const signOf = (value: number | undefined, level: number, below: number): string => {
	const fill = Math.min(eighths.length, level - below * eighths.length);
	if (fill > 0) {
		return eighths[fill - 1] ?? ' ';
	}

	return value === 0 && below === 0 ? '·' : ' ';
};

/**
A chart in so many lines, the upper one first, with a cell for each value: the largest fills it, a zero is a dot, and where nothing is known it
is blank.
*/
export const barLines = (values: readonly (number | undefined)[], height: number): readonly string[] => {
	const most = values.reduce<number>((largest, value) => Math.max(largest, value ?? 0), 0);
	return Array.from({length: height}, (_, line) =>
		values.map(value => signOf(value, levelOf(value ?? 0, most, height), height - 1 - line)).join(''),
	);
};

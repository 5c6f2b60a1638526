/** Two places that belong together, or one that the other list has not. */
export type Pair = {readonly before?: number; readonly after?: number};

/** Above this many comparisons (two lists of 1000 with nothing in common) items are paired by their place alone. */
const mostCells = 1_000_000;

const countWhile = (limit: number, isTrue: (index: number) => boolean): number => {
	let count = 0;
	while (count < limit && isTrue(count)) {
		count++;
	}

	return count;
};

/** `lengths[i][j]`: how many items the longest common subsequence of `before` from `i` and `after` from `j` has. */
const commonLengths = (before: readonly string[], after: readonly string[]): readonly Uint32Array[] => {
	const lengths = Array.from({length: before.length + 1}, () => new Uint32Array(after.length + 1));
	for (let i = before.length - 1; i >= 0; i--) {
		for (let j = after.length - 1; j >= 0; j--) {
			const [row, below] = [lengths[i], lengths[i + 1]];
			if (row !== undefined && below !== undefined) {
				row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
			}
		}
	}

	return lengths;
};

const commonPairs = (before: readonly string[], after: readonly string[]): readonly Required<Pair>[] => {
	if (before.length * after.length > mostCells) {
		return [];
	}

	const lengths = commonLengths(before, after);
	const pairs: Required<Pair>[] = [];
	let [i, j] = [0, 0];
	while (i < before.length && j < after.length) {
		if (before[i] === after[j]) {
			pairs.push({before: i++, after: j++});
		} else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
			i++;
		} else {
			j++;
		}
	}

	return pairs;
};

/**
Pairs the items of two lists, given the names of the items: as many of equal name as keep their order, and what stands between those
by its place. What is left over is removed or added.
*/
export const align = (before: readonly string[], after: readonly string[]): readonly Pair[] => {
	const shorter = Math.min(before.length, after.length);
	const head = countWhile(shorter, index => before[index] === after[index]);
	const tail = countWhile(shorter - head, index => before.at(-1 - index) === after.at(-1 - index));
	const middle = commonPairs(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
	const anchors: readonly Required<Pair>[] = [
		...Array.from({length: head}, (_, index) => ({before: index, after: index})),
		...middle.map(pair => ({before: pair.before + head, after: pair.after + head})),
		...Array.from({length: tail + 1}, (_, index) => ({before: before.length - tail + index, after: after.length - tail + index})),
	];
	const pairs: Pair[] = [];
	let [i, j] = [0, 0];
	for (const anchor of anchors) {
		while (i < anchor.before && j < anchor.after) {
			pairs.push({before: i++, after: j++});
		}

		while (i < anchor.before) {
			pairs.push({before: i++});
		}

		while (j < anchor.after) {
			pairs.push({after: j++});
		}

		pairs.push(anchor);
		[i, j] = [anchor.before + 1, anchor.after + 1];
	}

	// The last anchor stands behind both lists.
	return pairs.slice(0, -1);
};

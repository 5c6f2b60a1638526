/** What a table has lines of, each with an id of its own. */
type Identified = {readonly id: string};

/**
Makes a search for the line with an id, which answers its index, or -1 where there is none. It begins where it found one last, and at both ends, and goes on
from there: a cursor moves by little, or to an end, however long the table is.
*/
export const createFinder = (): ((lines: readonly Identified[], id: string | undefined) => number) => {
	let last = 0;
	return (lines, id) => {
		const from = Math.min(last, lines.length);
		// From both ends that is far enough to have seen every line.
		for (let distance = 0; 2 * distance <= lines.length; distance++) {
			for (const index of [from + distance, from - distance, distance, lines.length - 1 - distance]) {
				if (lines[index] !== undefined && lines[index].id === id) {
					last = index;
					return index;
				}
			}
		}

		return -1;
	};
};

import {isBlankAt, isSameCell, isSameTail, type Row} from './row.ts';

/** Rows that move together: those from `top` to `bottom`, both included, up by `up`; down where that is negative. */
export type Shift = {readonly top: number; readonly bottom: number; readonly up: number};

/** How far rows are looked for: a few keys, or one turn of a wheel. */
const distances = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5];

/** A shift has to save this many cells, about the bytes of its own sequences and of the cursor's way. */
const leastSaved = 40;

const cellsUnlike = (wanted: Row, shown: Row | undefined): number => {
	const width = wanted.glyphs.length;
	if (shown === undefined || !isSameTail(wanted, shown)) {
		return width;
	}

	let count = 0;
	for (let column = 0; column < wanted.tailAt; column++) {
		if (!isSameCell(wanted, shown, column)) {
			count += 1;
		}
	}

	return count;
};

const cellsFilled = (row: Row): number => {
	let count = row.tail === '' ? 0 : row.glyphs.length - row.tailAt;
	for (let column = 0; column < row.tailAt; column++) {
		if (!isBlankAt(row, column)) {
			count += 1;
		}
	}

	return count;
};

type Run = {readonly from: number; readonly to: number; readonly sum: number};

/** The neighbours with the greatest sum. */
const bestRun = (values: readonly number[]): Run => {
	let best: Run = {from: 0, to: 0, sum: 0};
	let from = 0;
	let sum = 0;
	for (const [to, value] of values.entries()) {
		if (sum <= 0) {
			from = to;
			sum = 0;
		}

		sum += value;
		if (sum > best.sum) {
			best = {from, to, sum};
		}
	}

	return best;
};

/**
The shift of the shown rows that saves most cells, or the first that saves most of those that differ; undefined where none is worth it. Parts of rows that stay
where they are may be few.
*/
export const findShift = (wanted: readonly Row[], shown: readonly Row[], isDirty: (line: number) => boolean): Shift | undefined => {
	const unlike = wanted.map((row, line) => (isDirty(line) ? cellsUnlike(row, shown[line]) : 0));
	const unlikeInAll = unlike.reduce((sum, count) => sum + count, 0);
	if (unlikeInAll < leastSaved) {
		return undefined;
	}

	let best: (Shift & {readonly saved: number}) | undefined;
	for (const up of distances) {
		const gains = wanted.map((row, line) => (unlike[line] ?? 0) - cellsUnlike(row, shown[line + up]));
		const {from, to, sum} = bestRun(gains);
		const [top, bottom] = up > 0 ? [from, to + up] : [from + up, to];
		if (top < 0 || bottom >= wanted.length) {
			continue;
		}

		let saved = sum;
		for (const line of up > 0 ? range(to + 1, bottom) : range(top, from - 1)) {
			const row = wanted[line];
			saved -= row === undefined ? 0 : cellsFilled(row) - (unlike[line] ?? 0);
		}

		if (saved >= leastSaved && saved > (best?.saved ?? 0)) {
			best = {top, bottom, up, saved};
			if (saved > unlikeInAll / 2) {
				break;
			}
		}
	}

	return best;
};

const range = (first: number, last: number): readonly number[] =>
	Array.from({length: Math.max(0, last - first + 1)}, (_, index) => first + index);

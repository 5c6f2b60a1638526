import type {TimeWindow} from './timeline-window.ts';

/** A sign that is drawn from one moment to another, or at one alone, where both are the same. */
export type Stroke<Sign> = {readonly sign: Sign; readonly fromMs: number; readonly toMs: number};

type Signs<Sign> = {
	/** What stands where nothing is drawn. */
	readonly blank: Sign;
	/** Of several signs in one cell that of the lowest rank is seen; the blank one has the highest. */
	readonly rankOf: (sign: Sign) => number;
};

/** The cells of a window, the newest last; what is outside of it is left out. */
export const drawCells = <Sign>(
	strokes: readonly Stroke<Sign>[],
	window: TimeWindow,
	columns: number,
	{blank, rankOf}: Signs<Sign>,
): readonly Sign[] => {
	const cells = Array.from({length: columns}, (): Sign => blank);
	const columnMs = (window.toMs - window.fromMs) / columns;
	for (const {sign, fromMs, toMs} of strokes) {
		const first = Math.floor((fromMs - window.fromMs) / columnMs);
		const end = Math.max(first + 1, Math.ceil((toMs - window.fromMs) / columnMs));
		for (let index = Math.max(0, first); index < Math.min(end, columns); index += 1) {
			if (rankOf(sign) < rankOf(cells[index] ?? blank)) {
				cells[index] = sign;
			}
		}
	}

	return cells;
};

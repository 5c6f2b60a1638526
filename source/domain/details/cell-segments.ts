import type {Tone} from '../lifecycle.ts';
import type {Segment} from './line.ts';

/** A row of cells in as few segments as it has changes of colour. */
export const cellSegments = <Sign extends string>(cells: readonly Sign[], toneOf: (sign: Sign) => Tone | undefined): readonly Segment[] => {
	const segments: Segment[] = [];
	for (const sign of cells) {
		const tone = toneOf(sign);
		const last = segments.at(-1);
		if (last !== undefined && last.tone === tone) {
			segments[segments.length - 1] = {...last, text: last.text + sign};
		} else {
			segments.push({text: sign, tone});
		}
	}

	return segments;
};

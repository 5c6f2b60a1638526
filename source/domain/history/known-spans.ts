import type {Span} from './spans.ts';
import type {TimeWindow} from './timeline-window.ts';

/** So long a state that was seen is taken to last, in ms: polls are some seconds apart. */
const heldMs = 60_000;

/** What of some spans is known, and not only taken to have gone on while nobody watched. `known`: when it is, oldest first. */
export const knownSpans = (spans: readonly Span[], known: readonly TimeWindow[]): readonly Span[] => {
	const held = known.map(({fromMs, toMs}, index) => ({fromMs, toMs: Math.min(toMs + heldMs, known[index + 1]?.fromMs ?? toMs + heldMs)}));
	return spans.flatMap(span =>
		held
			.map(({fromMs, toMs}) => ({...span, fromMs: Math.max(span.fromMs, fromMs), toMs: Math.min(span.toMs, toMs)}))
			.filter(({fromMs, toMs}) => fromMs < toMs),
	);
};

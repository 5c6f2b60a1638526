import {isFailure} from '../exit.ts';
import {knownSpans} from './known-spans.ts';
import {type Span, spansOf} from './spans.ts';
import type {Records} from './timeline.ts';

/** One day of a machine. */
export type DayUptime = {
	/** Its beginning, in ms. */
	readonly fromMs: number;
	/** How much of it is known, and how much of that the machine was started, in ms. */
	readonly knownMs: number;
	readonly startedMs: number;
	/** How often it came to be started again, how often its process ended, and how often that was a failure. */
	readonly restarts: number;
	readonly exits: number;
	readonly failures: number;
};

/** The days from the first of which something is known: later ones of which nothing is are among them. */
export const knownDays = (days: readonly DayUptime[]): readonly DayUptime[] => {
	const first = days.findIndex(({knownMs, exits, restarts}) => knownMs > 0 || exits > 0 || restarts > 0);
	return first === -1 ? [] : days.slice(first);
};

/** What a machine goes through before its first start, which is no restart. */
const newborn: ReadonlySet<string> = new Set(['pending', 'created', 'preparing', 'launching', 'starting']);

/** When a machine that had been more than new came to be started again. */
export const restartsIn = (spans: readonly Span[]): readonly number[] => {
	const firstLife = spans.findIndex(({state}) => !newborn.has(state));
	return spans.flatMap(({state, fromMs}, index) => (state === 'started' && firstLife !== -1 && index > firstLife ? [fromMs] : []));
};

/** What a machine did on each day, in the order of `days`, which are given by their beginnings; each ends where the next begins, the last at `endMs`. */
export const uptimeFrom = ({changes, events, known}: Records, days: readonly number[], endMs: number): readonly DayUptime[] => {
	const spans = spansOf(changes, events, {fromMs: days[0] ?? endMs, toMs: endMs});
	const restarts = restartsIn(spans);
	const seen = knownSpans(spans, known);
	return days.map((fromMs, index) => {
		const toMs = days[index + 1] ?? endMs;
		const isWithin = (atMs: number): boolean => atMs >= fromMs && atMs < toMs;
		const parts = seen
			.map(span => ({state: span.state, ms: Math.max(0, Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs))}))
			.filter(({ms}) => ms > 0);
		const exits = events.filter(({exit, timestampMs}) => exit !== undefined && isWithin(timestampMs));
		return {
			fromMs,
			knownMs: parts.reduce((sum, {ms}) => sum + ms, 0),
			startedMs: parts.filter(({state}) => state === 'started').reduce((sum, {ms}) => sum + ms, 0),
			restarts: restarts.filter(isWithin).length,
			exits: exits.length,
			failures: exits.filter(({exit}) => exit !== undefined && isFailure(exit)).length,
		};
	});
};

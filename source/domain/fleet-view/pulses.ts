import {isFailure} from '../exit.ts';
import {knownSpans} from '../history/known-spans.ts';
import {type Span, spansOf} from '../history/spans.ts';
import type {Records} from '../history/timeline.ts';
import type {TimeWindow} from '../history/timeline-window.ts';
import {restartsIn} from '../history/uptime.ts';

/** How a fleet went, one value for each column of a chart, the oldest first; undefined where nothing is known. */
export type Pulses = {
	/** The fewest machines that were started at once; known while it is known of every machine. */
	readonly started: readonly (number | undefined)[];
	/** How often a machine came to be started again. */
	readonly restarts: readonly (number | undefined)[];
	/** How often a process ended with a failure. */
	readonly failures: readonly (number | undefined)[];
};

/** Where nothing could be found out. */
export const noPulses: Pulses = {started: [], restarts: [], failures: []};

/** What is known of one machine, back to the last records before the window. */
export type Life = Pick<Records, 'changes' | 'events' | 'known'> & {
	readonly createdAtMs: number | undefined;
	/** When it was there for the last time, in ms; undefined: it is there. */
	readonly untilMs: number | undefined;
};

/** From a moment on, one more or one fewer is started, or not known. */
type Step = {readonly atMs: number; readonly started: number; readonly unknown: number};

/** A step that begins a time, and the one that ends it. */
const both = ({fromMs, toMs}: TimeWindow, {started = 0, unknown = 0}: Partial<Step>): readonly Step[] => [
	{atMs: fromMs, started, unknown},
	{atMs: toMs, started: -started, unknown: -unknown},
];

/** When a machine was there: one that was made in the window is not before it came to be in a state, and one that is destroyed no more. */
const thereIn = (spans: readonly Span[], createdAtMs: number | undefined, {fromMs, toMs}: TimeWindow): TimeWindow => {
	const [first] = spans;
	const last = spans.at(-1);
	const endMs = last?.state === 'destroyed' ? last.fromMs : toMs;
	const isMade = createdAtMs !== undefined && createdAtMs >= fromMs;
	return {fromMs: first === undefined ? endMs : isMade ? first.fromMs : fromMs, toMs: endMs};
};

/** The times between some spans, oldest first, in which none of them is. */
const gapsIn = ({fromMs, toMs}: TimeWindow, spans: readonly Span[]): readonly TimeWindow[] => {
	const begins = [fromMs, ...spans.map(span => span.toMs)];
	const ends = [...spans.map(span => span.fromMs), toMs];
	return begins
		.map((beginMs, index) => ({fromMs: Math.max(fromMs, beginMs), toMs: Math.min(toMs, ends[index] ?? toMs)}))
		.filter(gap => gap.fromMs < gap.toMs);
};

/** The fewest that were started in each column, as long as it was known of all of them; undefined where that was never so. */
const fewestStarted = (steps: readonly Step[], {fromMs, toMs}: TimeWindow, columns: number) => {
	const columnMs = (toMs - fromMs) / columns;
	let started = 0;
	let unknown = 0;
	let next = 0;
	const take = (untilMs: number): void => {
		for (let step = steps[next]; step !== undefined && step.atMs <= untilMs; step = steps[next]) {
			started += step.started;
			unknown += step.unknown;
			next += 1;
		}
	};
	return Array.from({length: columns}, (_, column): number | undefined => {
		const endMs = fromMs + (column + 1) * columnMs;
		let fewest: number | undefined;
		const look = (): void => {
			fewest = unknown > 0 ? fewest : Math.min(fewest ?? started, started);
		};
		take(fromMs + column * columnMs);
		look();
		for (let step = steps[next]; step !== undefined && step.atMs < endMs; step = steps[next]) {
			take(step.atMs);
			look();
		}

		return fewest;
	});
};

/** The pulses of a fleet in a window, out of what is known of each of its machines. */
export const pulsesFrom = (lives: Iterable<Life>, window: TimeWindow, columns: number): Pulses => {
	const {fromMs, toMs} = window;
	const restarts = Array.from({length: columns}, () => 0);
	const failures = Array.from({length: columns}, () => 0);
	const steps: Step[] = [];
	const tally = (counts: number[], atMs: number): void => {
		const column = Math.floor(((atMs - fromMs) / (toMs - fromMs)) * columns);
		if (atMs >= fromMs && atMs < toMs) {
			counts[column] = (counts[column] ?? 0) + 1;
		}
	};

	for (const {changes, events, known, createdAtMs, untilMs = toMs} of lives) {
		const life = {fromMs, toMs: Math.min(untilMs, toMs)};
		const spans = spansOf(changes, events, life);
		const seen = knownSpans(spans, known);
		for (const span of seen.filter(({state}) => state === 'started')) {
			steps.push(...both(span, {started: 1}));
		}

		for (const gap of gapsIn(thereIn(spans, createdAtMs, life), seen)) {
			steps.push(...both(gap, {unknown: 1}));
		}

		for (const atMs of restartsIn(spans)) {
			tally(restarts, atMs);
		}

		for (const {exit, timestampMs} of events) {
			if (exit !== undefined && isFailure(exit)) {
				tally(failures, timestampMs);
			}
		}
	}

	const started = fewestStarted(
		steps.sort((left, right) => left.atMs - right.atMs),
		window,
		columns,
	);
	const orUnknown = (counts: readonly number[]) =>
		counts.map((count, column) => (count === 0 && started[column] === undefined ? undefined : count));
	return {started, restarts: orUnknown(restarts), failures: orUnknown(failures)};
};

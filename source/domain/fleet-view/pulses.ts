import {isFailure} from '../exit.ts';
import {type Span, spansOf} from '../history/spans.ts';
import type {Records} from '../history/timeline.ts';
import type {TimeWindow} from '../history/timeline-window.ts';
import {restartsIn} from '../history/uptime.ts';

/** How a fleet went, one value for each column of a chart, the oldest first; undefined where nothing is known. */
export type Pulses = {
	/** The fewest machines that were started at once; known from when on it is known of every machine. */
	readonly started: readonly (number | undefined)[];
	/** How often a machine came to be started again. */
	readonly restarts: readonly (number | undefined)[];
	/** How often a process ended with a failure. */
	readonly failures: readonly (number | undefined)[];
};

/** Where nothing could be found out. */
export const noPulses: Pulses = {started: [], restarts: [], failures: []};

/** What is known of one machine, back to the last records before the window. */
export type Life = Pick<Records, 'changes' | 'events'> & {
	readonly createdAtMs: number | undefined;
	/** When it was there for the last time, in ms; undefined: it is there. */
	readonly untilMs: number | undefined;
};

/** From when on it is known whether a machine was started, in ms: of one that was made in the window always. */
const knownFrom = (createdAtMs: number | undefined, spans: readonly Span[], fromMs: number): number =>
	createdAtMs !== undefined && createdAtMs >= fromMs ? fromMs : (spans[0]?.fromMs ?? fromMs);

/** From a moment on, one more or one fewer is started. */
type Step = {readonly atMs: number; readonly by: 1 | -1};

/** The fewest that were started in each column. In the one in which that comes to be known, it is how many there were at the end. */
const fewestStarted = (steps: readonly Step[], knownFromMs: number, {fromMs, toMs}: TimeWindow, columns: number) => {
	const columnMs = (toMs - fromMs) / columns;
	let running = 0;
	let next = 0;
	const take = (untilMs: number): void => {
		for (let step = steps[next]; step !== undefined && step.atMs <= untilMs; step = steps[next]) {
			running += step.by;
			next += 1;
		}
	};
	return Array.from({length: columns}, (_, column): number | undefined => {
		const beginMs = fromMs + column * columnMs;
		const endMs = beginMs + columnMs;
		take(beginMs);
		let fewest = running;
		for (let step = steps[next]; step !== undefined && step.atMs < endMs; step = steps[next]) {
			take(step.atMs);
			fewest = Math.min(fewest, running);
		}

		if (endMs <= knownFromMs) {
			return undefined;
		}

		return knownFromMs > beginMs ? running : fewest;
	});
};

/** The pulses of a fleet in a window, out of what is known of each of its machines. */
export const pulsesFrom = (lives: Iterable<Life>, window: TimeWindow, columns: number): Pulses => {
	const {fromMs, toMs} = window;
	const restarts = Array.from({length: columns}, () => 0);
	const failures = Array.from({length: columns}, () => 0);
	const steps: Step[] = [];
	let knownFromMs = fromMs;
	const tally = (counts: number[], atMs: number): void => {
		const column = Math.floor(((atMs - fromMs) / (toMs - fromMs)) * columns);
		if (atMs >= fromMs && atMs < toMs) {
			counts[column] = (counts[column] ?? 0) + 1;
		}
	};

	for (const {changes, events, createdAtMs, untilMs = toMs} of lives) {
		const spans = spansOf(changes, events, {fromMs, toMs: Math.min(untilMs, toMs)});
		knownFromMs = Math.max(knownFromMs, knownFrom(createdAtMs, spans, fromMs));
		for (const span of spans) {
			if (span.state === 'started') {
				steps.push({atMs: span.fromMs, by: 1}, {atMs: span.toMs, by: -1});
			}
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
		knownFromMs,
		window,
		columns,
	);
	const known = (counts: readonly number[]) =>
		counts.map((count, column) => (count === 0 && started[column] === undefined ? undefined : count));
	return {started, restarts: known(restarts), failures: known(failures)};
};

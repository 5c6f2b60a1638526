import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import type {Trace} from './preload.ts';

export type TraceFile = {
	/** What a program has to be given so that it is traced. */
	readonly env: Readonly<Record<string, string>>;
	readonly read: () => readonly Trace[];
	readonly remove: () => void;
};

/** The time in ms since 1970, by the clock that traces go by. */
export const traceNow = (): number => performance.timeOrigin + performance.now();

export const createTraceFile = (): TraceFile => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-bench-'));
	const file = join(directory, 'trace');
	return {
		env: {BENCH_TRACE: file, NODE_OPTIONS: `--import=${new URL('preload.ts', import.meta.url).href}`},
		read: () =>
			readFileSync(file, 'utf8')
				.split('\n')
				.filter(line => line !== '')
				.map((line): Trace => JSON.parse(line)),
		remove: () => rmSync(directory, {recursive: true}),
	};
};

export type Span = {readonly fromMs: number; readonly untilMs: number};

/** The spans in which a list was on its way, or being taken in: that takes place for so long after the last byte. */
export const pollsIn = (traces: readonly Trace[], takenInMs: number): readonly Span[] => {
	const answers = traces.filter(({kind}) => kind === 'answered');
	return traces.flatMap(({kind, atMs}) => {
		const answer = kind === 'asked' ? answers.find(one => one.atMs >= atMs) : undefined;
		return answer === undefined ? [] : [{fromMs: atMs, untilMs: answer.atMs + takenInMs}];
	});
};

export const isWithin = (spans: readonly Span[], {fromMs, untilMs}: Span): boolean =>
	spans.some(span => fromMs < span.untilMs && untilMs > span.fromMs);

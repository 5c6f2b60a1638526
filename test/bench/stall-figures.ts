import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {flydeckAt} from './contestants.ts';
import {withFleet} from './fleet.ts';
import {type Figure, figureOf} from './measure.ts';
import type {Trace} from './preload.ts';
import {createTraceFile, traceNow} from './traced.ts';
import {pause, watchTerminal} from './watched-terminal.ts';

const keys = ['j', 'j', 'j', '\u0006', 'k', '\u0002'];
const beat = {BENCH_BEAT: '1'};

/** The longest stall that lies within a time: how long it was, and how long the thread ran in one. The rest is what the machine gave to others. */
const longestFigures = (of: string, when: string, traces: readonly Trace[], fromMs: number, untilMs: number): readonly Figure[] => {
	const stalls = traces.flatMap(trace =>
		trace.kind === 'stall' && trace.atMs - trace.lastedMs >= fromMs && trace.atMs <= untilMs ? trace : [],
	);
	return [
		figureOf(of, `longest stall, ${when}`, [Math.max(0, ...stalls.map(({lastedMs}) => lastedMs))]),
		figureOf(of, `longest run in one go, ${when}`, [Math.max(0, ...stalls.map(({busyMs}) => busyMs))]),
	];
};

/** What the same beat sees in a program that does nothing: how much of a stall is the machine's. */
const idleProgram = async (seconds: number): Promise<readonly Figure[]> => {
	const trace = createTraceFile();
	const {PATH = ''} = process.env;
	const startMs = traceNow();
	await promisify(execFile)(process.execPath, ['-e', `setTimeout(() => {}, ${seconds * 1000})`], {env: {PATH, ...trace.env, ...beat}});
	const figures = longestFigures('node, doing nothing', `${seconds} s`, trace.read(), startMs + 500, traceNow());
	trace.remove();
	return figures;
};

/** The longest time in which the main thread did nothing else, while lists were read and keys pressed: the first list, and all later ones. */
export const stallFigures = async (machines: readonly number[], seconds: number): Promise<readonly Figure[]> => {
	const figures: Figure[] = [...(await idleProgram(seconds))];
	for (const count of machines) {
		await withFleet(count, async fleet => {
			const trace = createTraceFile();
			const {name, program, frame, data} = flydeckAt(fleet, '120x40', '2', {...trace.env, ...beat});
			const terminal = watchTerminal(program);
			try {
				const startMs = traceNow();
				const frameMs = startMs + (await terminal.until(frame));
				await terminal.quiet(50);
				const dataMs = startMs + (await terminal.until(data, 120_000));
				await terminal.quiet(500);
				const steadyMs = traceNow();
				while (traceNow() < steadyMs + seconds * 1000) {
					for (const key of keys) {
						await terminal.press(key);
					}

					await pause(200);
				}

				await terminal.end('q');
				const traces = trace.read();
				const endMs = steadyMs + seconds * 1000;
				const lists = traces.filter(({kind, atMs}) => kind === 'answered' && atMs > steadyMs && atMs < endMs).length;
				figures.push(
					...longestFigures(name, 'first frame to first rows', traces, frameMs + 50, dataMs + 500),
					...longestFigures(name, `${lists} lists, keys, ${seconds} s`, traces, steadyMs, endMs),
				);
			} finally {
				terminal.close();
				trace.remove();
			}
		});
	}

	return figures;
};

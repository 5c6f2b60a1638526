import {performance} from 'node:perf_hooks';

/** One line of a report: the median and the 95th percentile of many runs, in ms unless the name says otherwise. */
export type Figure = {readonly what: string; readonly median: number; readonly p95: number; readonly runs: number};

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

export const figureOf = (what: string, samples: readonly number[]): Figure => {
	const sorted = [...samples].sort((left, right) => left - right);
	return {what, median: at(sorted, 0.5), p95: at(sorted, 0.95), runs: sorted.length};
};

/** Times something after a warm-up. */
export const timed = (what: string, runs: number, work: () => unknown): Figure => {
	for (let run = 0; run < Math.ceil(runs / 5); run++) {
		work();
	}

	const samples: number[] = [];
	for (let run = 0; run < runs; run++) {
		const startMs = performance.now();
		work();
		samples.push(performance.now() - startMs);
	}

	return figureOf(what, samples);
};

export const printFigures = (title: string, figures: readonly Figure[]): void => {
	console.log(`\n${title}`);
	for (const {what, median, p95, runs} of figures) {
		console.log(`  ${what.padEnd(52)} ${median.toFixed(2).padStart(10)} ${p95.toFixed(2).padStart(10)}   ${runs} runs`);
	}
};

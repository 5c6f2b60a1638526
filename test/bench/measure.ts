import {performance} from 'node:perf_hooks';

/** One line of a report: what was measured in which unit, and how it spread over many runs. */
export type Figure = {
	readonly what: string;
	readonly unit: 'ms' | 'bytes' | 'MB' | 'ms/s' | 'percent';
	readonly median: number;
	readonly p95: number;
	readonly p99: number;
	readonly runs: number;
};

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

export const figureOf = (what: string, samples: readonly number[], unit: Figure['unit'] = 'ms'): Figure => {
	const sorted = samples.toSorted((left, right) => left - right);
	return {what, unit, median: at(sorted, 0.5), p95: at(sorted, 0.95), p99: at(sorted, 0.99), runs: sorted.length};
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
	console.log(`\n${title.padEnd(74)}${'median'.padStart(11)}${'p95'.padStart(10)}${'p99'.padStart(10)}`);
	for (const {what, unit, median, p95, p99, runs} of figures) {
		const [middle, high, highest] = [median, p95, p99].map(value => value.toFixed(unit === 'bytes' ? 0 : 2).padStart(10));
		console.log(`  ${what.padEnd(72)} ${middle}${high}${highest}  ${unit}, ${runs} runs`);
	}
};

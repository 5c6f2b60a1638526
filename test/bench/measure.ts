import {performance} from 'node:perf_hooks';

export type Unit = 'ms' | 'bytes' | 'MB' | 'ms/s' | '/s' | '%' | 'ratio';

/** What was measured of whom, and how it spread over many runs; `missing` says why it could not be. */
export type Figure = {readonly of: string; readonly what: string} & (
	| {
			readonly unit: Unit;
			readonly median: number;
			/** The middle half of the runs is between these. */
			readonly low: number;
			readonly high: number;
			readonly p99: number;
			readonly runs: number;
	  }
	| {readonly missing: string}
);

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

export const missing = (of: string, what: string, why: string): Figure => ({of, what, missing: why});

export const figureOf = (of: string, what: string, samples: readonly number[], unit: Unit = 'ms'): Figure => {
	if (samples.length === 0) {
		return missing(of, what, 'no runs');
	}

	const sorted = samples.toSorted((left, right) => left - right);
	return {
		of,
		what,
		unit,
		median: at(sorted, 0.5),
		low: at(sorted, 0.25),
		high: at(sorted, 0.75),
		p99: at(sorted, 0.99),
		runs: sorted.length,
	};
};

/** Times something after a warm-up. */
export const timed = (of: string, what: string, runs: number, work: () => unknown): Figure => {
	for (let run = 0; run < Math.ceil(runs / 5); run++) {
		work();
	}

	const samples: number[] = [];
	for (let run = 0; run < runs; run++) {
		const startMs = performance.now();
		work();
		samples.push(performance.now() - startMs);
	}

	return figureOf(of, what, samples);
};

const decimals = (unit: Unit): number => (unit === 'bytes' ? 0 : 2);

export const printFigures = (title: string, figures: readonly Figure[]): void => {
	console.log(`\n${title.padEnd(82)}${'median'.padStart(10)}${'p25'.padStart(10)}${'p75'.padStart(10)}${'p99'.padStart(10)}`);
	for (const figure of figures) {
		const name = `  ${figure.of.padEnd(34)} ${figure.what.padEnd(44)} `;
		if ('missing' in figure) {
			console.log(`${name} ${figure.missing}`);
			continue;
		}

		const {unit, median, low, high, p99, runs} = figure;
		const numbers = [median, low, high, p99].map(value => value.toFixed(decimals(unit)).padStart(10)).join('');
		console.log(`${name}${numbers}  ${unit}, ${runs} ${runs === 1 ? 'run' : 'runs'}`);
	}
};

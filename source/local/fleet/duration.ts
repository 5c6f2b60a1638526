const unitMs: Readonly<Record<string, number>> = {
	ns: 1e-6,
	us: 1e-3,
	µs: 1e-3,
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
};

const partsOfSecond: readonly (readonly [unit: string, ns: number])[] = [
	['s', 1e9],
	['ms', 1e6],
	['µs', 1e3],
	['ns', 1],
];

const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g;
const whole = /^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;

/** Milliseconds of a Go duration: a text such as `"1m30s"`, or a whole number of nanoseconds. Undefined when it is neither. */
export const durationMs = (value: unknown): number | undefined => {
	if (typeof value === 'number') {
		return value >= 0 ? value / 1e6 : undefined;
	}

	if (value === '0') {
		return 0;
	}

	if (typeof value !== 'string' || !whole.test(value)) {
		return undefined;
	}

	let total = 0;
	for (const [, amount, unit] of value.matchAll(part)) {
		total += Number(amount) * (unitMs[unit ?? ''] ?? 0);
	}

	return total;
};

/** A whole number of nanoseconds, from 0 on, as Go writes a duration: `"1m30s"`, `"1.5s"`, `"250ms"`. */
export const goDuration = (ns: number): string => {
	const minutes = Math.floor(ns / 60e9);
	if (minutes === 0) {
		const [unit, size] = partsOfSecond.find(([, least]) => ns >= least) ?? ['s', 1];
		return `${ns / size}${unit}`;
	}

	const hours = Math.floor(minutes / 60);
	return `${hours > 0 ? `${hours}h` : ''}${minutes % 60}m${(ns % 60e9) / 1e9}s`;
};

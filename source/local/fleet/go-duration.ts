const partsOfSecond: readonly (readonly [unit: string, ns: number])[] = [
	['s', 1e9],
	['ms', 1e6],
	['µs', 1e3],
	['ns', 1],
];

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

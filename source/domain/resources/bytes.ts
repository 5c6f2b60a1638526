const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes in its largest fitting unit, as the platform counts them: 1 GB is 1024 MB. */
export const bytesInWords = (bytes: number): string => {
	let value = Math.max(0, bytes);
	let unit = 0;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit += 1;
	}

	return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
};

const unitMs: Readonly<Record<string, number>> = {ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000};

const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g;
const whole = /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;

/** Go counts the nanoseconds of a duration in 63 bits. */
const longestMs = 2 ** 63 / 1e6;

/** Milliseconds of a Go duration: a text such as `1m30s`, or a number of nanoseconds. Undefined when it is neither, below zero, or longer than Go can count. */
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
	for (const [, amount, unit = ''] of value.matchAll(part)) {
		total += Number(amount) * (unitMs[unit] ?? 0);
	}

	return total <= longestMs ? total : undefined;
};

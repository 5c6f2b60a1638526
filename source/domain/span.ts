const unitMs: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** A span of time in ms, from `90s`, `15m`, `1h` or `2d`; undefined when a text is none. */
export const parseSpan = (text: string): number | undefined => {
	const [, amount = '', unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
	const ms = unitMs[unit];
	return ms === undefined ? undefined : Number(amount) * ms;
};

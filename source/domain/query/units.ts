/** How amounts of a kind are written. */
export type Unit = {
	/** With an example, after "is". */
	readonly words: string;
	/** The amount that a text tells; undefined when it tells none. */
	readonly parse: (text: string) => number | undefined;
};

const written = /^(\d{1,15}(?:\.\d{1,9})?)([a-z%]*)$/;

const unit = (words: string, factors: Readonly<Record<string, number>>): Unit => ({
	words,
	parse(text) {
		const [, amount = '', suffix = ''] = written.exec(text.toLowerCase()) ?? [];
		return amount === '' || !Object.hasOwn(factors, suffix) ? undefined : Number(amount) * (factors[suffix] ?? 1);
	},
});

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The kinds of amounts: a span of time in ms, memory in MB, a share of 1. */
export const units = {
	number: unit('a number, such as 2 or >=2', {'': 1}),
	span: unit('a time, such as >2h, <5m or 3d', {s: 1000, m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs, y: 365 * dayMs}),
	memory: unit('an amount of memory, such as 512mb or >=1gb', {'': 1, mb: 1, gb: 1024}),
	bytes: unit('a number of bytes, such as >=10mb', {'': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3, tb: 1024 ** 4}),
	gigabytes: unit('a size in GB, such as 10 or >=10gb', {'': 1, gb: 1, tb: 1024}),
	share: unit('a share, such as >80%', {'%': 0.01}),
	days: unit('a number of days, such as 5d or >7', {'': 1, d: 1}),
} as const;

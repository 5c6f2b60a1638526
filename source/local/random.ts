/** A seeded generator of numbers in [0, 1): the same seed gives the same row (mulberry32). */
export const createRandom = (seed: number): (() => number) => {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

/** A whole number from 0 up to, not including, `limit`. */
export const wholeNumber = (random: () => number, limit: number): number => Math.floor(random() * limit);

/** One item of a row. Throws a RangeError when the row is empty. */
export const pick = <Item>(random: () => number, items: readonly Item[]): Item => {
	const item = items[wholeNumber(random, items.length)];
	if (item === undefined) {
		throw new RangeError('cannot pick from nothing');
	}

	return item;
};

/** Remembers the answer for the last arguments only, compared by identity: enough for a selector of one store. */
export const memoizeLast = <Arguments extends readonly unknown[], Result>(
	compute: (...values: Arguments) => Result,
): ((...values: Arguments) => Result) => {
	let last: {readonly values: Arguments; readonly result: Result} | undefined;
	return (...values) => {
		if (last === undefined || values.some((value, index) => value !== last?.values[index])) {
			last = {values, result: compute(...values)};
		}

		return last.result;
	};
};

/** As `memoizeLast`, for what can take over parts of its last answer. */
export const memoizeFrom = <Arguments extends readonly unknown[], Result>(
	first: Result,
	compute: (before: Result, ...values: Arguments) => Result,
): ((...values: Arguments) => Result) => {
	let before = first;
	return memoizeLast((...values: Arguments) => {
		before = compute(before, ...values);
		return before;
	});
};

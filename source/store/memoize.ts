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

const isSame = (values: readonly unknown[], before: readonly unknown[]): boolean => {
	for (let index = 0; index < values.length; index++) {
		if (values[index] !== before[index]) {
			return false;
		}
	}

	return true;
};

/** Remembers the answer for the last arguments only, compared by identity: enough for a selector of one store. */
export const memoizeLast = <Arguments extends readonly unknown[], Result>(
	compute: (...values: Arguments) => Result,
): ((...values: Arguments) => Result) => {
	let last: {readonly values: Arguments; readonly result: Result} | undefined;
	return (...values) => {
		if (last === undefined || !isSame(values, last.values)) {
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

/** As `memoizeLast`, for each object that is asked about: it remembers the last answer about every one, as long as that is there. */
export const memoizeEach = <Subject extends object, Arguments extends readonly unknown[], Result>(
	compute: (subject: Subject, ...values: Arguments) => Result,
): ((subject: Subject, ...values: Arguments) => Result) => {
	const known = new WeakMap<Subject, {readonly values: Arguments; readonly result: Result}>();
	return (subject, ...values) => {
		const last = known.get(subject);
		if (last !== undefined && isSame(values, last.values)) {
			return last.result;
		}

		const result = compute(subject, ...values);
		known.set(subject, {values, result});
		return result;
	};
};

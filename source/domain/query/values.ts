import type {QueryKey} from './language.ts';
import type {Operator, QueryValue} from './scan.ts';

/** Whether a thing, which has some values in lower case, has what a value of a query wants. */
export type ValueTest<Subject> = (subject: Subject, values: readonly string[]) => boolean;

const noValue = 'none';

/** Whether letters stand in a line in this order, with anything between them. */
export const isInOrder = (letters: string, line: string): boolean => {
	let from = 0;
	for (const letter of letters) {
		const found = line.indexOf(letter, from);
		if (found === -1) {
			return false;
		}

		from = found + letter.length;
	}

	return true;
};

/** A test for a whole value, where `*` is any text. */
const wholeTest = (lower: string): ((value: string) => boolean) => {
	const [first = '', ...rest] = lower.split('*');
	const last = rest.pop();
	if (last === undefined) {
		return value => value === first;
	}

	return value => {
		let from = first.length;
		for (const part of rest) {
			const found = value.indexOf(part, from);
			if (found === -1) {
				return false;
			}

			from = found + part.length;
		}

		return value.startsWith(first) && value.endsWith(last) && value.length - last.length >= from;
	};
};

const compares: Readonly<Record<Exclude<Operator, '' | '~'>, (left: number, right: number) => boolean>> = {
	'>': (left, right) => left > right,
	'>=': (left, right) => left >= right,
	'<': (left, right) => left < right,
	'<=': (left, right) => left <= right,
};

/** What is wrong with a value of a key, as a clause; undefined when it makes sense. */
export const oddValue = <Subject>(
	name: string,
	{choices, amount}: QueryKey<Subject>,
	{operator, text}: Pick<QueryValue, 'operator' | 'text'>,
): string | undefined => {
	const isAmount = amount?.unit.parse(text) !== undefined;
	if (operator === '~' || isAmount) {
		return undefined;
	}

	const words = choices === undefined ? '' : `${amount === undefined ? '' : ', or '}${choices.join(', ')}`;
	if (operator !== '') {
		return amount === undefined
			? `${name} has no order: ${operator} is for numbers and times`
			: `${name} is ${amount.unit.words}, not "${text}"`;
	}

	const lower = text.toLowerCase();
	const isFree = (choices === undefined && amount === undefined) || lower.includes('*');
	if (isFree || choices?.includes(lower) === true || (amount !== undefined && lower === noValue)) {
		return undefined;
	}

	return amount === undefined ? `${name} is never "${text}": it is ${words}` : `${name} is ${amount.unit.words}${words}, not "${text}"`;
};

/** The test that a value of a key stands for; it makes sense. */
export const valueTest = <Subject>(
	{amount}: QueryKey<Subject>,
	{operator, text}: Pick<QueryValue, 'operator' | 'text'>,
): ValueTest<Subject> => {
	const lower = text.toLowerCase();
	const wanted = amount?.unit.parse(text);
	if (operator === '') {
		const fits = wholeTest(lower);
		return (subject, values) =>
			values.length === 0 ? lower === noValue : values.some(fits) || (wanted !== undefined && amount?.of(subject) === wanted);
	}

	if (operator === '~') {
		return (_subject, values) => values.some(value => isInOrder(lower, value));
	}

	const compare = compares[operator];
	return subject => {
		const had = amount?.of(subject);
		return had !== undefined && wanted !== undefined && compare(had, wanted);
	};
};

import {Fault} from '../fleet/fault.ts';

/** A query word that is switched on, in any of the ways that Go reads as true. */
export const isOn = (query: URLSearchParams, name: string): boolean => ['1', 't', 'true', 'TRUE', 'True'].includes(query.get(name) ?? '');

/** The values of a query word that may be repeated and may hold a comma list. Undefined when it is not there. */
export const listOf = (query: URLSearchParams, name: string): readonly string[] | undefined => {
	const values = query
		.getAll(name)
		.flatMap(value => value.split(','))
		.map(value => value.trim())
		.filter(value => value !== '');
	return values.length > 0 ? values : undefined;
};

/** A query word that holds something. */
export const wordOf = (query: URLSearchParams, name: string): string | undefined => query.get(name) || undefined;

/** A whole number in a query, read as Go reads it. Throws a 400 Fault when it is none, or too large for any use. */
export const atoi = (word: string): number => {
	if (!/^[+-]?\d+$/.test(word)) {
		throw new Fault(400, {error: `strconv.Atoi: parsing ${JSON.stringify(word)}: invalid syntax`});
	}

	if (!/^[+-]?0*\d{1,9}$/.test(word)) {
		throw new Fault(400, {error: `strconv.Atoi: parsing ${JSON.stringify(word)}: value out of range`});
	}

	return Number(word);
};

/** A query word that is a whole number. Undefined when it is not there. Throws a 400 Fault when it is something else. */
export const wholeNumberOf = (query: URLSearchParams, name: string): number | undefined => {
	const word = wordOf(query, name);
	return word === undefined ? undefined : atoi(word);
};

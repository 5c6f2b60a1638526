import type {Query} from './parse.ts';
import type {QueryTerm} from './scan.ts';
import {isInOrder} from './values.ts';

type Asked = Pick<Query<never>, 'text' | 'terms'>;

/** Whether what fits one term fits another, for all that can be told from how they are written. */
const implies = (term: QueryTerm, written: string, other: QueryTerm, otherWritten: string): boolean => {
	if (written === otherWritten) {
		return true;
	}

	if (term.isNegated || other.isNegated || term.kind === 'key' || other.kind === 'key' || term.kind !== other.kind) {
		return false;
	}

	const [text, part] = [term.text.toLowerCase(), other.text.toLowerCase()];
	return term.kind === 'word' ? text.includes(part) : term.kind === 'fuzzy' && isInOrder(part, text);
};

/**
Whether what fits a query fits an earlier one, too, as it mostly does while somebody types: then only what fitted that has to be looked at. It may
be false where that is so all the same. Both have to look for words within texts: whole names do not go on.
*/
export const isNarrower = (query: Asked, before: Asked): boolean =>
	before.terms.every(known =>
		query.terms.some(term => implies(term, query.text.slice(term.at, term.end), known, before.text.slice(known.at, known.end))),
	);

import type {KeyTerm, QueryTerm, QueryValue} from './scan.ts';

/** A term without its place in a text. */
export type WrittenTerm =
	| Pick<Extract<QueryTerm, {readonly text: string}>, 'kind' | 'isNegated' | 'text'>
	| (Pick<KeyTerm, 'kind' | 'isNegated' | 'key'> & {readonly values: readonly WrittenValue[]});

export type WrittenValue = Pick<QueryValue, 'operator' | 'text'>;

const quotedWhere = (odd: RegExp, text: string): string => (odd.test(text) ? `"${text}"` : text);

const writeValue = ({operator, text}: WrittenValue): string => operator + quotedWhere(/[\s,]|^[~<>=]/, text);

const writePositive = (term: WrittenTerm): string => {
	switch (term.kind) {
		case 'word':
			return quotedWhere(/[\s:]|^[-!~/]/, term.text);
		case 'fuzzy':
			return `~${quotedWhere(/\s/, term.text)}`;
		case 'pattern':
			return `/${term.text}/`;
		case 'key':
			return `${term.key}:${term.values.map(writeValue).join(',')}`;
	}
};

/** A term as a person may write it: what is read from it is the same term. */
export const writeTerm = (term: WrittenTerm): string => (term.isNegated ? '-' : '') + writePositive(term);

/** What is wrong with a query, as a clause without its end, and the index of the letter where it begins. */
export type QueryProblem = {readonly at: number; readonly text: string};

/** One term of a query as it is written. All of them have to hold; one that is negated must not. */
export type QueryTerm = {readonly at: number; readonly isNegated: boolean} & (
	| {readonly kind: 'word' | 'fuzzy' | 'pattern'; readonly text: string}
	| {readonly kind: 'key'; readonly key: string; readonly values: readonly string[]}
);

export type ScannedQuery = {readonly terms: readonly QueryTerm[]; readonly problems: readonly QueryProblem[]};

const spaces = /\s*/y;
const negation = /[-!]?/y;
const keyName = /(metadata\.[^\s:",]+|[a-z_]+):/iy;
const pattern = /\/((?:[^\\/]|\\.)*)(\/?)(\S*)/sy;
const fuzzy = /~?/y;
/** Quoted parts and bare ones, with nothing between them. */
const word = /(?:"[^"]*"|[^\s"])*("?)/y;
const valueList = /(?:"[^"]*"|[^\s"])+|(?=\s|$)/y;
const value = /(?:"[^"]*"|[^,"])+/g;

const withoutQuotes = (text: string): string => text.replaceAll('"', '');

type Read = QueryTerm | QueryProblem;

/** Reads a text from its beginning, piece by piece. */
const createCursor = (text: string) => {
	let at = 0;
	return {
		at: () => at,
		isAtEnd: () => at >= text.length,
		/** What a sticky expression finds here, with its groups; undefined when it finds nothing. */
		take(expression: RegExp): readonly string[] | undefined {
			expression.lastIndex = at;
			const found = expression.exec(text);
			at += found?.[0].length ?? 0;
			return found ?? undefined;
		},
		takeRest(): void {
			at = text.length;
		},
	};
};

type Cursor = ReturnType<typeof createCursor>;

const readPattern = (cursor: Cursor, start: number, isNegated: boolean): Read | undefined => {
	const found = cursor.take(pattern);
	if (found === undefined) {
		return undefined;
	}

	const [, text = '', end, after] = found;
	if (end === '' || text === '') {
		return {at: start, text: 'a regular expression ends in another /'};
	}

	return after === ''
		? {at: start, isNegated, kind: 'pattern', text}
		: {at: start, text: `after the regular expression /${text}/ comes a space, not "${after}"`};
};

const openQuote = (cursor: Cursor, start: number): QueryProblem => {
	cursor.takeRest();
	return {at: start, text: 'a quotation mark is still open'};
};

const readKey = (cursor: Cursor, start: number, isNegated: boolean): Read | undefined => {
	const [, key] = cursor.take(keyName) ?? [];
	if (key === undefined) {
		return undefined;
	}

	const [list] = cursor.take(valueList) ?? [];
	if (list === undefined || !(cursor.isAtEnd() || cursor.take(/(?=\s)/y))) {
		return openQuote(cursor, start);
	}

	const values = (list.match(value) ?? []).map(withoutQuotes).filter(text => text !== '');
	return values.length === 0 ? {at: start, text: `${key}: wants a value`} : {at: start, isNegated, kind: 'key', key, values};
};

const readWord = (cursor: Cursor, start: number, isNegated: boolean): Read => {
	const kind = cursor.take(fuzzy)?.[0] === '~' ? 'fuzzy' : 'word';
	const [written = '', quote] = cursor.take(word) ?? [];
	if (quote !== '') {
		return openQuote(cursor, start);
	}

	const text = withoutQuotes(written);
	return text === '' ? {at: start, text: 'a term is not finished'} : {at: start, isNegated, kind, text};
};

/** Takes a query apart. Every text is taken: what cannot be a term is a problem, and the others stay. */
export const scanQuery = (text: string): ScannedQuery => {
	const terms: QueryTerm[] = [];
	const problems: QueryProblem[] = [];
	const cursor = createCursor(text);
	cursor.take(spaces);
	while (!cursor.isAtEnd()) {
		const start = cursor.at();
		const isNegated = cursor.take(negation)?.[0] !== '';
		const read = readPattern(cursor, start, isNegated) ?? readKey(cursor, start, isNegated) ?? readWord(cursor, start, isNegated);
		if ('kind' in read) {
			terms.push(read);
		} else {
			problems.push(read);
		}

		cursor.take(spaces);
	}

	return {terms, problems};
};

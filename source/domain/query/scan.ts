/** Where something stands in a text: the index of its first letter, and of the one after its last. */
export type Place = {readonly at: number; readonly end: number};

/** What is wrong with a query, as a clause without its end, and where. It goes on with `more` where there is room. */
export type QueryProblem = Place & {readonly text: string; readonly more?: string};

/** How a value is compared with what a thing has; without an operator it is the same. */
export type Operator = '' | '~' | '>' | '>=' | '<' | '<=';

export type QueryValue = Place & {readonly operator: Operator; readonly text: string};

/** One term of a query as it is written. A key without values makes no sense yet. All of them have to hold; one that is negated must not. */
export type QueryTerm = Place & {readonly isNegated: boolean} & (
		| {readonly kind: 'word' | 'fuzzy' | 'pattern'; readonly text: string}
		| {readonly kind: 'key'; readonly key: string; readonly keyAt: number; readonly values: readonly QueryValue[]}
	);

export type KeyTerm = Extract<QueryTerm, {readonly kind: 'key'}>;

export type ScannedQuery = {
	readonly terms: readonly QueryTerm[];
	readonly problems: readonly QueryProblem[];
	/** Where the last term begins, which goes on with what is typed next; at the end of the text where the next is a new one. */
	readonly openAt: number;
};

const spaces = /\s*/y;
const negation = /[-!]?/y;
const keyName = /(meta(?:data)?\.[^\s:",]+|[a-z_]+):/iy;
const pattern = /\/((?:[^\\/]|\\.)*)(\/?)(\S*)/sy;
const fuzzy = /~?/y;
/** Quoted parts and bare ones, with nothing between them. */
const word = /(?:"[^"]*"|[^\s"])*("?)/y;
const valueList = /(?:"[^"]*"|[^\s"])*("?)/y;
const value = /(?:"[^"]*"|[^,"])+/g;
/** Only where no quotation mark comes before it: in quotes it is a letter like others. */
const operator = /^(?:[<>]=?|~)?/;

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
		takeRest(): number {
			const from = at;
			at = text.length;
			return from;
		},
	};
};

type Cursor = ReturnType<typeof createCursor>;

const readPattern = (cursor: Cursor, start: number, isNegated: boolean): Read | undefined => {
	const at = cursor.at();
	const found = cursor.take(pattern);
	if (found === undefined) {
		return undefined;
	}

	const [, text = '', close, after = ''] = found;
	const end = cursor.at();
	if (close === '' || text === '') {
		return {at, end, text: 'a regular expression ends in another /'};
	}

	return after === ''
		? {at: start, end, isNegated, kind: 'pattern', text}
		: {at: end - after.length, end, text: `after the regular expression /${text}/ comes a space, not "${after}"`};
};

/** The quotation mark was the last that was taken. */
const openQuote = (cursor: Cursor): QueryProblem => {
	const at = cursor.takeRest() - 1;
	return {at, end: cursor.at(), text: 'a quotation mark is still open'};
};

/** The values of a list that begins at some place. */
const valuesIn = (list: string, listAt: number): readonly QueryValue[] =>
	[...list.matchAll(value)].flatMap(({0: raw, index}) => {
		const [sign = ''] = operator.exec(raw) ?? [];
		const text = withoutQuotes(raw.slice(sign.length));
		const at = listAt + index;
		return text === '' && sign === '' ? [] : [{at, end: at + raw.length, operator: sign as Operator, text}];
	});

const readKey = (cursor: Cursor, start: number, isNegated: boolean): Read | undefined => {
	const keyAt = cursor.at();
	const [, key] = cursor.take(keyName) ?? [];
	if (key === undefined) {
		return undefined;
	}

	const listAt = cursor.at();
	const [list = '', quote] = cursor.take(valueList) ?? [];
	if (quote !== '') {
		return openQuote(cursor);
	}

	const values = valuesIn(list, listAt);
	const end = cursor.at();
	const empty = values.find(({text}) => text === '');
	if (empty !== undefined) {
		return {at: empty.at, end: empty.end, text: `${key}:${empty.operator} wants a value`};
	}

	return {at: start, end, isNegated, kind: 'key', key, keyAt, values};
};

const readWord = (cursor: Cursor, start: number, isNegated: boolean): Read => {
	const kind = cursor.take(fuzzy)?.[0] === '~' ? 'fuzzy' : 'word';
	const [written = '', quote] = cursor.take(word) ?? [];
	if (quote !== '') {
		return openQuote(cursor);
	}

	const text = withoutQuotes(written);
	const end = cursor.at();
	return text === '' ? {at: start, end, text: 'a term is not finished'} : {at: start, end, isNegated, kind, text};
};

/** Takes a query apart. Every text is taken: what cannot be a term is a problem, and the others stay. */
export const scanQuery = (text: string): ScannedQuery => {
	const terms: QueryTerm[] = [];
	const problems: QueryProblem[] = [];
	const cursor = createCursor(text);
	cursor.take(spaces);
	let openAt = cursor.at();
	while (!cursor.isAtEnd()) {
		const start = cursor.at();
		const isNegated = cursor.take(negation)?.[0] !== '';
		const read = readPattern(cursor, start, isNegated) ?? readKey(cursor, start, isNegated) ?? readWord(cursor, start, isNegated);
		if ('kind' in read) {
			terms.push(read);
		} else {
			problems.push(read);
		}

		openAt = cursor.isAtEnd() ? start : openAt;
		if (cursor.take(spaces)?.[0] !== '') {
			openAt = cursor.at();
		}
	}

	return {terms, problems, openAt};
};

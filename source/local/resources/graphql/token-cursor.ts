import {GraphqlError, type Token, tokenize} from './tokenize.ts';

/** Deeper queries are refused: the schema is not so deep. */
const deepest = 30;

/** Where a reader of a GraphQL document is. All that throw, throw a GraphqlError. */
export type TokenCursor = {
	readonly peek: () => Token;
	readonly isAt: (punctuator: string) => boolean;
	/** Steps over the next token if it is this punctuator; tells whether it was. */
	readonly accept: (punctuator: string) => boolean;
	readonly expect: (punctuator: string) => void;
	/** Steps over a name and answers it. */
	readonly word: () => string;
	readonly acceptWord: (word: string) => boolean;
	/** Steps over any token that is a value by itself. */
	readonly scalar: () => Token;
	/** Reads one item after the other until a punctuator, which it steps over. */
	readonly until: <Item>(punctuator: string, read: () => Item) => readonly Item[];
	/** Reads something that nests, unless it nests too deep. */
	readonly nested: <Result>(read: () => Result) => Result;
};

export const createTokenCursor = (source: string): TokenCursor => {
	const tokens = tokenize(source);
	const end: Token = {kind: 'end', text: '', at: tokens.at(-1)?.at ?? {line: 1, column: 1}};
	let position = 0;
	let depth = 0;

	const peek = (): Token => tokens[position] ?? end;
	const isAt = (punctuator: string): boolean => peek().kind === 'punctuator' && peek().text === punctuator;

	const acceptIf = (isWanted: boolean): boolean => {
		position += isWanted ? 1 : 0;
		return isWanted;
	};

	const take = (isWanted: boolean): Token => {
		const token = peek();
		if (!isWanted) {
			const message = token.kind === 'end' ? 'Unexpected end of document' : `Parse error on ${JSON.stringify(token.text)}`;
			throw new GraphqlError(message, token.at);
		}

		position++;
		return token;
	};

	const accept = (punctuator: string): boolean => acceptIf(isAt(punctuator));

	return {
		peek,
		isAt,
		accept,
		expect: punctuator => void take(isAt(punctuator)),
		word: () => take(peek().kind === 'name').text,
		acceptWord: word => acceptIf(peek().kind === 'name' && peek().text === word),
		scalar: () => take(peek().kind !== 'punctuator' && peek().kind !== 'end'),
		until(punctuator, read) {
			const items = [];
			while (!accept(punctuator)) {
				items.push(read());
			}

			return items;
		},
		nested(read) {
			depth++;
			if (depth > deepest) {
				throw new GraphqlError('Query is too deep', peek().at);
			}

			const result = read();
			depth--;
			return result;
		},
	};
};

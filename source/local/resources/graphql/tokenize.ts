/** Both from 1. */
export type Location = {readonly line: number; readonly column: number};

export type Token = {readonly kind: 'punctuator' | 'name' | 'number' | 'string' | 'end'; readonly text: string; readonly at: Location};

/** What is wrong with a query, in the form in which GraphQL answers it. */
export class GraphqlError extends Error {
	override readonly name = 'GraphqlError';
	readonly at: Location;
	readonly path: readonly (string | number)[];
	readonly extensions: Readonly<Record<string, string>>;

	constructor(message: string, at: Location, path: readonly (string | number)[] = [], extensions: Readonly<Record<string, string>> = {}) {
		super(message);
		this.at = at;
		this.path = path;
		this.extensions = extensions;
	}
}

const token =
	/(?<blank>[\s,\uFEFF]+|#[^\n\r]*)|(?<punctuator>\.\.\.|[!$&()[\]:=@{|}])|(?<name>[_A-Za-z]\w*)|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<string>"(?:[^"\\\n\r]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")/y;

/** The tokens of a GraphQL document. Texts of strings are JSON; block strings are not read. Throws a GraphqlError. */
export const tokenize = (source: string): readonly Token[] => {
	const tokens: Token[] = [];
	let line = 1;
	let lineStart = 0;
	let index = 0;
	while (index < source.length) {
		token.lastIndex = index;
		const at = {line, column: index - lineStart + 1};
		const match = token.exec(source);
		if (match?.groups === undefined) {
			throw new GraphqlError(`Parse error on ${JSON.stringify(source.charAt(index))}`, at);
		}

		const [text] = match;
		for (const newLine of text.matchAll(/\n/g)) {
			line++;
			lineStart = index + newLine.index + 1;
		}

		const kind = (['punctuator', 'name', 'number', 'string'] as const).find(name => match.groups?.[name] !== undefined);
		if (kind !== undefined) {
			tokens.push({kind, text, at});
		}

		index += text.length;
	}

	return tokens;
};

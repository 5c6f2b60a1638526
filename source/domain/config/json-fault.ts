/** Where a text stops being JSON, as an offset, and what would have to stand there. */
export type JsonFault = {readonly offset: number; readonly message: string};

type Expectation = 'value' | 'first item' | 'first key' | 'key' | 'colon' | 'next' | 'end';

const space = /[ \t\n\r]*/y;
const string = /"[^"\\\0-\x1f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\0-\x1f]*)*"/y;
const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

const matchAt = (pattern: RegExp, text: string, offset: number): number => {
	pattern.lastIndex = offset;
	return pattern.exec(text)?.[0].length ?? 0;
};

const wishes: Readonly<Record<Expectation, string>> = {
	value: 'a value is expected here',
	'first item': 'a value or ] is expected here',
	'first key': 'a key in double quotes or } is expected here',
	key: 'a key in double quotes is expected here',
	colon: 'a : is expected here, between a key and its value',
	next: 'a comma or the end of the list or object is expected here',
	end: 'nothing more is expected here',
};

/** Mistakes that have a plain name, by what stands at the fault. */
const mistakes: readonly (readonly [RegExp, string])[] = [
	[/^"/, 'this text is not closed, or has a character in it that must be written with a backslash'],
	[/^'/, 'texts are in double quotes'],
	[/^(?:\/\/|\/\*|#)/, 'comments are only read above the config'],
];

const messageAt = (text: string, offset: number, expected: Expectation, isAfterComma: boolean): string => {
	const rest = text.slice(offset, offset + 2);
	if (rest === '') {
		return 'the text ends here, before the config does';
	}

	if (isAfterComma && /^[\]}]/.test(rest)) {
		return 'the last item has a comma after it';
	}

	const named = mistakes.find(([pattern]) => pattern.test(rest));
	const isForeign = expected === 'value' || expected === 'first item' || !rest.startsWith('"');
	return (isForeign ? named?.[1] : undefined) ?? wishes[expected];
};

/** How far a text was read: what is open around it, and what has to come. */
type Position = {readonly open: string[]; expected: Expectation; offset: number; isAfterComma: boolean};

const opens: ReadonlyMap<string | undefined, {readonly close: string; readonly expected: Expectation}> = new Map([
	['{', {close: '}', expected: 'first key'}],
	['[', {close: ']', expected: 'first item'}],
]);

/** What stands at a position: a value, a bracket, a comma, as far as it may stand there. Its length, or 0; the position is moved on. */
const step = (text: string, position: Position): number => {
	const {open, expected, offset} = position;
	const character = text[offset];
	const after = () => (open.length === 0 ? 'end' : 'next');
	const isKey = expected === 'key' || expected === 'first key';
	const mayClose = expected === 'next' || expected === 'first key' || expected === 'first item';
	position.isAfterComma = false;
	if (mayClose && character !== undefined && character === open.at(-1)) {
		open.pop();
		position.expected = after();
		return 1;
	}

	if (expected === 'colon' || expected === 'next') {
		position.isAfterComma = expected === 'next';
		position.expected = expected === 'next' && open.at(-1) === '}' ? 'key' : 'value';
		return character === (expected === 'next' ? ',' : ':') ? 1 : 0;
	}

	if (isKey) {
		position.expected = 'colon';
		return matchAt(string, text, offset);
	}

	const bracket = opens.get(character);
	if (bracket !== undefined) {
		open.push(bracket.close);
		position.expected = bracket.expected;
		return 1;
	}

	position.expected = after();
	return matchAt(string, text, offset) || matchAt(scalar, text, offset);
};

/** The first place where a text is not JSON; undefined when all of it is. */
export const jsonFault = (text: string): JsonFault | undefined => {
	const position: Position = {open: [], expected: 'value', offset: 0, isAfterComma: false};
	for (;;) {
		const {expected, isAfterComma} = position;
		position.offset += matchAt(space, text, position.offset);
		if (expected === 'end' && position.offset === text.length) {
			return undefined;
		}

		const length = expected === 'end' ? 0 : step(text, position);
		if (length === 0) {
			return {offset: position.offset, message: messageAt(text, position.offset, expected, isAfterComma)};
		}

		position.offset += length;
	}
};

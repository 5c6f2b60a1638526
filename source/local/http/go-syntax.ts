/** What is open around a place: a key that awaits its value, a value of an object, an item of a list. */
type Part = 'key' | 'pair' | 'element';

/** A character that a state takes, and the state after it; it may close the innermost part and open another one. */
type Row = readonly [characters: RegExp, next: string, change?: {readonly closes?: true; readonly opens?: Part}];

/** What Go's decoder says of any other character; undefined where a number may end, so that the character belongs to what follows it. */
type State = {readonly rows: readonly Row[]; readonly complaint: string | undefined};

const literals = ['true', 'false', 'null'];

/** After a value: which state that is depends on what is open. */
const valueEnd = 'value end';

const valueRows: readonly Row[] = [
	[/"/, 'text'],
	[/\{/, 'first key', {opens: 'key'}],
	[/\[/, 'first item', {opens: 'element'}],
	[/-/, 'minus'],
	[/0/, 'zero'],
	[/[1-9]/, 'digits'],
	...literals.map((word): Row => [new RegExp(word.charAt(0)), `${word} 1`]),
];

const begin = 'looking for beginning of';
const hexadecimal = /[\da-fA-F]/;
const inEscape = 'in \\u hexadecimal character escape';
const inExponent = 'in exponent of numeric literal';
const fraction: Row = [/\./, 'point'];
const exponent: Row = [/[eE]/, 'exponent'];
const keyRow: Row = [/"/, 'text'];

/** The letters of `true` and its like after the first, each a state. */
const literalStates = Object.fromEntries(
	literals.flatMap(word =>
		[...word].slice(1).map((letter, index, {length}): readonly [string, State] => [
			`${word} ${index + 1}`,
			{
				rows: [[new RegExp(letter), index + 1 === length ? valueEnd : `${word} ${index + 2}`]],
				complaint: `in literal ${word} (expecting '${letter}')`,
			},
		]),
	),
);

const states: Readonly<Record<string, State>> = {
	value: {rows: valueRows, complaint: `${begin} value`},
	'first item': {rows: [[/\]/, valueEnd, {closes: true}], ...valueRows], complaint: `${begin} value`},
	key: {rows: [keyRow], complaint: `${begin} object key string`},
	'first key': {rows: [[/\}/, valueEnd, {closes: true}], keyRow], complaint: `${begin} object key string`},
	'key end': {rows: [[/:/, 'value', {closes: true, opens: 'pair'}]], complaint: 'after object key'},
	'pair end': {
		rows: [
			[/,/, 'key', {closes: true, opens: 'key'}],
			[/\}/, valueEnd, {closes: true}],
		],
		complaint: 'after object key:value pair',
	},
	'element end': {
		rows: [
			[/,/, 'value'],
			[/\]/, valueEnd, {closes: true}],
		],
		complaint: 'after array element',
	},
	end: {rows: [], complaint: 'after top-level value'},
	text: {
		rows: [
			[/"/, valueEnd],
			[/\\/, 'escape'],
			[/[^\0-\x1f]/, 'text'],
		],
		complaint: 'in string literal',
	},
	escape: {
		rows: [
			[/["\\/bfnrt]/, 'text'],
			[/u/, 'digit 1'],
		],
		complaint: 'in string escape code',
	},
	'digit 1': {rows: [[hexadecimal, 'digit 2']], complaint: inEscape},
	'digit 2': {rows: [[hexadecimal, 'digit 3']], complaint: inEscape},
	'digit 3': {rows: [[hexadecimal, 'digit 4']], complaint: inEscape},
	'digit 4': {rows: [[hexadecimal, 'text']], complaint: inEscape},
	minus: {
		rows: [
			[/0/, 'zero'],
			[/[1-9]/, 'digits'],
		],
		complaint: 'in numeric literal',
	},
	zero: {rows: [fraction, exponent], complaint: undefined},
	digits: {rows: [[/\d/, 'digits'], fraction, exponent], complaint: undefined},
	point: {rows: [[/\d/, 'decimals']], complaint: 'after decimal point in numeric literal'},
	decimals: {rows: [[/\d/, 'decimals'], exponent], complaint: undefined},
	exponent: {
		rows: [
			[/[+-]/, 'signed exponent'],
			[/\d/, 'exponent digits'],
		],
		complaint: inExponent,
	},
	'signed exponent': {rows: [[/\d/, 'exponent digits']], complaint: inExponent},
	'exponent digits': {rows: [[/\d/, 'exponent digits']], complaint: undefined},
	...literalStates,
};

const mayHaveSpace = new Set(['value', 'first item', 'key', 'first key', 'key end', 'pair end', 'element end', 'end']);

const shortEscapes: Readonly<Record<string, string>> = {
	'\x07': '\\a',
	'\b': '\\b',
	'\f': '\\f',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
	'\v': '\\v',
	'\\': '\\\\',
	"'": "\\'",
};

/** A byte as Go quotes it. */
const quoted = (character: string): string => {
	const code = character.charCodeAt(0).toString(16);
	const written = /[\0-\x1f\x7f]/.test(character) ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
	return `'${shortEscapes[character] ?? (/[\0-\x1f\x7f-\xa0\xad]/.test(character) ? written : character)}'`;
};

/**
What Go's decoder says of a body that is no JSON; undefined of one that is. The states and the words are those of encoding/json, which reads
byte by byte: a byte-order mark and whatever is no UTF-8 are as wrong to it as any letter.
*/
export const syntaxError = (body: Buffer): string | undefined => {
	const open: Part[] = [];
	let name = 'value';
	const resolve = (next: string): string => (next === valueEnd ? `${open.at(-1) ?? ''} end`.trimStart() : next);
	for (const character of body.toString('latin1')) {
		if (states[name]?.complaint === undefined && !states[name]?.rows.some(([characters]) => characters.test(character))) {
			name = resolve(valueEnd);
		}

		if (mayHaveSpace.has(name) && /[ \t\r\n]/.test(character)) {
			continue;
		}

		const row = states[name]?.rows.find(([characters]) => characters.test(character));
		if (row === undefined) {
			return `invalid character ${quoted(character)} ${states[name]?.complaint}`;
		}

		const [, next, {closes, opens} = {}] = row;
		if (closes) {
			open.pop();
		}

		if (opens !== undefined) {
			open.push(opens);
		}

		name = resolve(next);
	}

	return resolve(states[name]?.complaint === undefined ? valueEnd : name) === 'end' ? undefined : 'unexpected EOF';
};

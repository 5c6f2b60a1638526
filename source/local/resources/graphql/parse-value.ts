import type {Json} from '../../../domain/json.ts';
import type {TokenCursor} from './token-cursor.ts';
import type {Token} from './tokenize.ts';

export type Variables = Readonly<Record<string, Json | undefined>>;

/** A value of a query, once its variables are known. */
export type Value = (variables: Variables) => Json | undefined;

export type Arguments = Readonly<Record<string, Value>>;

const constants = new Map<string, Json>([
	['true', true],
	['false', false],
	['null', null],
]);

/** A name that is no constant is a member of an enumeration, which this server takes as text. */
const constantOf = ({kind, text}: Token): Json => {
	if (kind === 'name') {
		const constant = constants.get(text);
		return constant === undefined ? text : constant;
	}

	return JSON.parse(text);
};

/** Reads a value: a variable, a list, an object or a constant. Throws a GraphqlError. */
export const readValue = (cursor: TokenCursor): Value =>
	cursor.nested((): Value => {
		if (cursor.accept('$')) {
			const name = cursor.word();
			return variables => (Object.hasOwn(variables, name) ? variables[name] : undefined);
		}

		if (cursor.accept('[')) {
			const items = cursor.until(']', () => readValue(cursor));
			return variables => items.map(item => item(variables) ?? null);
		}

		if (cursor.accept('{')) {
			const entries = cursor.until('}', () => readNamed(cursor));
			return variables => Object.fromEntries(entries.map(([name, item]) => [name, item(variables)]));
		}

		const constant = constantOf(cursor.scalar());
		return () => constant;
	});

const readNamed = (cursor: TokenCursor): readonly [string, Value] => {
	const name = cursor.word();
	cursor.expect(':');
	return [name, readValue(cursor)];
};

/** Reads the arguments of a field; without parentheses there are none. */
export const readArguments = (cursor: TokenCursor): Arguments =>
	cursor.accept('(') ? Object.fromEntries(cursor.until(')', () => readNamed(cursor))) : {};

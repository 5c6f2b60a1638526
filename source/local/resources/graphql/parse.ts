import {type Arguments, readArguments, readValue, type Value} from './parse-value.ts';
import {createTokenCursor, type TokenCursor} from './token-cursor.ts';
import type {Location} from './tokenize.ts';

export type Field = {
	readonly kind: 'field';
	readonly name: string;
	/** The name under which the answer has it. */
	readonly alias: string;
	readonly arguments: Arguments;
	/** Undefined for a field without braces. */
	readonly selections: readonly Selection[] | undefined;
	readonly at: Location;
};

export type Selection =
	| Field
	| {readonly kind: 'inline'; readonly on: string | undefined; readonly selections: readonly Selection[]; readonly at: Location}
	| {readonly kind: 'spread'; readonly name: string; readonly at: Location};

export type Operation = {
	/** query, mutation or subscription. */
	readonly kind: string;
	readonly name: string | undefined;
	readonly defaults: Arguments;
	readonly selections: readonly Selection[];
};

export type Fragment = {readonly on: string; readonly selections: readonly Selection[]};

export type Document = {readonly operations: readonly Operation[]; readonly fragments: ReadonlyMap<string, Fragment>};

/** Directives are read over. */
const skipDirectives = (cursor: TokenCursor): void => {
	while (cursor.accept('@')) {
		cursor.word();
		readArguments(cursor);
	}
};

const readSelections = (cursor: TokenCursor): readonly Selection[] =>
	cursor.nested(() => {
		cursor.expect('{');
		return cursor.until('}', () => readSelection(cursor));
	});

const readSpread = (cursor: TokenCursor, at: Location): Selection => {
	const {kind, text} = cursor.peek();
	if (kind === 'name' && text !== 'on') {
		const name = cursor.word();
		skipDirectives(cursor);
		return {kind: 'spread', name, at};
	}

	const on = cursor.acceptWord('on') ? cursor.word() : undefined;
	skipDirectives(cursor);
	return {kind: 'inline', on, selections: readSelections(cursor), at};
};

const readSelection = (cursor: TokenCursor): Selection => {
	const {at} = cursor.peek();
	if (cursor.accept('...')) {
		return readSpread(cursor, at);
	}

	const alias = cursor.word();
	const name = cursor.accept(':') ? cursor.word() : alias;
	const given = readArguments(cursor);
	skipDirectives(cursor);
	return {kind: 'field', name, alias, arguments: given, selections: cursor.isAt('{') ? readSelections(cursor) : undefined, at};
};

/** A type such as `[String!]!`, which this server does not check. */
const skipType = (cursor: TokenCursor): void => {
	if (cursor.accept('[')) {
		cursor.nested(() => skipType(cursor));
		cursor.expect(']');
	} else {
		cursor.word();
	}

	cursor.accept('!');
};

const readDefault = (cursor: TokenCursor): readonly [string, Value] => {
	cursor.expect('$');
	const name = cursor.word();
	cursor.expect(':');
	skipType(cursor);
	const fallback: Value = cursor.accept('=') ? readValue(cursor) : () => undefined;
	skipDirectives(cursor);
	return [name, fallback];
};

const readOperation = (cursor: TokenCursor): Operation => {
	if (cursor.isAt('{')) {
		return {kind: 'query', name: undefined, defaults: {}, selections: readSelections(cursor)};
	}

	const kind = cursor.word();
	const name = cursor.peek().kind === 'name' ? cursor.word() : undefined;
	const defaults = cursor.accept('(') ? Object.fromEntries(cursor.until(')', () => readDefault(cursor))) : {};
	skipDirectives(cursor);
	return {kind, name, defaults, selections: readSelections(cursor)};
};

const readFragment = (cursor: TokenCursor): readonly [string, Fragment] => {
	const name = cursor.word();
	cursor.acceptWord('on');
	const on = cursor.word();
	skipDirectives(cursor);
	return [name, {on, selections: readSelections(cursor)}];
};

/** Reads a GraphQL document: operations, fragments, fields, arguments and variables. Throws a GraphqlError. */
export const parse = (source: string): Document => {
	const cursor = createTokenCursor(source);
	const operations: Operation[] = [];
	const fragments = new Map<string, Fragment>();
	while (cursor.peek().kind !== 'end') {
		if (cursor.acceptWord('fragment')) {
			fragments.set(...readFragment(cursor));
		} else {
			operations.push(readOperation(cursor));
		}
	}

	return {operations, fragments};
};

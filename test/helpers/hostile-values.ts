import {isJsonObject, type Json, type JsonObject} from '../../source/domain/json.ts';
import type {Shape} from '../../source/local/http/go-shape.ts';

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Bodies that are not what any call takes: no JSON, JSON of another kind, too deep, too long. */
export const hostileBodies: readonly string[] = [
	'',
	' ',
	'{',
	'}',
	'{"config":',
	'{"name":"x"} {"name":"y"}',
	"{'name': 'x'}",
	'\u0000',
	'\ufeff{}',
	'null',
	'true',
	'0',
	'"text"',
	'[]',
	'[{}]',
	'{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
	'{"nobody_knows":{"this":["key"]}}',
	deep(150),
	deep(5000),
	`{"config":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
	`{"name":"${'x'.repeat(1_000_000)}"}`,
	`{"name":"${'x'.repeat(1_100_000)}"}`,
	'{"name":"\\ud800","config":{"image":"\\udfff"}}',
	'{"lease_ttl":1e400,"size_gb":-1e400,"ttl":123456789012345678901234567890}',
];

/** Texts that mean something to a path, a shell, a database, a terminal or an object. `file` must not come to be by any of them. */
export const hostileTexts = (file: string): readonly string[] => [
	'..',
	`../../../../../../../../../..${file}`,
	file,
	`a/../../../../../../../../../../..${file}`,
	`$(touch ${file})`,
	`; touch ${file};`,
	`\`touch ${file}\``,
	`x\n touch ${file}\n`,
	"'; DROP TABLE value; --",
	'__proto__',
	'constructor',
	'a\u0000b',
	'\ud800',
	'\u001b[2J\r\n',
	'-rf',
	'x'.repeat(20_000),
];

const hostileNumbers = [-1, 0, 2 ** 31 - 1, 2 ** 31, 1e21, 1e308, 0.1] as const;

const wrongFor: Readonly<Record<string, readonly Json[]>> = {
	string: [1, true, {}, []],
	int: ['1', true, {}, [], 1.5, 1e21],
	bool: ['true', 1, {}, []],
	duration: [true, {}, []],
	any: [],
	list: ['x', 1, {}],
	map: ['x', 1, []],
	struct: ['x', 1, []],
};

type KeyPath = readonly string[];

export type Field = {readonly path: KeyPath; readonly kind: string};

/** Every field of a shape, however deep; items of lists and maps stand under `0` and `x`. */
export const fieldsOf = (shape: Shape, path: KeyPath = []): readonly Field[] => {
	if (typeof shape === 'string') {
		return [{path, kind: shape}];
	}

	if ('list' in shape) {
		return [{path, kind: 'list'}, ...fieldsOf(shape.list, [...path, '0'])];
	}

	if ('map' in shape) {
		return [{path, kind: 'map'}, ...fieldsOf(shape.map, [...path, 'x'])];
	}

	const inside = Object.entries(shape.fields).flatMap(([key, field]) => fieldsOf(field, [...path, key]));
	return path.length === 0 ? inside : [{path, kind: 'struct'}, ...inside];
};

/** A body in which one field, and what is needed on the way to it, is set. */
export const withField = (body: Json | undefined, [key, ...rest]: KeyPath, value: Json): Json => {
	if (key === undefined) {
		return value;
	}

	if (key === '0') {
		return [withField(Array.isArray(body) ? body[0] : undefined, rest, value)];
	}

	const object: JsonObject = isJsonObject(body) ? body : {};
	return {...object, [key]: withField(object[key], rest, value)};
};

/** Values of the wrong type for a field: each must be refused. */
export const wrongValues = ({kind}: Field): readonly Json[] => wrongFor[kind] ?? [];

/** Values of the right type that nobody should trust. */
export const doubtfulValues = ({kind}: Field, file: string): readonly Json[] => {
	switch (kind) {
		case 'string':
		case 'duration':
			return ['', ...hostileTexts(file)];
		case 'int':
			return hostileNumbers;
		case 'any':
			return [null, ...hostileNumbers, ...hostileTexts(file), {}, [[]]];
		default:
			return [null];
	}
};

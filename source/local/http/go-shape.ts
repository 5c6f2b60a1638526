import {isJsonObject, type Json} from '../../domain/json.ts';
import {goDuration} from '../fleet/go-duration.ts';

/** The types that a Go server reads JSON into, as far as this API shows them in its errors. */
export type Shape = 'string' | 'int' | 'bool' | 'any' | 'duration' | {readonly list: Shape} | {readonly map: Shape} | Struct;

export type Struct = {readonly struct: string; readonly fields: Readonly<Record<string, Shape>>};

type Mismatch = {readonly path: readonly string[]; readonly value: Json; readonly type: string};

const goType = (shape: Shape): string => {
	if (typeof shape === 'string') {
		return shape === 'duration' ? 'fly.Duration' : shape;
	}

	if ('list' in shape) {
		return `[]${goType(shape.list)}`;
	}

	return 'map' in shape ? `map[string]${goType(shape.map)}` : shape.struct;
};

/** Whole numbers that a database, a date and a Go int all hold. */
const isInt = (value: Json): boolean => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;

const scalars: Readonly<Record<Extract<Shape, string>, (value: Json) => boolean>> = {
	string: value => typeof value === 'string',
	int: isInt,
	bool: value => typeof value === 'boolean',
	any: () => true,
	duration: value => typeof value === 'string' || Number.isSafeInteger(value),
};

/** The shape of what stands under a key of an object; undefined for a key that nobody knows. */
const shapeAt = (shape: {readonly map: Shape} | Struct, key: string): Shape | undefined => {
	if ('map' in shape) {
		return shape.map;
	}

	return Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
};

const firstOf = (children: Iterable<readonly [string | undefined, Json | undefined]>, shapeOf: (key: string) => Shape | undefined) => {
	for (const [key, value] of children) {
		const shape = shapeOf(key ?? '');
		const found = shape === undefined || value === undefined ? undefined : findMismatch(value, shape);
		if (found !== undefined) {
			return key === undefined ? found : {...found, path: [key, ...found.path]};
		}
	}

	return undefined;
};

/** The first place where a value has the wrong type. Null fits everywhere, and so do keys that nobody knows. */
const findMismatch = (value: Json, shape: Shape): Mismatch | undefined => {
	const here = {path: [], value, type: goType(shape)};
	if (value === null) {
		return undefined;
	}

	if (typeof shape === 'string') {
		return scalars[shape](value) ? undefined : here;
	}

	if ('list' in shape) {
		return Array.isArray(value)
			? firstOf(
					value.map(item => [undefined, item] as const),
					() => shape.list,
				)
			: here;
	}

	if (!isJsonObject(value)) {
		return here;
	}

	return firstOf(Object.entries(value), key => shapeAt(shape, key));
};

const goWord = (value: Json, type: string): string => {
	switch (typeof value) {
		case 'number':
			return type === 'int' ? `number ${value}` : 'number';
		case 'boolean':
			return 'bool';
		case 'string':
			return 'string';
		default:
			return Array.isArray(value) ? 'array' : 'object';
	}
};

/** A value that fits its shape, with the durations that came as numbers of nanoseconds written out: so a Go server answers them. */
export const writeDurations = (value: Json, shape: Shape): Json => {
	if (shape === 'duration') {
		return typeof value === 'number' && value >= 0 ? goDuration(value) : value;
	}

	if (typeof shape === 'string' || value === null) {
		return value;
	}

	if ('list' in shape) {
		return Array.isArray(value) ? value.map(item => writeDurations(item, shape.list)) : value;
	}

	if (!isJsonObject(value)) {
		return value;
	}

	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => {
			const known = shapeAt(shape, key);
			return [key, known === undefined || item === undefined ? item : writeDurations(item, known)];
		}),
	);
};

/** What Go's decoder says of a value that does not fit a struct, or undefined when it fits. */
export const unmarshalError = (value: Json, shape: Struct): string | undefined => {
	const found = findMismatch(value, shape);
	if (found === undefined) {
		return undefined;
	}

	const word = goWord(found.value, found.type);
	const field = `${shape.struct.replace(/^.*\./, '')}.${found.path.join('.')}`;
	return found.path.length === 0
		? `json: cannot unmarshal ${word} into Go value of type ${found.type}`
		: `json: cannot unmarshal ${word} into Go struct field ${field} of type ${found.type}`;
};

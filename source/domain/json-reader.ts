import {isJsonObject, type Json, type JsonObject} from './json.ts';

/** What stands under a key, or an empty object where there is none: null and absent are the same in requests. */
export const objectAt = (source: JsonObject, key: string): JsonObject => {
	const value = source[key];
	return isJsonObject(value) ? value : {};
};

export const listAt = (source: JsonObject, key: string): readonly Json[] => {
	const value = source[key];
	return Array.isArray(value) ? value : [];
};

export const objectsAt = (source: JsonObject, key: string): readonly JsonObject[] => listAt(source, key).filter(isJsonObject);

/** A text that says something: the empty string counts as absent, as Go's zero value does. */
export const textAt = (source: JsonObject, key: string): string | undefined => {
	const value = source[key];
	return typeof value === 'string' && value !== '' ? value : undefined;
};

/** A number other than zero, which counts as absent, as Go's zero value does. */
export const numberAt = (source: JsonObject, key: string): number | undefined => {
	const value = source[key];
	return typeof value === 'number' && value !== 0 ? value : undefined;
};

export const textsAt = (source: JsonObject, key: string): readonly string[] =>
	listAt(source, key).filter(value => typeof value === 'string');

import {snakeCase} from 'es-toolkit';
import type {Json, JsonObject} from '../json.ts';
import type {Row} from './table.ts';

const timeKey = /Ms$/;

const valueJson = (key: string, value: unknown): Json => {
	if (typeof value === 'number' && timeKey.test(key)) {
		return new Date(value).toISOString();
	}

	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

/** A row as an object of JSON, its app first: keys written as those of the Machines API, moments in ISO 8601, null for what is not known. */
export const itemJson = ({app, item}: Row): JsonObject => ({
	app,
	...Object.fromEntries(Object.entries(item).map(([key, value]) => [snakeCase(key.replace(timeKey, '')), valueJson(key, value)])),
});

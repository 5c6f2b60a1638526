import type {Json, JsonObject} from '../../domain/json.ts';
import type {DecodeIssue, Listed} from '../../domain/resources/listed.ts';
import {object} from './values.ts';

type Kind<Item> = {
	/** What one of them is called. */
	readonly name: string;
	/** What it cannot do without: the reader answers undefined when it is missing. */
	readonly key: string;
	readonly read: (item: JsonObject) => Item | undefined;
};

/**
The things of a list, and an issue for each one that could not be read. Null is an empty list, as Go writes it; undefined stands for a
value that is no list.
*/
export const decodeListed = <Item>(value: Json | undefined, {name, key, read}: Kind<Item>): Listed<Item> | undefined => {
	if (value !== null && !Array.isArray(value)) {
		return undefined;
	}

	const given: readonly Json[] = value ?? [];
	const items: Item[] = [];
	const issues: DecodeIssue[] = [];
	for (const [index, entry] of given.entries()) {
		const fields = object(entry);
		const item = fields === undefined ? undefined : read(fields);
		if (item === undefined) {
			issues.push({
				where: `${name} number ${index + 1}`,
				problem: fields === undefined ? 'is not an object' : `has no usable ${key}`,
			});
		} else {
			items.push(item);
		}
	}

	return {items, issues};
};

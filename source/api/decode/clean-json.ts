import {isJsonObject, type Json} from '../../domain/json.ts';
import {printable} from '../../domain/text.ts';

// No config is this deep; a hostile one must not exhaust the stack.
const deepest = 64;

/** JSON from outside with every key and text made printable, whole in length. Nothing is cleaned deeper than 64 levels: it is left out. */
export const cleanJson = (value: Json, depth = 0): Json => {
	if (typeof value === 'string') {
		return printable(value, value.length);
	}

	if (typeof value !== 'object' || value === null) {
		return value;
	}

	if (depth === deepest) {
		return null;
	}

	if (!isJsonObject(value)) {
		return value.map(item => cleanJson(item, depth + 1));
	}

	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [printable(key, key.length), item === undefined ? undefined : cleanJson(item, depth + 1)]),
	);
};

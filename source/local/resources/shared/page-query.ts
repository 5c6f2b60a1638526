import {isJsonObject, type Json} from '../../../domain/json.ts';
import {refusal} from '../../fleet/fault.ts';
import {wholeNumberOf, wordOf} from '../../http/query.ts';

/** The `limit` of the query, which is advice: above `most` it is `most`. Throws a 400 Fault below 1. */
export const limitOf = (query: URLSearchParams, {usual, most}: {readonly usual: number; readonly most: number}): number => {
	const limit = wholeNumberOf(query, 'limit') ?? usual;
	if (limit < 1) {
		throw refusal('invalid_argument', 'invalid limit: value must be greater than 0');
	}

	return Math.min(limit, most);
};

/** A place in a list, as text that clients hand back and do not look into. */
export const encodeCursor = (place: Json): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The `cursor` of the query, read by `read`. Throws a 400 Fault for one that this server never gave. */
export const cursorOf = <Place>(
	query: URLSearchParams,
	read: (source: {readonly [key: string]: unknown}) => Place | undefined,
): Place | undefined => {
	const word = wordOf(query, 'cursor');
	if (word === undefined) {
		return undefined;
	}

	const place = placeIn(word);
	const found = isJsonObject(place) ? read(place) : undefined;
	if (found === undefined) {
		throw refusal('invalid_argument', 'invalid cursor');
	}

	return found;
};

const placeIn = (word: string): unknown => {
	try {
		return JSON.parse(Buffer.from(word, 'base64url').toString());
	} catch {
		return undefined;
	}
};

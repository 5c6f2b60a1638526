import type {JsonObject} from '../../../domain/json.ts';
import {refusal} from '../../fleet/fault.ts';
import {isOn, listOf, wordOf} from '../../http/query.ts';
import {rfc3339} from '../../time/rfc3339.ts';
import {cursorOf, encodeCursor, limitOf} from '../shared/page-query.ts';

/** What the lists of an organisation sort and filter by. */
export type Listed = {
	readonly id: string;
	readonly region: string;
	readonly state: string;
	readonly updatedAtMs: number;
};

type Place = Pick<Listed, 'updatedAtMs' | 'id'>;

export type Page<Item> = {
	readonly items: readonly Item[];
	/** The part of the answer that machines and volumes have in common. */
	readonly wire: JsonObject;
	readonly lastId: string;
};

const pageSizes = {usual: 1000, most: 1000};

const readPlace = ({t, i}: {readonly [key: string]: unknown}): Place | undefined =>
	typeof t === 'number' && typeof i === 'string' ? {updatedAtMs: t, id: i} : undefined;

const compare = (a: Place, b: Place): number => a.updatedAtMs - b.updatedAtMs || (a.id < b.id ? -1 : Number(a.id > b.id));

const rfc3339Text = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

const updatedAfter = (query: URLSearchParams): number => {
	const word = wordOf(query, 'updated_after');
	const timeMs = word === undefined ? Number.NEGATIVE_INFINITY : Date.parse(word);
	if (word !== undefined && (!rfc3339Text.test(word) || Number.isNaN(timeMs))) {
		throw refusal('invalid_argument', `invalid updated_after '${word}', must be RFC 3339`);
	}

	return timeMs;
};

/** Where a page starts: after the cursor's place, which beats `updated_after`. */
const startOf = (query: URLSearchParams): ((item: Listed) => boolean) => {
	const place = cursorOf(query, readPlace);
	if (place !== undefined) {
		return item => compare(item, place) > 0;
	}

	const afterMs = updatedAfter(query);
	return item => item.updatedAtMs > afterMs;
};

/**
One page of an organisation's list, oldest change first. A cursor is the place of the last item, so that no change makes a later
page skip what has not changed since. Throws a 400 Fault for query words that mean nothing.
*/
export const organizationPage = <Item extends Listed>(query: URLSearchParams, all: readonly Item[]): Page<Item> => {
	const limit = limitOf(query, pageSizes);
	const isLater = startOf(query);
	const states = listOf(query, 'state');
	const regions = listOf(query, 'region');
	const includesDeleted = isOn(query, 'include_deleted');
	const rest = all
		.filter(
			item =>
				isLater(item) &&
				(includesDeleted || item.state !== 'destroyed') &&
				(states === undefined || states.includes(item.state)) &&
				(regions === undefined || regions.includes(item.region)),
		)
		.toSorted(compare);
	const items = rest.slice(0, limit);
	const last = items.at(-1);
	const hasMore = rest.length > limit && last !== undefined;
	return {
		items,
		lastId: last?.id ?? '',
		wire: {
			next_cursor: hasMore ? encodeCursor({t: last.updatedAtMs, i: last.id}) : '',
			last_updated_at: last === undefined ? '' : rfc3339(last.updatedAtMs),
		},
	};
};

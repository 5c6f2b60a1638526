import type {Json} from '../domain/json.ts';
import type {DecodeIssue, Listed} from '../domain/resources/listed.ts';
import {filledText, object} from './decode/values.ts';

/** No list is so long; one that has no end must not be read without end. */
const mostPages = 100;

export type Page<List> = {readonly list: List; readonly nextCursor: string | undefined};

/** A page of a list, and what asks for the next one. */
export const readPage = <List>(body: Json, list: List | undefined): Page<List> | undefined =>
	list === undefined ? undefined : {list, nextCursor: filledText(object(body)?.next_cursor)};

/** Asks for page after page of a list, until there is no other. Pages may be empty while more remain. */
export const readPages = async <List>(
	ask: (cursor: string | undefined) => Promise<Page<List>>,
): Promise<{readonly pages: readonly List[]; readonly isWhole: boolean}> => {
	const pages: List[] = [];
	let cursor: string | undefined;
	do {
		const page = await ask(cursor);
		pages.push(page.list);
		cursor = page.nextCursor;
	} while (cursor !== undefined && pages.length < mostPages);
	return {pages, isWhole: cursor === undefined};
};

/** Pages as one list, with an issue when it had no end. */
export const joinPages = <Item>(pages: readonly Listed<Item>[], isWhole: boolean, name: string): Listed<Item> => {
	const issues: readonly DecodeIssue[] = isWhole ? [] : [{where: name, problem: `has more than ${mostPages} pages; the rest is not shown`}];
	return {items: pages.flatMap(({items}) => items), issues: [...pages.flatMap(page => page.issues), ...issues]};
};

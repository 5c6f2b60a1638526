import {compareList, type KnownList} from './compare-list.ts';
import type {Ask, Reply, WireError, WireHead} from './messages.ts';
import {createListSplitter} from './split-list.ts';

type Read = Ask & {readonly kind: 'read'};

export type ReadOptions = {
	readonly fetch: typeof fetch;
	readonly signal: AbortSignal;
	readonly known: KnownList | undefined;
	/** The version that the list is to have. */
	readonly version: number;
	/** Hands over a part of the list; answers when that was taken. */
	readonly give: (items: string) => Promise<void>;
	/** Is told now and then that more of it has come. */
	readonly progressed: () => void;
};

/** So many bytes of new items are handed over at once: what becomes of them takes a few ms. */
const partBytes = 128 * 1024;

/** How much more has to come for that to be told. */
const progressBytes = 4 * 1024 * 1024;

const headOf = ({status, headers}: Response): WireHead => ({status, headers: [...headers]});

const utf8 = new TextDecoder('utf-8', {ignoreBOM: true});

/** Messages and codes alone: the errors of HTTP libraries carry the request with its headers, and so the token. */
const chainOf = (thrown: unknown): readonly WireError[] => {
	const chain: WireError[] = [];
	let next = thrown;
	while (next instanceof Error && chain.length < 10) {
		chain.push({message: next.message, code: 'code' in next && typeof next.code === 'string' ? next.code : ''});
		next = next.cause ?? (next instanceof AggregateError ? next.errors[0] : undefined);
	}

	return chain;
};

/** Reads a list and hands over what is new in it; answers what is to be told of that, and what is known of it from now on. */
export const readList = async (
	{id, url, headers}: Read,
	{fetch, signal, known, version, give, progressed}: ReadOptions,
): Promise<{readonly reply: Reply; readonly known: KnownList | undefined}> => {
	let response: Response;
	try {
		response = await fetch(url, {headers, redirect: 'manual', signal});
	} catch (error) {
		return {reply: {kind: 'failed', id, errors: chainOf(error)}, known};
	}

	const head = headOf(response);
	const other = (body: string | undefined) => ({reply: {kind: 'other', id, head, body} as const, known});
	if (!response.ok || response.body === null) {
		return other(await response.text().catch(() => undefined));
	}

	const splitter = createListSplitter();
	const comparison = compareList(known);
	let size = 0;
	let untold = 0;
	let fresh: string[] = [];
	let freshBytes = 0;
	const giveFresh = async (): Promise<void> => {
		const items = `[${fresh.join(',')}]`;
		fresh = [];
		freshBytes = 0;
		await give(items);
	};

	const unlisted: Uint8Array[] = [];
	try {
		for await (const chunk of response.body) {
			size += chunk.length;
			untold += chunk.length;
			if (untold >= progressBytes) {
				untold = 0;
				progressed();
			}

			for (const item of splitter.push(chunk)) {
				if (comparison.isNew(item)) {
					fresh.push(utf8.decode(item));
					freshBytes += item.length;
				}

				if (freshBytes >= partBytes) {
					await giveFresh();
				}
			}

			if (splitter.end() === 'other') {
				unlisted.push(chunk);
			}
		}
	} catch {
		return other(undefined);
	}

	const end = splitter.end();
	if (end !== 'whole') {
		return other(end === 'cut' ? undefined : new TextDecoder().decode(Buffer.concat(unlisted)));
	}

	if (fresh.length > 0) {
		await giveFresh();
	}

	const {known: next, places} = comparison.end(version);
	return {reply: {kind: 'list', id, head, version, size, places}, known: next};
};

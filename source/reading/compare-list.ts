import {hash} from 'node:crypto';

/** A list as it was read, without its items: where each one stood, by what it is to the letter. */
export type KnownList = {readonly version: number; readonly places: ReadonlyMap<string, number>; readonly length: number};

export type Comparison = {
	/** Takes the next item; true when it was not in the list before, and has to be handed over. */
	readonly isNew: (item: Uint8Array) => boolean;
	readonly end: (version: number) => {readonly known: KnownList; readonly places: Int32Array | undefined};
};

/** Compares a list, item by item, with the one that was read before. */
export const compareList = (before: KnownList | undefined): Comparison => {
	const found = new Map<string, number>();
	const places: number[] = [];
	let newCount = 0;
	let isSame = before !== undefined;
	return {
		isNew(item) {
			// Items are told apart by it alone: it has to be one that nobody can make two of.
			const key = hash('sha256', item, 'base64');
			const index = places.length;
			const place = before?.places.get(key);
			found.set(key, index);
			places.push(place ?? -1 - newCount);
			newCount += place === undefined ? 1 : 0;
			isSame &&= place === index;
			return place === undefined;
		},
		end: version => ({
			known: {version, places: found, length: places.length},
			places: isSame && places.length === before?.length ? undefined : Int32Array.from(places),
		}),
	};
};

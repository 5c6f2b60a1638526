/** A map with one entry set, in a new map. */
export const withEntry = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> =>
	new Map(map).set(key, value);

/** A map without one entry; the same map when it was not there. */
export const withoutEntry = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> => {
	if (!map.has(key)) {
		return map;
	}

	const rest = new Map(map);
	rest.delete(key);
	return rest;
};

/** A map with one entry set, which is the last one then, and no more than so many: the first ones go. */
export const withNewest = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value, kept: number): ReadonlyMap<Key, Value> =>
	new Map([...withoutEntry(map, key), [key, value] as const].slice(-kept));

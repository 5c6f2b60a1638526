import {isJsonObject, type Json, type JsonObject} from '../json.ts';
import {align} from './align.ts';
import {durationMs} from './duration.ts';
import {isSecretAfter, isSecretAt, mask, masked} from './masking.ts';
import {type Keys, pathOf} from './path.ts';

/** What differs, with the values as they may be shown: secrets are masked in the texts, not in `before` and `after`. */
type Side<Name extends string> = {readonly [key in Name]: Json} & {readonly [key in `${Name}Text`]: string};

/**
One difference between two configs. The place of a removed item of a list is the one that it had; all other places are those of the
config after the change.
*/
export type Change = {readonly path: string; readonly keys: Keys} & (
	| ({readonly kind: 'added'} & Side<'after'>)
	| ({readonly kind: 'removed'} & Side<'before'>)
	| ({readonly kind: 'changed'} & Side<'before'> & Side<'after'>)
);

/** Where a value stands, and whether its place says that it is a secret. */
type Place = {readonly keys: Keys; readonly isSecret: boolean};

const durationKeys: ReadonlySet<string | number | undefined> = new Set(['interval', 'timeout', 'grace_period']);

/** The keys that tell items of a list apart, by which an item is known again after it has changed. */
const identityKeys: readonly string[] = ['name', 'guest_path', 'volume', 'path', 'port', 'start_port', 'internal_port', 'env_var'];

const identityOf = (item: Json): string => {
	if (!isJsonObject(item)) {
		return JSON.stringify(item);
	}

	const key = identityKeys.find(name => typeof item[name] === 'string' || typeof item[name] === 'number');
	return key === undefined ? JSON.stringify(item) : `${key} ${item[key]} ${item.protocol ?? ''}`;
};

const textOf = (value: Json, place: Place): string => {
	const shown = place.isSecret ? mask : masked(value, `${place.keys.at(-1) ?? ''}`);
	return shown === mask ? mask : JSON.stringify(shown);
};

const childOf = (place: Place, key: string, ...owners: readonly JsonObject[]): Place => ({
	keys: [...place.keys, key],
	isSecret: place.isSecret || owners.some(owner => isSecretAt(owner, key, `${place.keys.at(-1) ?? ''}`)),
});

const fieldOf = (owner: JsonObject, key: string): Json | undefined => (Object.hasOwn(owner, key) ? owner[key] : undefined);

const itemOf = (place: Place, index: number, ...previous: readonly (Json | undefined)[]): Place => ({
	keys: [...place.keys, index],
	isSecret: place.isSecret || previous.some(isSecretAfter),
});

const previousIn = (list: readonly Json[], index: number | undefined): Json | undefined =>
	index === undefined ? undefined : list[index - 1];

const differences = (before: Json | undefined, after: Json | undefined, place: Place): readonly Change[] => {
	const path = pathOf(place.keys);
	const {keys} = place;
	if (before === undefined) {
		return after === undefined ? [] : [{kind: 'added', path, keys, after, afterText: textOf(after, place)}];
	}

	if (after === undefined) {
		return [{kind: 'removed', path, keys, before, beforeText: textOf(before, place)}];
	}

	if (isJsonObject(before) && isJsonObject(after)) {
		const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
		return names.flatMap(name => differences(fieldOf(before, name), fieldOf(after, name), childOf(place, name, before, after)));
	}

	if (Array.isArray(before) && Array.isArray(after)) {
		return align(before.map(identityOf), after.map(identityOf)).flatMap(pair =>
			differences(
				pair.before === undefined ? undefined : before[pair.before],
				pair.after === undefined ? undefined : after[pair.after],
				itemOf(place, pair.after ?? pair.before ?? 0, previousIn(before, pair.before), previousIn(after, pair.after)),
			),
		);
	}

	const isSame = before === after || (durationKeys.has(keys.at(-1)) && isSameDuration(before, after));
	const [beforeText, afterText] = [textOf(before, place), textOf(after, place)];
	// Two texts that differ in what is masked would look equal.
	const texts = beforeText === afterText ? {beforeText: mask, afterText: mask} : {beforeText, afterText};
	return isSame ? [] : [{kind: 'changed', path, keys, before, after, ...texts}];
};

/** `60s` and `1m0s` are one duration: the API writes them anew. */
const isSameDuration = (before: Json, after: Json): boolean => {
	const span = durationMs(before);
	return span !== undefined && span === durationMs(after);
};

/**
What has to change in one config to make it the other, in the order of the document. Items of lists are known again by their name, port,
path or volume; equal durations written differently are no change, and neither is the order of keys.
*/
export const diffConfigs = (before: Json, after: Json): readonly Change[] => differences(before, after, {keys: [], isSecret: false});

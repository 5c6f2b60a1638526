import type {Change} from '../../../source/domain/config/diff.ts';
import type {Keys} from '../../../source/domain/config/path.ts';
import {isJsonObject, type Json} from '../../../source/domain/json.ts';

type Step = {readonly keys: Keys; readonly change: Change};

const isHere = ({keys}: Step): boolean => keys.length === 1;

const applyAll = (value: Json, steps: readonly Step[]): Json => {
	const here = steps.find(({keys}) => keys.length === 0);
	if (here !== undefined) {
		return here.change.kind === 'removed' ? null : here.change.after;
	}

	const inner = Map.groupBy(
		steps.filter(step => !isHere(step) || step.change.kind === 'changed'),
		({keys}) => keys[0],
	);
	const innerOf = (key: string | number) => (inner.get(key) ?? []).map(({keys, change}) => ({keys: keys.slice(1), change}));
	const removed = new Set(steps.filter(step => isHere(step) && step.change.kind === 'removed').map(({keys}) => keys[0]));
	const added = steps.flatMap(({keys, change}) =>
		keys.length === 1 && change.kind === 'added' ? [{key: keys[0], value: change.after}] : [],
	);
	if (Array.isArray(value)) {
		const list = value.filter((_, index) => !removed.has(index));
		for (const {key, value: item} of added) {
			list.splice(Number(key), 0, item);
		}

		return list.map((item, index) => applyAll(item, innerOf(index)));
	}

	if (!isJsonObject(value)) {
		return value;
	}

	const kept = Object.entries(value).filter(([key]) => !removed.has(key));
	return Object.fromEntries([
		...kept.map(([key, item]) => [key, applyAll(item ?? null, innerOf(key))] as const),
		...added.map(({key, value: item}) => [`${key}`, item] as const),
	]);
};

/** The config that changes lead to. */
export const applyChanges = (config: Json, changes: readonly Change[]): Json =>
	applyAll(
		config,
		changes.map(change => ({keys: change.keys, change})),
	);

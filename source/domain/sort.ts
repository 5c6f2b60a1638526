import {type ColumnId, columnById} from './columns.ts';
import {type Diagnosis, worstOf} from './diagnosis/diagnosis.ts';
import {isTransient} from './lifecycle.ts';
import type {Machine} from './machine.ts';
import {severityRank, type Trouble} from './trouble.ts';

/** How rows are ordered: `trouble` puts what needs a person first, the most severe and of that the newest on top, then what is changing, then the rest. */
export type SortKey = 'trouble' | ColumnId;

export type Sort = {readonly key: SortKey; readonly isDescending: boolean};

export const defaultSort: Sort = {key: 'trouble', isDescending: false};

/** The keys in the order in which `<` and `>` walk through them. */
export const sortKeys: readonly SortKey[] = ['trouble', ...columnById.keys()];

/** The degrees of severity first, then what is changing, then the rest. */
const troubleRank = (machine: Machine, trouble: Trouble | undefined): number =>
	severityRank(trouble) + (trouble === undefined && !isTransient(machine.state) ? 1 : 0);

const compare = (left: string | number, right: string | number): number => {
	if (left === right) {
		return 0;
	}

	return left < right ? -1 : 1;
};

type Keyed = {
	readonly machine: Machine;
	readonly key: string | number;
	/** Of equally severe troubles the newest comes first. */
	readonly sinceMs: number;
};

const keyedBy =
	({key}: Sort, diagnosis: Diagnosis) =>
	(machine: Machine): Keyed => {
		const sortKey = key === 'trouble' ? troubleRank : columnById.get(key)?.sortKey;
		const trouble = worstOf(diagnosis, machine);
		return {machine, key: sortKey?.(machine, trouble) ?? '', sinceMs: key === 'trouble' ? (trouble?.sinceMs ?? 0) : 0};
	};

const compareBy =
	({isDescending}: Sort) =>
	(left: Keyed, right: Keyed): number =>
		(isDescending ? -1 : 1) * (compare(left.key, right.key) || right.sinceMs - left.sinceMs) ||
		compare(left.machine.app, right.machine.app) ||
		compare(left.machine.id, right.machine.id);

/** The machines in order, in a new array. Equal keys are told apart by app and id, so the order never depends on the input's. */
export const sortMachines = (machines: readonly Machine[], sort: Sort, diagnosis: Diagnosis): readonly Machine[] =>
	machines
		.map(keyedBy(sort, diagnosis))
		.sort(compareBy(sort))
		.map(({machine}) => machine);

/** Where a machine is among others that are in order, or would be. */
const placeIn = (sorted: readonly Machine[], machine: Machine, sort: Sort, diagnosis: Diagnosis, from = 0): number => {
	const keyed = keyedBy(sort, diagnosis);
	const isBefore = compareBy(sort);
	const own = keyed(machine);
	let [low, high] = [from, sorted.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		const there = sorted[middle];
		[low, high] = there !== undefined && isBefore(keyed(there), own) < 0 ? [middle + 1, high] : [low, middle];
	}

	return low;
};

/** Machines that are in order, with some more in their places. It looks at few of those that are there. */
export const insertMachines = (
	sorted: readonly Machine[],
	more: readonly Machine[],
	sort: Sort,
	diagnosis: Diagnosis,
): readonly Machine[] => {
	const parts: (readonly Machine[])[] = [];
	let from = 0;
	for (const machine of sortMachines(more, sort, diagnosis)) {
		const place = placeIn(sorted, machine, sort, diagnosis, from);
		parts.push(sorted.slice(from, place), [machine]);
		from = place;
	}

	return parts.flat().concat(sorted.slice(from));
};

/** Machines that are in order by a diagnosis, without some that are what they were then; the same array where none of these is among them. */
export const removeMachines = (
	sorted: readonly Machine[],
	less: readonly Machine[],
	sort: Sort,
	diagnosis: Diagnosis,
): readonly Machine[] => {
	const places = less
		.map(machine => ({machine, place: placeIn(sorted, machine, sort, diagnosis)}))
		.filter(({machine, place}) => sorted[place] === machine)
		.map(({place}) => place)
		.sort((left, right) => left - right);
	return places.length === 0
		? sorted
		: [...places, sorted.length].flatMap((place, index) => sorted.slice(index === 0 ? 0 : (places[index - 1] ?? 0) + 1, place));
};

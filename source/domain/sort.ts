import {type ColumnId, columnById} from './columns.ts';
import {isTransient} from './lifecycle.ts';
import type {Machine} from './machine.ts';
import {type Trouble, troubleOf} from './trouble.ts';

/** How rows are ordered: `trouble` puts what needs a person first, the worst of it on top, then what is changing, then the rest. */
export type SortKey = 'trouble' | ColumnId;

export type Sort = {readonly key: SortKey; readonly isDescending: boolean};

export const defaultSort: Sort = {key: 'trouble', isDescending: false};

/** The keys in the order in which `<` and `>` walk through them. */
export const sortKeys: readonly SortKey[] = ['trouble', ...columnById.keys()];

const ranks: Readonly<Record<Trouble, number>> = {CRASH: 0, STUCK: 1, BAD: 2};
const changingRank = 3;
const calmRank = 4;

const troubleRank = (machine: Machine, nowMs: number): number => {
	const trouble = troubleOf(machine, nowMs);
	if (trouble !== undefined) {
		return ranks[trouble];
	}

	return isTransient(machine.state) ? changingRank : calmRank;
};

const compare = (left: string | number, right: string | number): number => {
	if (left === right) {
		return 0;
	}

	return left < right ? -1 : 1;
};

type Keyed = {readonly machine: Machine; readonly key: string | number};

/** The machines in order, in a new array. Equal keys are told apart by app and id, so the order never depends on the input's. */
export const sortMachines = (machines: readonly Machine[], {key, isDescending}: Sort, nowMs: number): readonly Machine[] => {
	const sortKey = key === 'trouble' ? troubleRank : columnById.get(key)?.sortKey;
	const keyed: Keyed[] = machines.map(machine => ({machine, key: sortKey?.(machine, nowMs) ?? ''}));
	const direction = isDescending ? -1 : 1;
	keyed.sort(
		(left, right) =>
			direction * compare(left.key, right.key) ||
			compare(left.machine.app, right.machine.app) ||
			compare(left.machine.id, right.machine.id),
	);
	return keyed.map(({machine}) => machine);
};

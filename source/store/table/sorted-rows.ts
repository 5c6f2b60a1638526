import type {Diagnosis} from '../../domain/diagnosis/diagnosis.ts';
import {diagnosisDelta} from '../../domain/fleet-delta.ts';
import type {Machine} from '../../domain/machine.ts';
import type {Fleet} from '../../domain/merge-fleet.ts';
import type {MachineSubject} from '../../domain/query/machine-keys.ts';
import {matchesQuery, type Query} from '../../domain/query/parse.ts';
import {insertMachines, type Sort, sortMachines} from '../../domain/sort.ts';
import {deltaOf} from '../fleet-delta.ts';
import {type KnownLeases, subjectOf} from '../machine-subjects.ts';

/** What a table is asked to show. */
export type RowsWish = {
	readonly isTroubleOnly: boolean;
	readonly query: Query<MachineSubject>;
	readonly sort: Sort;
	readonly leases: KnownLeases;
	readonly nowMs: number;
};

/** The rows of a table, and what they were made of. */
export type SortedRows = {readonly fleet: Fleet; readonly diagnosis: Diagnosis; readonly wish: RowsWish; readonly rows: readonly Machine[]};

/** Where more machines changed than these and this part of the fleet, all rows are made anew: that is faster then. */
const few = 20;
const largestPart = 0.1;

const isShownBy = ({isTroubleOnly, query, leases, nowMs}: RowsWish, diagnosis: Diagnosis) => {
	const isAll = !isTroubleOnly && query.tests.length === 0;
	return (machine: Machine): boolean =>
		isAll || ((!isTroubleOnly || diagnosis.has(machine.id)) && matchesQuery(query, subjectOf(machine, diagnosis, leases, nowMs)));
};

const isSameWish = (left: RowsWish, right: RowsWish): boolean =>
	left.isTroubleOnly === right.isTroubleOnly &&
	left.query === right.query &&
	left.sort === right.sort &&
	left.leases === right.leases &&
	left.nowMs === right.nowMs;

/** The rows after some machines became others, from those before; undefined where that is the longer way. */
const adjusted = (before: SortedRows, fleet: Fleet, diagnosis: Diagnosis, wish: RowsWish): readonly Machine[] | undefined => {
	const {changed, gone} = deltaOf(before.fleet, fleet);
	const moved = diagnosisDelta(before.diagnosis, diagnosis);
	if (changed.length + gone.length + moved.size > Math.max(few, fleet.size * largestPart)) {
		return undefined;
	}

	const left = new Set([...changed, ...gone].map(({id}) => id));
	const again = [...changed];
	for (const id of moved) {
		const machine = fleet.get(id);
		if (machine !== undefined && !left.has(id)) {
			again.push(machine);
		}

		left.add(id);
	}

	const entering = again.filter(isShownBy(wish, diagnosis));
	const staying = before.rows.filter(({id}) => !left.has(id));
	return entering.length === 0 && staying.length === before.rows.length
		? before.rows
		: insertMachines(staying, entering, wish.sort, diagnosis);
};

/** The machines that a table shows, in order. Where only some machines changed, only those are looked at and find their places anew. */
export const sortRows = (before: SortedRows | undefined, fleet: Fleet, diagnosis: Diagnosis, wish: RowsWish): SortedRows => {
	const known = before !== undefined && isSameWish(before.wish, wish) ? adjusted(before, fleet, diagnosis, wish) : undefined;
	const rows = known ?? sortMachines([...fleet.values()].filter(isShownBy(wish, diagnosis)), wish.sort, diagnosis);
	return {fleet, diagnosis, wish, rows};
};

import type {Diagnosis} from '../../domain/diagnosis/diagnosis.ts';
import {diagnosisDelta} from '../../domain/fleet-delta.ts';
import type {Machine} from '../../domain/machine.ts';
import type {Fleet} from '../../domain/merge-fleet.ts';
import type {MachineSubject} from '../../domain/query/machine-keys.ts';
import {isNarrower} from '../../domain/query/narrow.ts';
import {matchesQuery, type Query} from '../../domain/query/parse.ts';
import {insertMachines, removeMachines, type Sort, sortMachines} from '../../domain/sort.ts';
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
export type SortedRows = {
	readonly fleet: Fleet;
	readonly diagnosis: Diagnosis;
	readonly wish: RowsWish;
	readonly rows: readonly Machine[];
	/** The rows of the same machines before more of the filter was typed. */
	readonly wider: SortedRows | undefined;
	/** All machines in order; undefined where these are all. */
	readonly all: SortedRows | undefined;
};

/** Where more machines changed than these and this part of the fleet, all rows are made anew: that is faster then. */
const few = 20;
const largestPart = 0.1;

const isForAll = ({isTroubleOnly, query}: RowsWish): boolean => !isTroubleOnly && query.tests.length === 0;

const isShownBy = ({isTroubleOnly, query, leases, nowMs}: RowsWish, diagnosis: Diagnosis) => {
	const isTested = query.tests.length > 0;
	return (machine: Machine): boolean =>
		(!isTroubleOnly || diagnosis.has(machine.id)) && (!isTested || matchesQuery(query, subjectOf(machine, diagnosis, leases, nowMs)));
};

/** Whether all rows of a wish are among those of another, for all that can be told without a look at them. */
const isWithin = (wish: RowsWish, other: RowsWish): boolean =>
	wish.sort === other.sort &&
	(isForAll(other) ||
		((wish.isTroubleOnly || !other.isTroubleOnly) &&
			wish.leases === other.leases &&
			wish.nowMs === other.nowMs &&
			isNarrower(wish.query, other.query)));

const isSameWish = (left: RowsWish, right: RowsWish): boolean => isWithin(left, right) && isWithin(right, left);

/** The rows after some machines became others, from those before; undefined where that is the longer way. */
const adjusted = (
	{fleet: fleetBefore, diagnosis: diagnosisBefore, rows}: SortedRows,
	fleet: Fleet,
	diagnosis: Diagnosis,
	wish: RowsWish,
) => {
	const {changed, gone} = deltaOf(fleetBefore, fleet);
	const moved = diagnosisDelta(diagnosisBefore, diagnosis);
	if (changed.length + gone.length + moved.size > Math.max(few, fleet.size * largestPart)) {
		return undefined;
	}

	const ids = new Set([...changed.map(({id}) => id), ...gone.map(({id}) => id), ...moved]);
	const leaving = [...ids].flatMap(id => fleetBefore.get(id) ?? []);
	const entering = [...ids].flatMap(id => fleet.get(id) ?? []).filter(isShownBy(wish, diagnosis));
	const staying = removeMachines(rows, leaving, wish.sort, diagnosisBefore);
	return entering.length === 0 ? staying : insertMachines(staying, entering, wish.sort, diagnosis);
};

/** The narrowest of the rows from which others come, as long as the same machines are there, that have all of a wish among them. */
const rowsAround = (wish: RowsWish, before: SortedRows | undefined): SortedRows | undefined =>
	before === undefined || isWithin(wish, before.wish) ? before : rowsAround(wish, before.wider);

const noQuery: Query<MachineSubject> = {text: '', terms: [], tests: [], problems: []};

/**
The machines that a table shows, in order. Where only some machines changed, only those are looked at and find their places anew. Where only the
filter did, nothing is sorted, and only those are looked at that may fit it: while it is typed, what fitted that before.
*/
export const sortRows = (before: SortedRows | undefined, fleet: Fleet, diagnosis: Diagnosis, wish: RowsWish): SortedRows => {
	const isShown = isShownBy(wish, diagnosis);
	const known = before !== undefined && before.fleet === fleet && before.diagnosis === diagnosis ? rowsAround(wish, before) : undefined;
	if (known !== undefined) {
		return isWithin(known.wish, wish) ? known : {...known, wish, rows: known.rows.filter(isShown), wider: known, all: known.all ?? known};
	}

	const made = {fleet, diagnosis, wish, wider: undefined};
	const rows = before !== undefined && isSameWish(before.wish, wish) ? adjusted(before, fleet, diagnosis, wish) : undefined;
	if (isForAll(wish)) {
		return {...made, rows: rows ?? sortMachines([...fleet.values()], wish.sort, diagnosis), all: undefined};
	}

	const all = sortRows(before?.all ?? before, fleet, diagnosis, {...wish, isTroubleOnly: false, query: noQuery});
	return {...made, rows: rows ?? all.rows.filter(isShown), wider: all, all};
};

import type {ColumnId} from '../../domain/columns.ts';
import {type Diagnosis, worstOf} from '../../domain/diagnosis/diagnosis.ts';
import {diagnosisDelta} from '../../domain/fleet-delta.ts';
import type {Lease, Machine} from '../../domain/machine.ts';
import {goneOf} from '../../domain/table/keep-rows.ts';
import {columnsOfChange, type RowChange, type RowSight} from '../../domain/table/row-change.ts';
import {selectDiagnosis} from '../diagnosis.ts';
import {deltaOf} from '../fleet-delta.ts';
import {memoizeEach} from '../memoize.ts';
import {selectForeignLease} from '../selectors.ts';
import type {State} from '../state.ts';

/** For how long what changed is marked, in ms: long enough to be found by somebody who looked at the other end of the screen, and over before the calm table has been read twice more. */
const markedMs = 6000;

/** What one answer changed, by machine id, and until when that is marked, in ms. */
export type RowChanges = {readonly untilMs: number; readonly byId: ReadonlyMap<string, RowChange>};

/** Whether a lease is one that this flydeck held until a moment ago; refreshes moved its end. */
const isDropped = ({droppedLeases}: State, {id}: Machine, lease: Lease): boolean => {
	const dropped = droppedLeases.get(id);
	return dropped?.owner === lease.owner && dropped.description === lease.description;
};

/** A lease of this flydeck is no news, nor that it is gone: only those of others are. */
const sightOf = (state: State, diagnosis: Diagnosis, machine: Machine): RowSight => {
	const lease = selectForeignLease(state, machine);
	return {
		machine,
		pending: state.pending.get(machine.id),
		lease: lease === undefined || isDropped(state, machine, lease) ? undefined : lease,
		isOwnLease: false,
		trouble: worstOf(diagnosis, machine),
	};
};

/** The machines that became others, came or went, save those of an app that answered for the first time or is followed no more. */
const changesBetween = (before: State, diagnosisBefore: Diagnosis, after: State, diagnosis: Diagnosis): ReadonlyMap<string, RowChange> => {
	const changes = new Map<string, RowChange>();
	const isOfKnownApp = ({app}: Machine): boolean => before.feeds.get(app)?.answeredAtMs !== undefined && after.feeds.has(app);
	const note = (machine: Machine, known: Machine | undefined): void => {
		if (isOfKnownApp(machine)) {
			changes.set(machine.id, {
				before: known === undefined ? undefined : sightOf(before, diagnosisBefore, known),
				after: sightOf(after, diagnosis, machine),
			});
		}
	};
	const {changed, gone} = deltaOf(before.fleet, after.fleet);
	for (const machine of changed) {
		note(machine, before.fleet.get(machine.id));
	}

	for (const id of diagnosisDelta(diagnosisBefore, diagnosis)) {
		const machine = after.fleet.get(id);
		const known = before.fleet.get(id);
		if (machine !== undefined && machine === known && worstOf(diagnosis, machine)?.short !== worstOf(diagnosisBefore, machine)?.short) {
			note(machine, known);
		}
	}

	for (const machine of gone) {
		note(goneOf(machine), machine);
	}

	return changes;
};

/** The state with what has just changed in its rows, and without what changed longer ago than it is marked. */
export const noteChanges = (before: State, diagnosisBefore: Diagnosis, after: State): State => {
	const {rowChanges, nowMs} = after;
	const diagnosis = selectDiagnosis(after);
	const isUnchanged = before.fleet === after.fleet && diagnosisBefore === diagnosis;
	const byId = isUnchanged ? undefined : changesBetween(before, diagnosisBefore, after, diagnosis);
	const lasting = rowChanges.filter(({untilMs}) => untilMs > nowMs);
	if (byId !== undefined && byId.size > 0) {
		return {...after, rowChanges: [...lasting, {untilMs: nowMs + markedMs, byId}]};
	}

	return lasting.length === rowChanges.length ? after : {...after, rowChanges: lasting};
};

const columnsIn = memoizeEach((change: RowChange): ReadonlySet<ColumnId> => new Set(columnsOfChange(change)));

const noColumns: ReadonlySet<ColumnId> = new Set();

/** The columns of a machine's row that changed a moment ago. */
export const selectChangedColumns = ({rowChanges}: State, id: string): ReadonlySet<ColumnId> => {
	const changes = rowChanges.map(({byId}) => byId.get(id)).filter(change => change !== undefined);
	const [first = noColumns, ...others] = changes.map(change => columnsIn(change));
	return others.length === 0 ? first : new Set([...first, ...others.flatMap(columns => [...columns])]);
};

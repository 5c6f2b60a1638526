import {exitKeyOf, exitsOf} from '../domain/details/exit-log.ts';
import {type DetailsContext, detailLines, type Tab} from '../domain/details/tabs.ts';
import type {Diagnosis} from '../domain/diagnosis/diagnosis.ts';
import {type GroupKey, inGroupOrder} from '../domain/fleet-view/groups.ts';
import type {Lease, Machine, MachineEvent} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import type {MachineSubject} from '../domain/query/machine-keys.ts';
import {machineLanguage} from '../domain/query/machine-language.ts';
import {parseQuery, type Query} from '../domain/query/parse.ts';
import type {Sort} from '../domain/sort.ts';
import type {Trouble} from '../domain/trouble.ts';
import {aboutNow} from './about-now.ts';
import {selectDiagnosis} from './diagnosis.ts';
import {createFinder} from './find-near.ts';
import {type KnownLeases, leasesFor, live, subjectOf} from './machine-subjects.ts';
import {memoizeFrom, memoizeLast} from './memoize.ts';
import {machineSubject, selectProtection} from './protection.ts';
import type {State} from './state.ts';
import {type SortedRows, sortRows} from './table/sorted-rows.ts';

const queryOf = memoizeLast((filter: string): Query<MachineSubject> => parseQuery(filter, machineLanguage));

/** The filter as it is understood. What of it makes no sense filters nothing away. */
export const selectQuery = ({view}: State): Query<MachineSubject> => queryOf(view.filter);

const subjectsOf = memoizeLast(
	(fleet: Fleet, diagnosis: Diagnosis, isTroubleOnly: boolean, leases: KnownLeases, nowMs: number): (() => readonly MachineSubject[]) => {
		let subjects: readonly MachineSubject[] | undefined;
		return () => {
			subjects ??= [...fleet.values()]
				.filter(({id}) => !isTroubleOnly || diagnosis.has(id))
				.map(machine => subjectOf(machine, diagnosis, leases, nowMs));
			return subjects;
		};
	},
);

/** The time as far as a filter asks for it: where it does not, no row depends on it. */
const timeFor = (state: State, filter: string): number => (/(?:for|age|lease):/i.test(filter) ? aboutNow(state) : 0);

/** Answers what a filter looks at of each machine, which is made when it is asked for; the same function, and array, while nothing of that changed. */
export const selectSubjects = (state: State, filter: string): (() => readonly MachineSubject[]) =>
	subjectsOf(state.fleet, selectDiagnosis(state), state.view.isTroubleOnly, leasesFor(state, filter), timeFor(state, filter));

const rowsOf = memoizeFrom<readonly [Fleet, Diagnosis, boolean, Query<MachineSubject>, Sort, KnownLeases, number], SortedRows | undefined>(
	undefined,
	(before, fleet, diagnosis, isTroubleOnly, query, sort, leases, nowMs) =>
		sortRows(before, fleet, diagnosis, {isTroubleOnly, query, sort, leases, nowMs}),
);

const noRows: readonly Machine[] = [];

const groupedRows = memoizeLast((rows: readonly Machine[], groupBy: GroupKey | undefined, diagnosis: Diagnosis): readonly Machine[] =>
	groupBy === undefined ? rows : inGroupOrder(rows, groupBy, diagnosis),
);

const selectSortedRows = (state: State): readonly Machine[] =>
	rowsOf(
		state.fleet,
		selectDiagnosis(state),
		state.view.isTroubleOnly,
		selectQuery(state),
		state.view.sort,
		leasesFor(state, state.view.filter),
		timeFor(state, state.view.filter),
	)?.rows ?? noRows;

/** The machines that filter, order and groups make of the fleet; the same array while nothing of that changed. */
export const selectSettledRows = (state: State): readonly Machine[] =>
	groupedRows(selectSortedRows(state), state.view.groupBy, selectDiagnosis(state));

/** The machines that the table shows, in order. Those that must not move just now stay, even where they are gone. */
export const selectRows = (state: State): readonly Machine[] => state.view.keptRows ?? selectSettledRows(state);

const indexOfId = memoizeLast(createFinder());

/** The index of the row under the cursor, or -1 when there are no rows. */
export const selectCursorIndex = (state: State): number => indexOfId(selectRows(state), state.view.cursorId);

/** The machine under the cursor. */
export const selectCursorMachine = (state: State): Machine | undefined => selectRows(state)[selectCursorIndex(state)];

const ownLeaseOf = ({ownLeases, nowMs}: State, {id}: Machine): Lease | undefined => live(ownLeases.get(id), nowMs);

/** The lease that counts for a machine at this moment: ours, else what the API told, unless it has run out. */
export const selectLease = (state: State, machine: Machine): Lease | undefined =>
	ownLeaseOf(state, machine) ?? live(machine.lease, state.nowMs) ?? live(state.seenLeases.get(machine.id), state.nowMs);

/** Each machine that a lease is known of, with when that ends, in ms; worked out again only when the leases change. */
const leaseEnds = memoizeLast((fleet: Fleet, own: State['ownLeases'], seen: State['seenLeases']): readonly number[] =>
	[...fleet.values()].flatMap(({id, lease}) => {
		const ends = [own.get(id), lease, seen.get(id)].map(known => known?.expiresAtMs ?? 0);
		return Math.max(...ends) === 0 ? [] : [Math.max(...ends)];
	}),
);

/** How many machines are leased at the moment, by whomever. */
export const selectLeaseCount = ({fleet, ownLeases, seenLeases, nowMs}: State): number =>
	leaseEnds(fleet, ownLeases, seenLeases).filter(expiresAtMs => expiresAtMs > nowMs).length;

/** The lease on a machine that somebody else holds, if any. */
export const selectForeignLease = (state: State, machine: Machine): Lease | undefined =>
	ownLeaseOf(state, machine) === undefined ? selectLease(state, machine) : undefined;

const noTroubles: readonly Trouble[] = [];

/** The exits of a machine that are known, newest first. */
export const selectExits = ({history}: State, machine: Machine): readonly MachineEvent[] =>
	exitsOf(machine, history.get(machine.id)?.olderEvents ?? []);

/** The exit of a machine that the person has picked; undefined where that is one of another machine, or is not known any more. */
export const selectPickedExit = (state: State, machine: Machine): MachineEvent | undefined => {
	const {pickedExitKey} = state.view;
	return pickedExitKey === undefined ? undefined : selectExits(state, machine).find(event => exitKeyOf(machine, event) === pickedExitKey);
};

/** What the details pane of a machine is made from. */
export const detailsContextOf = (state: State, machine: Machine): DetailsContext => ({
	machine,
	pending: state.pending.get(machine.id),
	lease: selectLease(state, machine),
	isOwnLease: ownLeaseOf(state, machine) !== undefined,
	troubles: selectDiagnosis(state).get(machine.id) ?? noTroubles,
	history: state.history.get(machine.id),
	exitLogOf: event => state.exitLogs.get(exitKeyOf(machine, event)),
	protectedBy: selectProtection(state, [machineSubject(state, machine)]),
	pickedExit: selectPickedExit(state, machine),
	nowMs: state.nowMs,
});

/** How many lines a tab of the machine under the cursor has. */
export const countDetailLines = (state: State, tab: Tab): number => {
	const machine = selectCursorMachine(state);
	return machine === undefined ? 0 : detailLines(tab, detailsContextOf(state, machine), state.view.paneWidth).length;
};

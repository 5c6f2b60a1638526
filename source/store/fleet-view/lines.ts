import type {Diagnosis} from '../../domain/diagnosis/diagnosis.ts';
import {type GroupKey, type GroupPlaces, groupMachines, type MachineGroup} from '../../domain/fleet-view/groups.ts';
import type {Machine} from '../../domain/machine.ts';
import {selectDiagnosis} from '../diagnosis.ts';
import {createFinder} from '../find-near.ts';
import {memoizeLast} from '../memoize.ts';
import {selectRows} from '../selectors.ts';
import type {State} from '../state.ts';

/** A line of the machines' table: a machine, or the head of a group. */
export type TableLine = Machine | MachineGroup;

export const isGroupHead = (line: TableLine): line is MachineGroup => 'machines' in line;

const groupsOf = memoizeLast((rows: readonly Machine[], key: GroupKey, diagnosis: Diagnosis, places: GroupPlaces | undefined) =>
	groupMachines(rows, key, diagnosis, places),
);

const noGroups: readonly MachineGroup[] = [];

/** The groups of the table, in order; none where it is not grouped. */
export const selectGroups = (state: State): readonly MachineGroup[] =>
	state.view.groupBy === undefined
		? noGroups
		: groupsOf(selectRows(state), state.view.groupBy, selectDiagnosis(state), state.view.keptPlaces);

const linesOf = memoizeLast((groups: readonly MachineGroup[], folded: ReadonlySet<string>): readonly TableLine[] =>
	groups.flatMap((group): readonly TableLine[] => (folded.has(group.id) ? [group] : [group, ...group.machines])),
);

/** The lines of the table: its rows, where they are grouped below the heads of their groups. Those of a folded group are left out. */
export const selectLines = (state: State): readonly TableLine[] =>
	state.view.groupBy === undefined ? selectRows(state) : linesOf(selectGroups(state), state.view.foldedGroups);

/** The index of the line with an id, or -1 when there is none. */
export const indexOfLine = memoizeLast(createFinder());

/** The index of the line under the cursor, or -1 when there are none. */
export const selectLineIndex = (state: State): number => indexOfLine(selectLines(state), state.view.cursorId);

/** The group whose head is under the cursor. */
export const selectCursorGroup = (state: State): MachineGroup | undefined => {
	const line = selectLines(state)[selectLineIndex(state)];
	return line !== undefined && isGroupHead(line) ? line : undefined;
};

/** The group of the line under the cursor, be it the head or one of its machines. */
export const selectGroupHere = (state: State): MachineGroup | undefined => {
	const {cursorId} = state.view;
	return selectCursorGroup(state) ?? selectGroups(state).find(({machines}) => machines.some(({id}) => id === cursorId));
};

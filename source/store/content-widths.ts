import {type ColumnId, columns} from '../domain/columns.ts';
import type {Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {widthOf} from '../domain/text.ts';
import {deltaOf} from './fleet-delta.ts';
import {memoizeEach, memoizeFrom} from './memoize.ts';
import type {State} from './state.ts';

/** Columns that can be as narrow as what is in them. WHY takes what is left, whatever is in it. */
const measured = columns.filter(({id, minWidth, maxWidth}) => minWidth < maxWidth && id !== 'why');

const widthsIn = memoizeEach((machine: Machine): readonly number[] => {
	// What is measured does not depend on the time.
	const context = {machine, pending: undefined, lease: undefined, isOwnLease: false, trouble: undefined, nowMs: 0};
	return measured.map(({text}) => widthOf(text(context)));
});

type Widest = {readonly fleet: Fleet; readonly widths: readonly number[]; readonly byColumn: ReadonlyMap<ColumnId, number>};

const widestOf = (machines: Iterable<Machine>, from: readonly number[]): readonly number[] => {
	const widest = [...from];
	for (const machine of machines) {
		for (const [index, width] of widthsIn(machine).entries()) {
			widest[index] = Math.max(widest[index] ?? 0, width);
		}
	}

	return widest;
};

const isWidest = (machine: Machine | undefined, widths: readonly number[]): boolean =>
	machine !== undefined && widthsIn(machine).some((width, index) => width === widths[index]);

const nothing = measured.map(() => 0);

/** Only where one of the widest became another or is gone, all have to be measured. */
const widthsAfter = (before: Widest | undefined, fleet: Fleet): readonly number[] => {
	if (before === undefined) {
		return widestOf(fleet.values(), nothing);
	}

	const {changed, gone} = deltaOf(before.fleet, fleet);
	const known = [...changed.map(({id}) => before.fleet.get(id)), ...gone];
	return known.some(machine => isWidest(machine, before.widths)) ? widestOf(fleet.values(), nothing) : widestOf(changed, before.widths);
};

const widthsOf = memoizeFrom<readonly [Fleet], Widest | undefined>(undefined, (before, fleet) => {
	const widths = widthsAfter(before, fleet);
	const isSame = before !== undefined && widths.every((width, index) => width === before.widths[index]);
	return {fleet, widths, byColumn: isSame ? before.byColumn : new Map(measured.map(({id}, index) => [id, widths[index] ?? 0]))};
});

const noWidths: ReadonlyMap<ColumnId, number> = new Map();

/**
The widest content of the columns that give way to it, in cells. It is that of the whole fleet, worked out once when the fleet changes, so
that no column moves while the table is scrolled, filtered or sorted.
*/
export const selectContentWidths = (state: State): ReadonlyMap<ColumnId, number> => widthsOf(state.fleet)?.byColumn ?? noWidths;

import {type ColumnId, columns} from '../domain/columns.ts';
import type {Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import {widthOf} from '../domain/text.ts';
import {memoizeEach, memoizeLast} from './memoize.ts';
import type {State} from './state.ts';

/** Columns that can be as narrow as what is in them. WHY takes what is left, whatever is in it. */
const measured = columns.filter(({id, minWidth, maxWidth}) => minWidth < maxWidth && id !== 'why');

const widthsIn = memoizeEach((machine: Machine): readonly number[] => {
	// What is measured does not depend on the time.
	const context = {machine, pending: undefined, lease: undefined, isOwnLease: false, trouble: undefined, nowMs: 0};
	return measured.map(({text}) => widthOf(text(context)));
});

const widthsOf = memoizeLast((fleet: Fleet): ReadonlyMap<ColumnId, number> => {
	const widest = measured.map(() => 0);
	for (const machine of fleet.values()) {
		for (const [index, width] of widthsIn(machine).entries()) {
			widest[index] = Math.max(widest[index] ?? 0, width);
		}
	}

	return new Map(measured.map(({id}, index) => [id, widest[index] ?? 0]));
});

/**
The widest content of the columns that give way to it, in cells. It is that of the whole fleet, worked out once when the fleet changes, so
that no column moves while the table is scrolled, filtered or sorted.
*/
export const selectContentWidths = (state: State): ReadonlyMap<ColumnId, number> => widthsOf(state.fleet);

import type {Machine} from '../../domain/machine.ts';
import {holdRows, settleRows} from '../../domain/table/keep-rows.ts';
import {selectSettledRows} from '../selectors.ts';
import type {State} from '../state.ts';
import type {View} from '../view.ts';
import {isHandBusy} from './hand.ts';

/** What a table showed before an event: its rows, and those that filter and order made then. */
export type RowsBefore = {readonly shown: readonly Machine[]; readonly settled: readonly Machine[]};

const wishes = ['filter', 'isTroubleOnly', 'sort', 'groupBy'] as const satisfies readonly (keyof View)[];

/** Whether the person asked for other rows, or for another order: that is done at once. */
const isOtherWish = (before: State, after: State): boolean =>
	before.chosenApps !== after.chosenApps || wishes.some(wish => before.view[wish] !== after.view[wish]);

/** Whether every app has answered once: from then on the rows are there that a person chooses from. */
const isComplete = ({appsKnown, feeds}: State): boolean =>
	appsKnown && [...feeds.values()].every(({answeredAtMs}) => answeredAtMs !== undefined);

/** Whether the cursor is bound to its machine. While the first answers come in it is on the first row, unless the person has chosen one. */
export const isCursorBound = (before: State, after: State): boolean => after.view.isCursorChosen || isComplete(before);

const rowsAfter = (before: State, rowsBefore: RowsBefore, after: State, settled: readonly Machine[]): readonly Machine[] => {
	const {shown} = rowsBefore;
	if (!isCursorBound(before, after) || isOtherWish(before, after)) {
		return settled;
	}

	if (!isHandBusy(after)) {
		return settleRows(shown, settled, after.fleet, after.view.cursorId);
	}

	const isUnchanged = settled === rowsBefore.settled && before.fleet === after.fleet;
	return isUnchanged ? shown : holdRows(shown, settled, after.fleet);
};

/**
The state with its rows as they are to be shown: while the hand is busy they stand still, and no row under the cursor becomes that of another
machine until a key comes. What the person asks for is done at once.
*/
export const keepRows = (before: State, rowsBefore: RowsBefore, after: State): State => {
	const settled = selectSettledRows(after);
	const rows = rowsAfter(before, rowsBefore, after, settled);
	const keptRows = rows === settled ? undefined : rows;
	return keptRows === after.view.keptRows ? after : {...after, view: {...after.view, keptRows}};
};

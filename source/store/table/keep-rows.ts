import {type GroupPlaces, hasMachine, placesOf} from '../../domain/fleet-view/groups.ts';
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

/** Whether nobody has a row in mind as it is: the rows may come as they like. */
const isFree = (before: State, after: State): boolean => !isCursorBound(before, after) || isOtherWish(before, after);

/** Whether the cursor is on the head of a group that has no machine any more: the head of another must not come under it. */
const isHeadLost = ({view: {cursorId, groupBy}}: State, {shown}: RowsBefore, settled: readonly Machine[]): boolean =>
	groupBy !== undefined && cursorId !== undefined && !shown.some(({id}) => id === cursorId) && !hasMachine(cursorId, settled, groupBy);

type Kept = Pick<View, 'keptRows' | 'keptPlaces'>;

const kept = (rows: readonly Machine[], settled: readonly Machine[], keptPlaces?: GroupPlaces): Kept => ({
	keptRows: rows === settled ? undefined : rows,
	keptPlaces,
});

const keptAfter = (before: State, rowsBefore: RowsBefore, after: State, settled: readonly Machine[]): Kept => {
	const {shown} = rowsBefore;
	const {groupBy, keptPlaces, cursorId} = after.view;
	if (isFree(before, after)) {
		return kept(settled, settled);
	}

	if (!isHandBusy(after) && !isHeadLost(after, rowsBefore, settled)) {
		return kept(shown === settled ? settled : settleRows(shown, settled, after.fleet, cursorId), settled);
	}

	if (settled === rowsBefore.settled && before.fleet === after.fleet) {
		return kept(shown, settled, keptPlaces);
	}

	const places = groupBy === undefined ? undefined : (keptPlaces ?? placesOf(shown, groupBy));
	return kept(holdRows(shown, settled, after.fleet), settled, places);
};

/**
The state with its rows as they are to be shown: while the hand is busy they stand still, each in its group, and no row under the cursor becomes that of another
machine until a key comes. What the person asks for is done at once.
*/
export const keepRows = (before: State, rowsBefore: RowsBefore, after: State): State => {
	const settled = selectSettledRows(after);
	const {keptRows, keptPlaces} = keptAfter(before, rowsBefore, after, settled);
	return keptRows === after.view.keptRows && keptPlaces === after.view.keptPlaces
		? after
		: {...after, view: {...after.view, keptRows, keptPlaces}};
};

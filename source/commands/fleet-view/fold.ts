import type {MachineGroup} from '../../domain/fleet-view/groups.ts';
import {selectCursorGroup, selectGroupHere, selectGroups} from '../../store/fleet-view/lines.ts';
import type {State} from '../../store/state.ts';
import type {Outcome} from '../command.ts';
import {changeView} from '../outcomes.ts';

/** Folds a group, or unfolds it. The cursor goes to its head, which alone is seen of it in any case. */
const toggle = ({view}: State, {id}: MachineGroup): Outcome => {
	const foldedGroups = new Set(view.foldedGroups);
	if (!foldedGroups.delete(id)) {
		foldedGroups.add(id);
	}

	return changeView({foldedGroups, cursorId: id, focus: 'table', paneScroll: 0});
};

/** Folds or unfolds the group whose head is under the cursor; undefined where there is none. */
export const foldAtCursor = (state: State): Outcome | undefined => {
	const group = selectCursorGroup(state);
	return group === undefined ? undefined : toggle(state, group);
};

/** Folds or unfolds the group in which the cursor is; undefined where there is none. */
export const foldHere = (state: State): Outcome | undefined => {
	const group = selectGroupHere(state);
	return group === undefined ? undefined : toggle(state, group);
};

/** Folds all groups; unfolds them where all are folded. */
export const foldAll = (state: State): Outcome => {
	const ids = selectGroups(state).map(({id}) => id);
	const areFolded = ids.every(id => state.view.foldedGroups.has(id));
	return changeView({foldedGroups: new Set(areFolded ? [] : ids)});
};

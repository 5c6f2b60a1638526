import {selectCursorGroup, selectLineIndex, selectLines} from '../store/fleet-view/lines.ts';
import {selectCursorMachine, selectSettledRows} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {changeView, note, nothing} from './outcomes.ts';

const setMarks = (ids: Iterable<string>): Outcome => changeView({marks: new Set(ids)});

/** What there is to be marked: no row that is only kept in its place. */
const listedIds = (state: State): ReadonlySet<string> => new Set(selectSettledRows(state).map(({id}) => id));

/** The machine under the cursor, or those of the group whose head is there, by id. */
const idsAtCursor = (state: State): readonly string[] => {
	const group = selectCursorGroup(state);
	if (group !== undefined) {
		const listed = listedIds(state);
		return group.machines.map(({id}) => id).filter(id => listed.has(id));
	}

	const machine = selectCursorMachine(state);
	return machine === undefined ? [] : [machine.id];
};

/** Marks or unmarks what is under the cursor and, in the table, goes down one, so that a row of them takes one key each. */
const toggle = (state: State): Outcome => {
	const ids = idsAtCursor(state);
	if (ids.length === 0) {
		return nothing;
	}

	const marks = new Set(state.view.marks);
	const isMarked = ids.every(id => marks.has(id));
	for (const id of ids) {
		if (isMarked) {
			marks.delete(id);
		} else if (state.fleet.has(id)) {
			marks.add(id);
		}
	}

	const below = state.view.focus === 'table' ? selectLines(state)[selectLineIndex(state) + 1] : undefined;
	return changeView({marks, ...(below === undefined ? {} : {cursorId: below.id})});
};

/** Marks every row from the one that was marked last to the cursor. */
const range = (state: State): Outcome => {
	const lines = selectLines(state);
	const lastId = [...state.view.marks].at(-1);
	const from = lines.findIndex(({id}) => id === lastId);
	const to = selectLineIndex(state);
	if (to === -1) {
		return nothing;
	}

	const between = lines.slice(Math.min(from === -1 ? to : from, to), Math.max(from, to) + 1).map(({id}) => id);
	const listed = listedIds(state);
	return setMarks([...state.view.marks, ...between.filter(id => listed.has(id))]);
};

/** All but what is folded away. */
const markShown = (state: State): Outcome => {
	const listed = listedIds(state);
	const shown = selectLines(state)
		.map(({id}) => id)
		.filter(id => listed.has(id));
	if (shown.length > 0) {
		return setMarks([...state.view.marks, ...shown]);
	}

	return listed.size === 0
		? note(state, 'info', 'Nothing was marked: no machine is shown.')
		: note(state, 'info', 'Nothing was marked: all groups are folded. Z unfolds them.');
};

export const markCommands: readonly Command[] = [
	{
		id: 'mark',
		title: 'mark or unmark, and go down; on a group: all of it',
		keys: ['space'],
		group: 'machine',
		risk: 'none',
		hint: 'mark',
		run: toggle,
	},
	{
		id: 'mark-range',
		title: 'mark all from the last mark to here',
		keys: ['V'],
		group: 'machine',
		risk: 'none',
		run: range,
	},
	{
		id: 'mark-all',
		title: 'mark all that is shown',
		keys: ['*'],
		group: 'machine',
		risk: 'none',
		isInPrompt: true,
		run: markShown,
	},
	{
		id: 'unmark-all',
		title: 'clear the marks',
		keys: ['\\'],
		group: 'machine',
		risk: 'none',
		isInPrompt: true,
		run: () => setMarks([]),
	},
];

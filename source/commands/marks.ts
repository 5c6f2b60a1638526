import {selectCursorIndex, selectCursorMachine, selectRows} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {changeView, nothing} from './outcomes.ts';

const setMarks = (ids: Iterable<string>): Outcome => changeView({marks: new Set(ids)});

/** Marks or unmarks the row under the cursor and, in the table, goes down one, so that a row of them takes one key each. */
const toggle = (state: State): Outcome => {
	const machine = selectCursorMachine(state);
	if (machine === undefined) {
		return nothing;
	}

	const marks = new Set(state.view.marks);
	if (!marks.delete(machine.id)) {
		marks.add(machine.id);
	}

	const below = state.view.focus === 'table' ? selectRows(state)[selectCursorIndex(state) + 1] : undefined;
	return changeView({marks, ...(below === undefined ? {} : {cursorId: below.id})});
};

/** Marks every row from the one that was marked last to the cursor. */
const range = (state: State): Outcome => {
	const rows = selectRows(state);
	const lastId = [...state.view.marks].at(-1);
	const from = rows.findIndex(({id}) => id === lastId);
	const to = selectCursorIndex(state);
	if (to === -1) {
		return nothing;
	}

	const between = rows.slice(Math.min(from === -1 ? to : from, to), Math.max(from, to) + 1);
	return setMarks([...state.view.marks, ...between.map(({id}) => id)]);
};

export const markCommands: readonly Command[] = [
	{id: 'mark', title: 'mark or unmark, and go down', keys: ['space'], group: 'machine', risk: 'none', hint: 'mark', run: toggle},
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
		run: state => setMarks([...state.view.marks, ...selectRows(state).map(({id}) => id)]),
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

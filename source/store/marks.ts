import type {Machine} from '../domain/machine.ts';
import {memoizeLast} from './memoize.ts';
import {selectCursorMachine, selectRows} from './selectors.ts';
import type {State} from './state.ts';

/** The state without marks on machines that are gone. */
export const keepMarks = (before: State, after: State): State => {
	const {marks} = after.view;
	if (marks.size === 0 || before.fleet === after.fleet) {
		return after;
	}

	const kept = [...marks].filter(id => after.fleet.has(id));
	return kept.length === marks.size ? after : {...after, view: {...after.view, marks: new Set(kept)}};
};

const hiddenOf = memoizeLast((marks: ReadonlySet<string>, rows: readonly Machine[]): number => {
	if (marks.size === 0) {
		return 0;
	}

	return marks.size - rows.filter(({id}) => marks.has(id)).length;
});

/** How many marked machines the filter hides. */
export const selectHiddenMarks = (state: State): number => hiddenOf(state.view.marks, selectRows(state));

/** How many of some machines are marked and hidden by the filter. */
export const countHidden = (state: State, machines: readonly Machine[]): number => {
	const marked = machines.filter(({id}) => state.view.marks.has(id));
	return hiddenOf(new Set(marked.map(({id}) => id)), selectRows(state));
};

/** What a verb works on: the marked machines, in the order of marking, else the one under the cursor. */
export const selectTargets = (state: State): readonly Machine[] => {
	const {marks} = state.view;
	if (marks.size > 0) {
		return [...marks].flatMap(id => state.fleet.get(id) ?? []);
	}

	const machine = selectCursorMachine(state);
	return machine === undefined ? [] : [machine];
};

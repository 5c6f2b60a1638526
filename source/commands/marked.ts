import type {Machine} from '../domain/machine.ts';
import {selectHiddenMarks, selectTargets} from '../store/marks.ts';
import type {State} from '../store/state.ts';

/** Why nothing can be done with the marked machines, as many as may be taken together, or with the one under the cursor. */
export const miscount = (state: State, most: number, what: string): string | undefined => {
	const machines = selectTargets(state);
	if (machines.length === 0) {
		return 'There is no machine under the cursor.';
	}

	if (machines.length > most) {
		return `${what}, and ${machines.length} are marked: \\ clears the marks.`;
	}

	return state.view.marks.size > 0 && selectHiddenMarks(state) > 0
		? 'A marked machine is hidden by the filter: clear the filter, or the marks.'
		: undefined;
};

/** The only machine that can be meant: the marked one, else the one under the cursor; undefined where several are marked. */
export const soleMachine = (state: State): Machine | undefined => {
	const [machine, ...others] = selectTargets(state);
	return others.length > 0 ? undefined : machine;
};

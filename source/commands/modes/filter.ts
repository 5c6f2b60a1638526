import {selectTableFilter} from '../../store/filters.ts';
import {withFilter} from '../../store/screens.ts';
import type {Mode, State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {filterAfter} from '../filter-field.ts';
import {changeView, leaveMode, nothing} from '../outcomes.ts';

/** The filter narrows the table as it is typed; tab completes it, enter keeps it, escape brings back what was there before. */
export const filterKey = (state: State, mode: Mode & {readonly kind: 'filter'}, chord: Chord): Outcome => {
	if (chord.name === 'enter') {
		return leaveMode;
	}

	if (chord.name === 'esc') {
		return changeView({mode: {kind: 'browse'}, ...withFilter(state, mode.before)});
	}

	const step = filterAfter(selectTableFilter(state), chord);
	return step === undefined ? nothing : changeView({mode: {...mode, cycle: step.cycle}, ...withFilter(state, step.text)});
};

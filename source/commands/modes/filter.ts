import {filterOf, withFilter} from '../../store/screens.ts';
import type {Mode, State} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {changeView, leaveMode, nothing} from '../outcomes.ts';

/** The filter narrows the table as it is typed; enter keeps it, escape brings back what was there before. */
export const filterKey = (state: State, mode: Mode & {readonly kind: 'filter'}, chord: Chord): Outcome => {
	if (chord.name === 'enter') {
		return leaveMode;
	}

	if (chord.name === 'esc') {
		return changeView({mode: {kind: 'browse'}, ...withFilter(state, mode.before)});
	}

	const filter = editText(filterOf(state), chord);
	return filter === undefined ? nothing : changeView(withFilter(state, filter));
};

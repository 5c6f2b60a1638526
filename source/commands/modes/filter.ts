import type {Mode, State} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {changeView, leaveMode, nothing} from '../outcomes.ts';

/** The filter narrows the table as it is typed; enter keeps it, escape brings back what was there before. */
export const filterKey = ({view}: State, mode: Mode & {readonly kind: 'filter'}, chord: Chord): Outcome => {
	if (chord.name === 'enter') {
		return leaveMode;
	}

	if (chord.name === 'esc') {
		return changeView({mode: {kind: 'browse'}, filter: mode.before});
	}

	const filter = editText(view.filter, chord);
	return filter === undefined ? nothing : changeView({filter});
};

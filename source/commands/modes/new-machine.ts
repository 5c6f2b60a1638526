import type {NewMachineMode} from '../../store/creations.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {openClone, openNew} from '../new-machine.ts';
import {enterMode, leaveMode, nothing} from '../outcomes.ts';

/** What a new machine can begin with: nothing, the machine that was under the cursor, the form that was left. */
export const newMachineKey = (state: State, {target}: NewMachineMode, {name}: Chord): Outcome => {
	const {keptForm} = state.view;
	switch (name) {
		case 'n':
			return openNew(state);
		case 'c':
			return target === undefined ? nothing : openClone(state, target);
		case 'r':
			return keptForm === undefined ? nothing : enterMode({kind: 'form', form: keptForm});
		case 'esc':
		case 'q':
			return leaveMode;
		default:
			return nothing;
	}
};

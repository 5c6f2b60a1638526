import type {CreateMode} from '../../store/creations.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {closeKeeping, nothingMade} from '../machine-forms.ts';
import {both, enterMode, note} from '../outcomes.ts';
import {scrolledBy} from './reading.ts';

/** What is to be made, as a page: it scrolls, y makes it, b leads back to the form, and every other key makes nothing and keeps the form. */
export const createKey = (state: State, mode: CreateMode, {name}: Chord): Outcome => {
	const {plan} = mode;
	const scroll = scrolledBy(state, mode, name);
	if (scroll !== undefined) {
		return enterMode({...mode, scroll});
	}

	switch (name) {
		case 'y':
		case 'Y':
			return both(closeKeeping(plan.form), {effects: [{type: 'create-machine', plan}]});
		case 'b':
			return enterMode({kind: 'form', form: plan.form});
		default:
			return both(closeKeeping(plan.form), note(state, 'info', nothingMade));
	}
};

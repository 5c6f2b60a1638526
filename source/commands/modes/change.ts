import type {ChangeMode, Draft} from '../../store/drafts.ts';
import type {State} from '../../store/state.ts';
import {changeRefusal} from '../change.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';
import {scrolledBy} from './reading.ts';

/** Whether a machine may be given a config: one of its own, or one that was written for it; not one that names another's volumes. */
export const canBeOffered = ({origin, changes}: Draft): boolean => origin.kind !== 'machine' && changes.length > 0;

/** Asks whether a machine is to have a config, or tells why it cannot be given it now. */
const offer = (state: State, mode: ChangeMode): Outcome => {
	const {target} = mode.draft;
	const machine = state.fleet.get(target.id);
	const why = machine === undefined ? `${target.name || target.id} is gone.` : changeRefusal(state, machine);
	return why === undefined ? enterMode({...mode, isOffered: true, scroll: 0}) : note(state, 'warning', why);
};

const dontChange = (state: State, {draft: {target, origin}}: ChangeMode): Outcome => {
	const kept = origin.kind === 'edit' ? ` The text is kept in ${origin.path}` : '';
	return both(leaveMode, note(state, 'info', `Not changed: ${target.name || target.id} was left alone.${kept}`));
};

/** What differs, as a page: it scrolls; b offers it; once it is offered, y gives it to the machine and every other key leaves it alone. */
export const changeKey = (state: State, mode: ChangeMode, {name}: Chord): Outcome => {
	const scroll = scrolledBy(state, mode, name);
	if (scroll !== undefined) {
		return enterMode({...mode, scroll});
	}

	if (mode.isOffered) {
		return name === 'y' || name === 'Y' ? both(leaveMode, {effects: [{type: 'apply-change', draft: mode.draft}]}) : dontChange(state, mode);
	}

	if (name === 'b' && canBeOffered(mode.draft)) {
		return offer(state, mode);
	}

	return name === 'esc' || name === 'q' || name === 'enter' ? leaveMode : nothing;
};

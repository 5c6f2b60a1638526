import type {ProtectedMode} from '../../store/protection.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, note, nothing} from '../outcomes.ts';
import {answerTo} from './answer.ts';

/** The question before a key changes something protected: words let the key through as it was pressed, all else leads back to where that was. */
export const protectedKey = (
	state: State,
	mode: ProtectedMode,
	chord: Chord,
	meaningOf: (state: State, chord: Chord) => Outcome,
): Outcome => {
	const {held, key, ask, typed} = mode;
	const goBack = enterMode(held);
	if (chord.name === 'esc') {
		return both(goBack, note(state, 'info', 'Nothing was done.'));
	}

	const answer = answerTo(ask, typed, chord);
	switch (answer.kind) {
		case 'go':
			return both(goBack, meaningOf({...state, view: {...state.view, mode: held}}, key));
		case 'no':
			return both(goBack, note(state, 'info', `Nothing was done: ${answer.why ?? 'it was not confirmed'}.`));
		case 'typed':
			return enterMode({...mode, typed: answer.typed});
		case 'ignored':
			return nothing;
	}
};

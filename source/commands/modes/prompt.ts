import type {Mode, State} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';
import {completionsFor, firstPicked} from '../prompt.ts';
import {runCommand} from '../run-command.ts';

type Prompt = Mode & {readonly kind: 'prompt'};

const submit = (state: State, {text, picked}: Prompt): Outcome => {
	const offer = completionsFor(text)[picked];
	if (text.trim() === '' && offer === undefined) {
		return leaveMode;
	}

	return offer === undefined
		? both(leaveMode, note(state, 'warning', `There is no command "${text.trim()}". Press : and tab to see them.`))
		: both(leaveMode, runCommand(state, offer.command, offer.choice));
};

/** The prompt with another text, and nothing picked but what that text may become. */
export const withText = (text: string): Outcome => enterMode({kind: 'prompt', text, picked: firstPicked(text)});

/** A command by its name: typed, completed with tab, picked with the arrows, run with enter. */
export const promptKey = (state: State, mode: Prompt, chord: Chord): Outcome => {
	const offers = completionsFor(mode.text);
	const first = firstPicked(mode.text);
	switch (chord.name) {
		case 'enter':
			return submit(state, mode);
		case 'esc':
			return leaveMode;
		case 'down':
			return enterMode({...mode, picked: Math.max(first, Math.min(mode.picked + 1, offers.length - 1))});
		case 'up':
			return enterMode({...mode, picked: Math.max(mode.picked - 1, first)});
		case 'tab':
			return withText(offers[mode.picked]?.text ?? mode.text);
		default: {
			const text = editText(mode.text, chord);
			return text === undefined ? nothing : withText(text);
		}
	}
};

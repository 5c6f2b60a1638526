import {verbs} from '../../domain/verbs.ts';
import type {Mode, State} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

type Confirm = Mode & {readonly kind: 'confirm'};

const go = ({confirmation: {verb, target}}: Confirm): Outcome => both(leaveMode, {effects: [{type: 'act', verb, target}]});

const dontGo = (state: State, {confirmation: {verb, target}}: Confirm, why?: string): Outcome =>
	both(leaveMode, note(state, 'info', `Not ${verbs[verb].done}: ${why ?? `${target.name || target.id} was left alone`}.`));

const answerYes = (state: State, mode: Confirm, {name}: Chord): Outcome => (name === 'y' || name === 'Y' ? go(mode) : dontGo(state, mode));

const answerTyped = (
	state: State,
	mode: Confirm,
	{expected, hint}: {readonly expected: string; readonly hint: string},
	chord: Chord,
): Outcome => {
	if (chord.name === 'enter') {
		return mode.typed === expected ? go(mode) : dontGo(state, mode, `what was typed is not ${hint}`);
	}

	const typed = editText(mode.typed, chord);
	return typed === undefined ? nothing : enterMode({...mode, typed});
};

/** A question before an act. The default is No: only what is asked for lets it through, to the machine that the dialog named. */
export const confirmKey = (state: State, mode: Confirm, chord: Chord): Outcome => {
	if (chord.name === 'esc') {
		return dontGo(state, mode);
	}

	const {ask} = mode.confirmation;
	return ask.kind === 'yes' ? answerYes(state, mode, chord) : answerTyped(state, mode, ask, chord);
};

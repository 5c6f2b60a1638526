import {verbs} from '../../domain/verbs.ts';
import type {Mode, State} from '../../store/state.ts';
import {send} from '../act.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

type Confirm = Mode & {readonly kind: 'confirm'};

const go = (state: State, {confirmation: {order, targets}, parallel}: Confirm): Outcome =>
	both(leaveMode, send(state, order, targets, parallel));

const dontGo = (state: State, {confirmation: {order, targets}}: Confirm, why?: string): Outcome => {
	const [first] = targets;
	const what = targets.length === 1 && first !== undefined ? `${first.name || first.id} was` : `${targets.length} machines were`;
	return both(leaveMode, note(state, 'info', `Not ${verbs[order.verb].done}: ${why ?? `${what} left alone`}.`));
};

const answerYes = (state: State, mode: Confirm, {name}: Chord): Outcome =>
	name === 'y' || name === 'Y' ? go(state, mode) : dontGo(state, mode);

const answerTyped = (
	state: State,
	mode: Confirm,
	{expected, hint}: {readonly expected: string; readonly hint: string},
	chord: Chord,
): Outcome => {
	if (chord.name === 'enter') {
		return mode.typed === expected ? go(state, mode) : dontGo(state, mode, `what was typed is not ${hint}`);
	}

	const typed = editText(mode.typed, chord);
	return typed === undefined ? nothing : enterMode({...mode, typed});
};

const paces: Readonly<Record<string, number>> = {up: 1, '+': 1, down: -1, '-': -1};

/** A question before an act. The default is No: only what is asked for lets it through, to the machines that the dialog named. */
export const confirmKey = (state: State, mode: Confirm, chord: Chord): Outcome => {
	const {ask, targets} = mode.confirmation;
	const pace = paces[chord.name];
	if (chord.name === 'esc') {
		return dontGo(state, mode);
	}

	if (!mode.isHiddenAccepted) {
		return chord.name === 'tab' ? enterMode({...mode, isHiddenAccepted: true}) : nothing;
	}

	if (pace !== undefined && targets.length > 1) {
		return enterMode({...mode, parallel: Math.min(Math.max(1, mode.parallel + pace), targets.length)});
	}

	return ask.kind === 'yes' ? answerYes(state, mode, chord) : answerTyped(state, mode, ask, chord);
};

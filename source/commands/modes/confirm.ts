import {verbs} from '../../domain/verbs.ts';
import type {Mode, State} from '../../store/state.ts';
import {send} from '../act.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

type Confirm = Mode & {readonly kind: 'confirm'};

const go = (state: State, {confirmation: {order, targets}, parallel}: Confirm): Outcome =>
	both(leaveMode, send(state, order, targets, parallel));

const refuse = (state: State, {confirmation: {order, targets}}: Confirm): Outcome => {
	const [first] = targets;
	const what = targets.length === 1 && first !== undefined ? first.name || first.id : `${targets.length} machines`;
	return both(leaveMode, note(state, 'info', `${what}: not ${verbs[order.verb].done}, nothing was done.`));
};

const answerYes = (state: State, mode: Confirm, {name}: Chord): Outcome =>
	name === 'y' || name === 'Y' ? go(state, mode) : refuse(state, mode);

const answerTyped = (state: State, mode: Confirm, expected: string, chord: Chord): Outcome => {
	if (chord.name === 'enter') {
		return mode.typed === expected ? go(state, mode) : both(leaveMode, note(state, 'info', 'Not typed as asked: nothing was done.'));
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
		return refuse(state, mode);
	}

	if (!mode.isHiddenAccepted) {
		return chord.name === 'tab' ? enterMode({...mode, isHiddenAccepted: true}) : nothing;
	}

	if (pace !== undefined && targets.length > 1) {
		return enterMode({...mode, parallel: Math.min(Math.max(1, mode.parallel + pace), targets.length)});
	}

	return ask.kind === 'yes' ? answerYes(state, mode, chord) : answerTyped(state, mode, ask.expected, chord);
};

import {verbs} from '../../domain/verbs.ts';
import type {Mode, State} from '../../store/state.ts';
import {send} from '../act.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';
import {answerTo} from './answer.ts';

type Confirm = Mode & {readonly kind: 'confirm'};

const go = (state: State, {confirmation: {order, targets}, parallel}: Confirm): Outcome =>
	both(leaveMode, send(state, order, targets, parallel));

const dontGo = (state: State, {confirmation: {order, targets}}: Confirm, why?: string): Outcome => {
	const [first] = targets;
	const what = targets.length === 1 && first !== undefined ? `${first.name || first.id} was` : `${targets.length} machines were`;
	return both(leaveMode, note(state, 'info', `Not ${verbs[order.verb].done}: ${why ?? `${what} left alone`}.`));
};

const answered = (state: State, mode: Confirm, chord: Chord): Outcome => {
	const answer = answerTo(mode.confirmation.ask, mode.typed, chord);
	switch (answer.kind) {
		case 'go':
			return go(state, mode);
		case 'no':
			return dontGo(state, mode, answer.why);
		case 'typed':
			return enterMode({...mode, typed: answer.typed});
		case 'ignored':
			return nothing;
	}
};

const page = 5;

type Pace = (parallel: number, count: number) => number;

const more: Pace = (parallel, count) => Math.min(parallel + 1, count);
const fewer: Pace = parallel => Math.max(1, parallel - 1);
const aThird: Pace = (_parallel, count) => Math.ceil(count / 3);

/** How many machines are worked on at once, after a key. */
const paces: Readonly<Record<string, Pace>> = {'+': more, '-': fewer, '=': aThird};

/** How far the list of machines goes on, for a key that moves and types nothing. */
const scrollBy = ({name, text}: Chord): number | undefined => (text === undefined ? stepOf(name, page) : undefined);

/** A question before an act. The default is No: only what is asked for lets it through, to the machines that the dialog named. */
export const confirmKey = (state: State, mode: Confirm, chord: Chord): Outcome => {
	const {targets} = mode.confirmation;
	const pace = paces[chord.name];
	const scroll = scrollBy(chord);
	if (chord.name === 'esc') {
		return dontGo(state, mode);
	}

	if (scroll !== undefined && targets.length > 1) {
		return enterMode({...mode, scroll: Math.max(0, Math.min(mode.scroll + scroll, targets.length - 1))});
	}

	if (!mode.isHiddenAccepted) {
		return chord.name === 'tab' ? enterMode({...mode, isHiddenAccepted: true}) : nothing;
	}

	if (pace !== undefined && targets.length > 1) {
		return enterMode({...mode, parallel: pace(mode.parallel, targets.length)});
	}

	return answered(state, mode, chord);
};

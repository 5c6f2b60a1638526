import {resourceVerbs} from '../../domain/resources/orders.ts';
import type {ConfirmResourceMode} from '../../store/resources.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';
import {answerTo} from './answer.ts';

const dontGo = (state: State, {confirmation: {order, targets}}: ConfirmResourceMode, why?: string): Outcome => {
	const [first] = targets;
	const what = targets.length === 1 && first !== undefined ? `${first.words} was` : `${targets.length} of them were`;
	return both(leaveMode, note(state, 'info', `Not ${resourceVerbs[order.verb].done}: ${why ?? `${what} left alone`}.`));
};

/** A question before an act on something that is no machine. The default is No. */
export const confirmResourceKey = (state: State, mode: ConfirmResourceMode, chord: Chord): Outcome => {
	const {order, targets, ask} = mode.confirmation;
	if (chord.name === 'esc') {
		return dontGo(state, mode);
	}

	if (!mode.isHiddenAccepted) {
		return chord.name === 'tab' ? enterMode({...mode, isHiddenAccepted: true}) : nothing;
	}

	const answer = answerTo(ask, mode.typed, chord);
	switch (answer.kind) {
		case 'go':
			return both(leaveMode, {effects: [{type: 'act-on-resources', order, targets}]});
		case 'no':
			return dontGo(state, mode, answer.why);
		case 'typed':
			return enterMode({...mode, typed: answer.typed});
		case 'ignored':
			return nothing;
	}
};

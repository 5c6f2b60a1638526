import type {BreakLeaseMode} from '../../store/leases.ts';
import type {State, Target} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

/** Owners that can be told apart by eye and typed on any keyboard: no space at an end, which nobody sees. */
const typable = /^[!-~](?:[ -~]{0,98}[!-~])?$/;

/** Asks for the name of the owner before a lease is broken; for the machine's id where no keyboard has that name. */
export const askToBreak = (target: Target, owner: string): Outcome =>
	enterMode({
		kind: 'break-lease',
		target,
		owner,
		ask: typable.test(owner)
			? {kind: 'type', expected: owner, hint: 'the owner'}
			: {kind: 'type', expected: target.id, hint: 'the whole id of the machine'},
		typed: '',
	});

const dontBreak = (state: State, {target}: BreakLeaseMode, why: string): Outcome =>
	both(leaveMode, note(state, 'info', `Not broken: ${why}${target.name || target.id} was left alone.`));

/** The question before somebody's lease is broken. The default is No. */
export const breakLeaseKey = (state: State, mode: BreakLeaseMode, chord: Chord): Outcome => {
	const {target, owner, ask, typed} = mode;
	if (chord.name === 'esc') {
		return dontBreak(state, mode, '');
	}

	if (chord.name === 'enter') {
		return typed === ask.expected
			? both(leaveMode, {effects: [{type: 'break-lease', target, owner}]})
			: dontBreak(state, mode, `what was typed is not ${ask.hint}. `);
	}

	const edited = editText(typed, chord);
	return edited === undefined ? nothing : enterMode({...mode, typed: edited});
};

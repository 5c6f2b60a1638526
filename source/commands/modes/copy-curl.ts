import type {CopyCurlMode, CurlOffer} from '../../store/copying.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Effect, Outcome} from '../command.ts';
import {doneOffers} from '../curl-offers.ts';
import {stepOf} from '../move.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

/** The key on the page of the action log that lists what can be copied. */
export const copyDoneKey = 'c';

const page = 5;

/** Lists all that was done and can be copied as a command. */
export const openDone = (state: State): Outcome => {
	const offers = doneOffers(state);
	return offers.length === 0
		? note(state, 'info', 'Nothing was done yet that could be copied as a command.')
		: enterMode({kind: 'copy-curl', target: undefined, offers, picked: 0});
};

const effectOf = (offer: CurlOffer): Effect =>
	'command' in offer ? {type: 'copy-command', command: offer.command} : {type: 'copy-curl', deeds: [offer.deed]};

/** Back to where the list was opened. */
const close = ({target}: CopyCurlMode): Outcome => (target === undefined ? enterMode({kind: 'actions', scroll: 0}) : leaveMode);

/** Which act: picked with the keys that move, copied with enter. Nothing is done. */
export const copyCurlKey = (_state: State, mode: CopyCurlMode, {name}: Chord): Outcome => {
	const {offers, picked} = mode;
	if (name === 'esc' || name === 'q') {
		return close(mode);
	}

	if (name === 'enter') {
		const offer = offers[picked];
		return offer === undefined ? close(mode) : both(close(mode), {effects: [effectOf(offer)]});
	}

	const step = stepOf(name, page);
	return step === undefined ? nothing : enterMode({...mode, picked: Math.max(0, Math.min(picked + step, offers.length - 1))});
};

import {curlActs} from '../../domain/curl-acts.ts';
import type {CopyCurlMode} from '../../store/copying.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Effect, Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {both, enterMode, leaveMode, nothing} from '../outcomes.ts';

/** The acts that can be copied as a command: the last one that was done first, then those of the machine. */
export const curlOffers = ({target, lastAct}: CopyCurlMode): readonly {readonly title: string; readonly effect: Effect}[] => [
	...(lastAct === undefined
		? []
		: [{title: `done last: ${lastAct.what}`, effect: {type: 'copy', what: 'the command', text: lastAct.curl} as const}]),
	...curlActs.map(({act, title}) => ({title, effect: {type: 'copy-curl', target, act} as const})),
];

/** Which act: picked with the keys that move, copied with enter. Nothing is done. */
export const copyCurlKey = (_state: State, mode: CopyCurlMode, {name}: Chord): Outcome => {
	const offers = curlOffers(mode);
	if (name === 'esc' || name === 'q') {
		return leaveMode;
	}

	if (name === 'enter') {
		const effect = offers[mode.picked]?.effect;
		return effect === undefined ? leaveMode : both(leaveMode, {effects: [effect]});
	}

	const step = stepOf(name, offers.length);
	return step === undefined ? nothing : enterMode({...mode, picked: Math.max(0, Math.min(mode.picked + step, offers.length - 1))});
};

import type {Mode, State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {waitStates} from '../machine.ts';
import {both, enterMode, leaveMode, nothing} from '../outcomes.ts';

type WaitMode = Mode & {readonly kind: 'wait'};

/** Which state to wait for: picked with the arrows, chosen with enter. */
export const waitKey = (_state: State, mode: WaitMode, {name}: Chord): Outcome => {
	switch (name) {
		case 'esc':
		case 'q':
			return leaveMode;
		case 'j':
		case 'down':
			return enterMode({...mode, picked: Math.min(mode.picked + 1, waitStates.length - 1)});
		case 'k':
		case 'up':
			return enterMode({...mode, picked: Math.max(mode.picked - 1, 0)});
		case 'enter': {
			const wanted = waitStates[mode.picked];
			return wanted === undefined ? leaveMode : both(leaveMode, {effects: [{type: 'wait', target: mode.target, wanted}]});
		}

		default:
			return nothing;
	}
};

import type {State} from '../../store/state.ts';
import type {WaitMode} from '../../store/waits.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {waitStates} from '../machine.ts';
import {stepOf} from '../move.ts';
import {both, enterMode, leaveMode, nothing} from '../outcomes.ts';

const last = waitStates.length - 1;

/** Which state to wait for: picked with the keys that move, chosen with enter. */
export const waitKey = (_state: State, mode: WaitMode, {name}: Chord): Outcome => {
	switch (name) {
		case 'esc':
		case 'q':
			return leaveMode;
		case 'enter': {
			const wanted = waitStates[mode.picked];
			return wanted === undefined ? leaveMode : both(leaveMode, {effects: [{type: 'wait', targets: mode.targets, wanted}]});
		}

		default: {
			const step = stepOf(name, waitStates.length);
			return step === undefined ? nothing : enterMode({...mode, picked: Math.max(0, Math.min(mode.picked + step, last))});
		}
	}
};

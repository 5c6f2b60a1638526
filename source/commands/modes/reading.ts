import type {Mode, State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {enterMode, leaveMode, nothing} from '../outcomes.ts';

type Reading = Mode & {readonly kind: 'help' | 'notes'};

const closing: ReadonlySet<string> = new Set(['esc', 'q', '?', 'N', 'enter']);

/** A page of text over the screen: it scrolls with every key that moves, and the space bar, and closes. */
export const readingKey = (state: State, mode: Reading, {name}: Chord): Outcome => {
	if (closing.has(name)) {
		return leaveMode;
	}

	const {pageRows, pageEnd} = state.view;
	const step = stepOf(name === ' ' ? 'pagedown' : name, Math.max(1, pageRows - 1));
	return step === undefined ? nothing : enterMode({...mode, scroll: Math.max(0, Math.min(mode.scroll + step, pageEnd))});
};

import type {Mode, State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {enterMode, leaveMode, nothing} from '../outcomes.ts';

type Reading = Mode & {readonly kind: 'help' | 'notes'};

const page = 10;

const steps: Readonly<Record<string, number>> = {
	j: 1,
	down: 1,
	k: -1,
	up: -1,
	'ctrl-f': page,
	pagedown: page,
	' ': page,
	'ctrl-b': -page,
	pageup: -page,
	g: -1_000_000,
	home: -1_000_000,
};

const closing: ReadonlySet<string> = new Set(['esc', 'q', '?', 'N', 'enter']);

/** A page of text over the screen: it scrolls and closes. */
export const readingKey = (state: State, mode: Reading, {name}: Chord): Outcome => {
	if (closing.has(name)) {
		return leaveMode;
	}

	const step = steps[name];
	return step === undefined ? nothing : enterMode({...mode, scroll: Math.max(0, Math.min(mode.scroll + step, state.view.pageEnd))});
};

import type {ReadingMode, State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {enterMode, leaveMode, nothing} from '../outcomes.ts';
import {runCommand} from '../run-command.ts';
import {commandForKey} from '../table.ts';

const closing: ReadonlySet<string> = new Set(['esc', 'q', '?', 'N', 'J', 'enter']);

/** Commands that go on working while their page is read. */
const working: ReadonlySet<string> = new Set(['P', 'X']);

/** A page of text over the screen: it scrolls with every key that moves, and the space bar, and closes. */
export const readingKey = (state: State, mode: ReadingMode, {name}: Chord): Outcome => {
	if (closing.has(name)) {
		return leaveMode;
	}

	const command = mode.kind === 'jobs' && working.has(name) ? commandForKey(name) : undefined;
	if (command !== undefined) {
		return runCommand(state, command);
	}

	const {pageRows, pageEnd} = state.view;
	const step = stepOf(name === 'space' ? 'pagedown' : name, Math.max(1, pageRows - 1));
	return step === undefined ? nothing : enterMode({...mode, scroll: Math.max(0, Math.min(mode.scroll + step, pageEnd))});
};

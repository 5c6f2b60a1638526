import type {ReadingMode, State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {enterMode, leaveMode, nothing} from '../outcomes.ts';
import {runCommand} from '../run-command.ts';
import {commandForKey} from '../table.ts';
import {copyDoneKey, openDone} from './copy-curl.ts';

const closing: ReadonlySet<string> = new Set(['esc', 'q', '?', 'N', 'J', 'O', 'A', 'enter']);

/** Commands that go on working while their page is read. */
const working: ReadonlySet<string> = new Set(['P', 'X']);

/** Where a page of text stands after a key that moves it, or the space bar; undefined for every other key. */
export const scrolledBy = ({view: {pageRows, pageEnd}}: State, {scroll}: {readonly scroll: number}, key: string): number | undefined => {
	const step = stepOf(key === 'space' ? 'pagedown' : key, Math.max(1, pageRows - 1));
	return step === undefined ? undefined : Math.max(0, Math.min(scroll + step, pageEnd));
};

/** A page of text over the screen: it scrolls with every key that moves, and the space bar, and closes. */
export const readingKey = (state: State, mode: ReadingMode, {name}: Chord): Outcome => {
	if (closing.has(name)) {
		return leaveMode;
	}

	if (mode.kind === 'actions' && name === copyDoneKey) {
		return openDone(state);
	}

	const command = mode.kind === 'jobs' && working.has(name) ? commandForKey(name) : undefined;
	if (command !== undefined) {
		return runCommand(state, command);
	}

	const scroll = scrolledBy(state, mode, name);
	return scroll === undefined ? nothing : enterMode({...mode, scroll});
};

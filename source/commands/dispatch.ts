import {printable} from '../domain/text.ts';
import type {State} from '../store/state.ts';
import type {Chord} from './chord.ts';
import type {Outcome} from './command.ts';
import {confirmKey} from './modes/confirm.ts';
import {filterKey} from './modes/filter.ts';
import {leaseKey, ttlAfter} from './modes/lease.ts';
import {promptKey, withText} from './modes/prompt.ts';
import {readingKey} from './modes/reading.ts';
import {signalKey} from './modes/signal.ts';
import {waitKey} from './modes/wait.ts';
import {changeView, enterMode, note, nothing} from './outcomes.ts';
import {runCommand} from './run-command.ts';
import {commandForKey} from './table.ts';

/** What a key means in the present mode. */
export const onChord = (state: State, chord: Chord): Outcome => {
	const command = commandForKey(chord.name);
	if (command?.isEverywhere === true) {
		return runCommand(state, command);
	}

	const {mode} = state.view;
	switch (mode.kind) {
		case 'browse':
			return command === undefined ? nothing : runCommand(state, command);
		case 'filter':
			return filterKey(state, mode, chord);
		case 'prompt':
			return promptKey(state, mode, chord);
		case 'confirm':
			return confirmKey(state, mode, chord);
		case 'help':
		case 'notes':
		case 'jobs':
			return readingKey(state, mode, chord);
		case 'lease':
			return leaseKey(state, mode, chord);
		case 'signal':
			return signalKey(state, mode, chord);
		case 'wait':
			return waitKey(state, mode, chord);
	}
};

/** What pasted text means: it goes into an open text field, on one line. A confirmation does not take it: who confirms must have read. */
export const onPaste = (state: State, pasted: string): Outcome => {
	const {mode, filter} = state.view;
	const text = printable(pasted).replace(/\s+/g, ' ').trim();
	switch (mode.kind) {
		case 'filter':
			return changeView({filter: filter + text});
		case 'prompt':
			return withText(mode.text + text);
		case 'lease': {
			const ttl = ttlAfter(mode.ttl, {name: 'paste', text});
			return ttl === undefined ? note(state, 'warning', 'A lease takes seconds: up to five digits.') : enterMode({...mode, ttl});
		}

		case 'confirm':
			return note(state, 'warning', 'A paste is not taken here: type it.');
		case 'browse':
		case 'help':
		case 'notes':
		case 'jobs':
		case 'signal':
		case 'wait':
			return note(state, 'warning', 'A paste is taken in a text field only: nothing was done.');
	}
};

import {printable} from '../domain/text.ts';
import type {State} from '../store/state.ts';
import type {Chord} from './chord.ts';
import type {Outcome} from './command.ts';
import {confirmKey} from './modes/confirm.ts';
import {filterKey} from './modes/filter.ts';
import {leaseKey} from './modes/lease.ts';
import {promptKey} from './modes/prompt.ts';
import {readingKey} from './modes/reading.ts';
import {signalKey} from './modes/signal.ts';
import {waitKey} from './modes/wait.ts';
import {changeView, enterMode, nothing} from './outcomes.ts';
import {runCommand} from './run-command.ts';
import {commandForKey} from './table.ts';

const browseKey = (state: State, {name}: Chord, isBurst: boolean): Outcome => {
	const command = commandForKey(name);
	return command === undefined || (isBurst && command.isRepeatable !== true) ? nothing : runCommand(state, command);
};

/**
What a key means in the present mode.

`isBurst`: it arrived together with others in one read, as a held key or a paste without brackets does. Then only movement and typing in an
open text field count, and enter never does, so that nothing that was pasted can act on a machine.
*/
export const onChord = (state: State, chord: Chord, isBurst: boolean): Outcome => {
	const command = commandForKey(chord.name);
	if (command?.isEverywhere === true) {
		return runCommand(state, command);
	}

	const {mode} = state.view;
	const isText = chord.text !== undefined;
	switch (mode.kind) {
		case 'browse':
			return browseKey(state, chord, isBurst);
		case 'filter':
			return isBurst && !isText ? nothing : filterKey(state, mode, chord);
		case 'prompt':
			return isBurst && !isText ? nothing : promptKey(state, mode, chord);
		case 'confirm':
			return isBurst && (!isText || mode.confirmation.ask.kind === 'yes') ? nothing : confirmKey(state, mode, chord);
		case 'help':
		case 'notes':
			return readingKey(state, mode, chord);
		case 'lease':
			return isBurst ? nothing : leaseKey(state, mode, chord);
		case 'signal':
			return isBurst ? nothing : signalKey(state, mode, chord);
		case 'wait':
			return isBurst ? nothing : waitKey(state, mode, chord);
	}
};

/** What pasted text means: it goes into an open text field, on one line, or nowhere. */
export const onPaste = ({view}: State, pasted: string): Outcome => {
	const {mode} = view;
	const text = printable(pasted).replace(/\s+/g, ' ').trim();
	switch (mode.kind) {
		case 'filter':
			return changeView({filter: view.filter + text});
		case 'prompt':
			return enterMode({...mode, text: mode.text + text, picked: 0});
		case 'confirm':
			return mode.confirmation.ask.kind === 'type' ? enterMode({...mode, typed: mode.typed + text}) : nothing;
		case 'browse':
		case 'help':
		case 'notes':
		case 'lease':
		case 'signal':
		case 'wait':
			return nothing;
	}
};

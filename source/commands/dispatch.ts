import {printable} from '../domain/text.ts';
import {filterOf, selectScreen, withFilter} from '../store/screens.ts';
import type {Mode, State} from '../store/state.ts';
import {copyAsked} from './asked-curl.ts';
import type {Chord} from './chord.ts';
import type {Outcome} from './command.ts';
import {fleetKey} from './fleet-view/fleet-key.ts';
import {askKey} from './modes/ask.ts';
import {breakLeaseKey} from './modes/break-lease.ts';
import {changeKey} from './modes/change.ts';
import {confirmKey} from './modes/confirm.ts';
import {protectedKey} from './modes/confirm-protected.ts';
import {confirmResourceKey} from './modes/confirm-resource.ts';
import {copyKey} from './modes/copy.ts';
import {copyCurlKey} from './modes/copy-curl.ts';
import {createKey} from './modes/create.ts';
import {execAfter, execKey} from './modes/exec.ts';
import {filterKey} from './modes/filter.ts';
import {formKey, formPaste} from './modes/form.ts';
import {leaseKey, ttlAfter} from './modes/lease.ts';
import {leftoverLeasesKey} from './modes/leftover-leases.ts';
import {logEntryAfter, logsKey} from './modes/logs.ts';
import {metadataAfter, metadataKey} from './modes/metadata.ts';
import {newMachineKey} from './modes/new-machine.ts';
import {promptKey, withText} from './modes/prompt.ts';
import {readingKey} from './modes/reading.ts';
import {signalKey} from './modes/signal.ts';
import {timelineKey} from './modes/timeline.ts';
import {versionsKey} from './modes/versions.ts';
import {waitKey} from './modes/wait.ts';
import {changeView, enterMode, note, nothing} from './outcomes.ts';
import {replayCommandForKey} from './replay.ts';
import {runCommand} from './run-command.ts';
import {screenCommandForKey} from './screen-table.ts';
import {commandForKey} from './table.ts';
import {withProtection} from './with-protection.ts';
import {withoutChanges} from './without-changes.ts';

const meaningOf = (state: State, chord: Chord): Outcome => {
	const command = commandForKey(chord.name);
	if (command?.isEverywhere === true) {
		return runCommand(state, command);
	}

	const copied = copyAsked(state, chord);
	if (copied !== undefined) {
		return copied;
	}

	const {mode} = state.view;
	switch (mode.kind) {
		case 'browse': {
			const here = selectScreen(state) === undefined ? command : screenCommandForKey(chord.name);
			const shown = replayCommandForKey(state, chord.name) ?? here;
			return shown === undefined ? nothing : runCommand(state, shown);
		}

		case 'filter':
			return filterKey(state, mode, chord);
		case 'prompt':
			return promptKey(state, mode, chord);
		case 'confirm':
			return confirmKey(state, mode, chord);
		case 'ask':
			return askKey(state, mode, chord);
		case 'help':
		case 'notes':
		case 'jobs':
		case 'leases':
		case 'actions':
		case 'changes':
		case 'output':
			return readingKey(state, mode, chord);
		case 'change':
			return changeKey(state, mode, chord);
		case 'versions':
			return versionsKey(state, mode, chord);
		case 'lease':
			return leaseKey(state, mode, chord);
		case 'break-lease':
			return breakLeaseKey(state, mode, chord);
		case 'leftover-leases':
			return leftoverLeasesKey(state, mode, chord);
		case 'copy':
			return copyKey(state, mode, chord);
		case 'copy-curl':
			return copyCurlKey(state, mode, chord);
		case 'signal':
			return signalKey(state, mode, chord);
		case 'wait':
			return waitKey(state, mode, chord);
		case 'exec':
			return execKey(state, mode, chord);
		case 'logs':
			return logsKey(state, mode, chord);
		case 'timeline':
			return timelineKey(state, mode, chord);
		case 'fleet':
			return fleetKey(state, mode, chord);
		case 'metadata':
			return metadataKey(state, mode, chord);
		case 'form':
			return formKey(state, mode, chord);
		case 'new-machine':
			return newMachineKey(state, mode, chord);
		case 'create':
			return createKey(state, mode, chord);
		case 'confirm-resource':
			return confirmResourceKey(state, mode, chord);
		case 'confirm-protected':
			return protectedKey(state, mode, chord, meaningOf);
	}
};

/** What a key means in the present mode. */
export const onChord = (state: State, chord: Chord): Outcome =>
	withProtection(state, chord, withoutChanges(state, meaningOf(state, chord)));

/** A dialog or page after a paste into its text field, if one is open. */
const afterPaste = (state: State, after: Mode | undefined): Outcome =>
	after === undefined ? note(state, 'warning', 'A paste is taken in a text field only: nothing was done.') : enterMode(after);

/** What pasted text means: it goes into an open text field, on one line. A confirmation does not take it: who confirms must have read. */
export const onPaste = (state: State, pasted: string): Outcome => {
	const {mode} = state.view;
	const text = printable(pasted).replace(/\s+/g, ' ').trim();
	const chord: Chord = {name: 'paste', text};
	switch (mode.kind) {
		case 'filter':
			return changeView(withFilter(state, filterOf(state) + text));
		case 'prompt':
			return withText(mode.text + text);
		case 'lease': {
			const ttl = ttlAfter(mode.ttl, chord);
			return ttl === undefined ? note(state, 'warning', 'A lease takes seconds: up to five digits.') : enterMode({...mode, ttl});
		}

		case 'exec':
			return afterPaste(state, execAfter(mode, chord));
		case 'logs':
			return afterPaste(state, logEntryAfter(state, mode, chord));
		case 'metadata':
			return afterPaste(state, metadataAfter(mode, chord));
		case 'versions':
			return afterPaste(state, mode.path === undefined ? undefined : {...mode, path: mode.path + text});
		case 'form':
			return formPaste(state, mode, pasted);
		case 'break-lease':
		case 'confirm':
		case 'confirm-resource':
		case 'confirm-protected':
			return note(state, 'warning', 'A paste is not taken here: type it.');
		case 'browse':
		case 'help':
		case 'notes':
		case 'jobs':
		case 'leases':
		case 'actions':
		case 'changes':
		case 'ask':
		case 'leftover-leases':
		case 'copy':
		case 'copy-curl':
		case 'output':
		case 'signal':
		case 'wait':
		case 'change':
		case 'new-machine':
		case 'create':
		case 'timeline':
		case 'fleet':
			return afterPaste(state, undefined);
	}
};

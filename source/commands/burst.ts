import type {Mode, State} from '../store/state.ts';
import {type Chord, editText} from './chord.ts';
import type {Outcome} from './command.ts';
import {movesOnFleet} from './fleet-view/fleet-key.ts';
import {lastsAfter} from './modes/confirm.ts';
import {execAfter} from './modes/exec.ts';
import {ttlAfter} from './modes/lease.ts';
import {metadataAfter} from './modes/metadata.ts';
import {timeoutAfter} from './modes/signal.ts';
import {movesTimeline} from './modes/timeline.ts';
import {stepOf} from './move.ts';
import {note, nothing} from './outcomes.ts';
import {commandForKey} from './table.ts';

const moves = ({name}: Chord): boolean => stepOf(name, 1) !== undefined;
const edits = (chord: Chord): boolean => editText('', chord) !== undefined;

/**
Whether a key counts that arrived together with others in one read, as a held key or a paste without brackets does: only when it moves, or
edits an open text field. Nothing that acts, opens or closes anything is among them, so that nothing that was pasted can act on a machine.
*/
export const countsInBurst = (mode: Mode, chord: Chord): boolean => {
	if (commandForKey(chord.name)?.isEverywhere === true) {
		return true;
	}

	switch (mode.kind) {
		case 'browse':
		case 'help':
		case 'notes':
		case 'jobs':
		case 'leases':
		case 'actions':
		case 'changes':
		case 'copy-curl':
		case 'output':
		case 'wait':
		case 'change':
		case 'create':
			return moves(chord);
		case 'timeline':
			return movesTimeline(chord);
		case 'fleet':
			return movesOnFleet(chord);
		case 'versions':
			return mode.path === undefined ? moves(chord) : edits(chord);
		case 'filter':
			return edits(chord);
		case 'prompt':
			return edits(chord) || chord.name === 'up' || chord.name === 'down';
		case 'form':
			return edits(chord);
		case 'confirm':
			return mode.isLastsOpen ? lastsAfter(mode, chord) !== undefined : mode.confirmation.ask.kind === 'type' && edits(chord);
		case 'confirm-resource':
			return mode.confirmation.ask.kind === 'type' && edits(chord);
		case 'break-lease':
		case 'confirm-protected':
			return edits(chord);
		case 'ask':
		case 'leftover-leases':
		case 'copy':
		case 'new-machine':
			return false;
		case 'lease':
			return ttlAfter(mode.ttl, chord) !== undefined;
		case 'signal':
			return moves(chord) || timeoutAfter(mode, chord) !== undefined;
		case 'exec':
			return execAfter(mode, chord) !== undefined || chord.name === 'up' || chord.name === 'down';
		case 'logs':
			return mode.entry === undefined ? moves(chord) : edits(chord);
		case 'metadata':
			return mode.entry === undefined ? moves(chord) : metadataAfter(mode, chord) !== undefined;
	}
};

const onlyThis: Readonly<Record<Mode['kind'], string>> = {
	browse: 'only movement was done',
	help: 'only movement was done',
	notes: 'only movement was done',
	jobs: 'only movement was done',
	leases: 'only movement was done',
	actions: 'only movement was done',
	changes: 'only movement was done',
	'copy-curl': 'only movement was done',
	'break-lease': 'only text was taken',
	ask: 'nothing was done',
	'leftover-leases': 'nothing was done',
	copy: 'nothing was done',
	wait: 'only movement was done',
	change: 'only movement was done',
	create: 'only movement was done',
	'new-machine': 'nothing was done',
	timeline: 'only movement was done',
	fleet: 'only movement was done',
	versions: 'only movement or text was taken',
	filter: 'only text was taken',
	prompt: 'only text was taken',
	confirm: 'only text was taken',
	form: 'only text was taken',
	'confirm-resource': 'only text was taken',
	'confirm-protected': 'only text was taken',
	lease: 'only digits were taken',
	signal: 'only movement and digits were taken',
	exec: 'only text was taken',
	output: 'only movement was done',
	logs: 'only movement and text were taken',
	metadata: 'only movement and text were taken',
};

/** Tells of keys that were typed at an old picture, once a new one can be seen. */
export const tellBehind = (state: State, count: number): Outcome =>
	note(
		state,
		'warning',
		`${count === 1 ? 'A key was' : `${count} keys were`} ignored: the terminal was behind, and did not show what is there.`,
	);

/** Tells that of the keys that arrived in one read not all were taken, so that none is lost without a word. */
export const tellIgnored = (state: State, arrived: number, taken: number): Outcome => {
	if (taken >= arrived) {
		return nothing;
	}

	const done = taken === 0 ? 'nothing was done' : onlyThis[state.view.mode.kind];
	return note(state, 'warning', `${arrived} keys arrived at once: ${done}.`);
};

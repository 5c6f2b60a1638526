import {changeRefusal} from '../store/change-refusal.ts';
import type {State} from '../store/state.ts';
import type {Effect, Outcome} from './command.ts';
import {note} from './outcomes.ts';

/** Which effects would reach machines, so that they become others than they were. */
const isChange: Readonly<Record<Effect['type'], boolean>> = {
	act: true,
	'run-job': true,
	'acquire-lease': true,
	'refresh-lease': true,
	'renew-lease': true,
	'release-lease': true,
	'break-lease': true,
	'release-leftovers': true,
	'keep-leftovers': true,
	copy: false,
	'copy-curl': false,
	'copy-command': false,
	wait: false,
	exec: true,
	'read-metadata': false,
	'change-metadata': true,
	'save-file': false,
	'open-shell': true,
	'edit-config': true,
	'edit-form': true,
	'read-regions': false,
	clone: true,
	'create-machine': true,
	'load-versions': false,
	compare: false,
	'apply-change': true,
	'act-on-resources': true,
	'choose-apps': false,
	'read-changes': false,
	'save-view': false,
	'steer-replay': false,
	refresh: false,
	repaint: false,
	'suspend-job': false,
	quit: false,
};

/** What a key leads to, unless that would change something where nothing may be: then it is told, and nothing else happens. */
export const withoutChanges = (state: State, outcome: Outcome): Outcome => {
	const refusal = changeRefusal(state);
	// Nothing comes of waiting in a replay: it is a request that nobody recorded.
	const isRefused = ({type}: Effect): boolean => isChange[type] || (type === 'wait' && state.replay !== undefined);
	return refusal !== undefined && (outcome.effects ?? []).some(isRefused) ? note(state, 'warning', refusal) : outcome;
};

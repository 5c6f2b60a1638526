import type {Mode, State} from '../state.ts';

/**
For how long after a key the hand is still busy, in ms: for two seconds at least somebody looks at a row and goes for the next key. Keys and
time are known to the second, which is the third.
*/
const restMs = 3000;

/** The modes whose page takes the place of the table: nobody aims at a row there. */
const pages: ReadonlySet<Mode['kind']> = new Set([
	'help',
	'notes',
	'jobs',
	'leases',
	'actions',
	'changes',
	'change',
	'output',
	'create',
	'fleet',
	'logs',
	'timeline',
	'fleet',
]);

/** Whether somebody may be about to act on what is shown: a key came a moment ago, or a dialog stands over the table. In a replay nobody can. */
export const isHandBusy = ({replay, view: {mode, handAtMs}, nowMs}: State): boolean => {
	if (replay !== undefined) {
		return false;
	}

	const isAtDialog = mode.kind !== 'browse' && !pages.has(mode.kind);
	return isAtDialog || (handAtMs !== undefined && nowMs - handAtMs < restMs);
};

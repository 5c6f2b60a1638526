import {isTerminal} from './lifecycle.ts';
import type {Machine} from './machine.ts';
import {type Verb, verbs} from './verbs.ts';

/** What was asked of a machine and has not been seen in an answer of the API yet. */
export type Pending = {
	readonly actionId: number;
	readonly machineId: string;
	readonly verb: Verb;
	readonly startedAtMs: number;
	/** When the API accepted it, in ms; undefined while the request is on its way. */
	readonly acceptedAtMs: number | undefined;
	/** The newest event when the key was pressed, so that a new exit can be told from an old one. */
	readonly newestEventId: string | undefined;
};

/**
Whether an answer that was asked for at `requestedAtMs` settles a pending action.

Only an answer requested after the API accepted the action counts: one that was already on its way can never undo what is hoped. It settles
when the goal is reached or the order has none, when the machine is gone, when it has failed since, or when a started process has already ended again.
*/
export const isSettledBy = (pending: Pending, machine: Machine | undefined, requestedAtMs: number): boolean => {
	if (pending.acceptedAtMs === undefined || requestedAtMs < pending.acceptedAtMs) {
		return false;
	}

	if (machine === undefined || isTerminal(machine.state)) {
		return true;
	}

	const {goal, needsNews} = verbs[pending.verb];
	if (goal === undefined) {
		return true;
	}

	const newest = machine.events[0];
	const isNews = newest !== undefined && newest.id !== pending.newestEventId;
	const hasEndedAgain = pending.verb === 'start' && newest?.type === 'exit';
	const isReached = machine.state === goal && (isNews || !needsNews);
	return isReached || (isNews && (hasEndedAgain || machine.state === 'failed'));
};

/** The state to show: what is hoped while an action is on its way, else what the API said. */
export const shownState = (machine: Machine, pending: Pending | undefined): string =>
	pending === undefined ? machine.state : (verbs[pending.verb].hopedState ?? machine.state);

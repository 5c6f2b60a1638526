import {isFailure, lastExit} from './exit.ts';
import {stateRow} from './lifecycle.ts';
import type {Machine, MachineEvent} from './machine.ts';
import {stateSinceMs} from './since.ts';

/** What makes an operator look: a crash loop, a change that does not end, anything else that is wrong. */
export type Trouble = 'CRASH' | 'STUCK' | 'BAD';

const crashWindowMs = 5 * 60_000;
const crashesInWindow = 3;

/** Failures that nobody asked for inside the five minutes (the API's own restart window) before the newest event, newest first. */
export const recentFailures = (machine: Machine): readonly MachineEvent[] => {
	const newest = machine.events[0]?.timestampMs ?? 0;
	return machine.events.filter(event => event.exit !== undefined && isFailure(event.exit) && newest - event.timestampMs <= crashWindowMs);
};

/**
True when the process failed three times within five minutes, the last time it ended included, and was brought back. Once it has run for
five minutes since, the loop is over.
*/
export const isCrashLooping = (machine: Machine, nowMs: number): boolean => {
	const failures = recentFailures(machine);
	const [newest] = failures;
	return (
		failures.length >= crashesInWindow &&
		newest === lastExit(machine) &&
		newest?.exit?.restarting === true &&
		nowMs - newest.timestampMs <= crashWindowMs
	);
};

/** True when a machine has been in a transient state for longer than the API's documentation calls normal. */
export const isStuck = (machine: Machine, nowMs: number): boolean => {
	const {stuckAfterMs} = stateRow(machine.state);
	if (stuckAfterMs === undefined) {
		return false;
	}

	const sinceMs = stateSinceMs(machine);
	return sinceMs !== undefined && nowMs - sinceMs > stuckAfterMs;
};

/** True for a state that is a failure, a stop that was one, or a critical check. */
const isBad = (machine: Machine): boolean => {
	if (stateRow(machine.state).tone === 'bad') {
		return true;
	}

	const exit = machine.state === 'stopped' ? lastExit(machine) : undefined;
	return (exit !== undefined && isFailure(exit.exit)) || machine.checks.some(check => check.status === 'critical');
};

/** What is wrong with a machine, the worst of it only. Of a machine on a lost host nothing else is certain. */
export const troubleOf = (machine: Machine, nowMs: number): Trouble | undefined => {
	if (machine.hostStatus !== 'ok') {
		return 'BAD';
	}

	if (isCrashLooping(machine, nowMs)) {
		return 'CRASH';
	}

	if (isStuck(machine, nowMs)) {
		return 'STUCK';
	}

	return isBad(machine) ? 'BAD' : undefined;
};

/** True when an operator should look. */
export const isTrouble = (machine: Machine, nowMs: number): boolean => troubleOf(machine, nowMs) !== undefined;

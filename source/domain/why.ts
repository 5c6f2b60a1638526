import {effectiveExitCode, exitInShort, isFailure, lastExit} from './exit.ts';
import type {Machine, MachineEvent} from './machine.ts';
import {formatAge} from './time.ts';

const crashWindowMs = 5 * 60_000;
const crashesInWindow = 3;

/** Failures that nobody asked for inside the five minutes (the API's own restart window) before the newest event, newest first. */
const recentFailures = (machine: Machine): readonly MachineEvent[] => {
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

/** Who or what brought the machine to where it is: the newest exit that led to a restart, else the newest event that somebody asked for. */
const originInWords = ({events}: Machine): string => {
	const askedIndex = events.findIndex(({source}) => source !== '' && source !== 'flyd');
	const restart = events.slice(0, askedIndex === -1 ? events.length : askedIndex).find(({exit}) => exit?.restarting === true)?.exit;
	if (restart !== undefined) {
		return `restarted, ${exitInShort(restart, undefined)}`;
	}

	const asked = events[askedIndex];
	return asked === undefined ? (events[0]?.status ?? '') : `${asked.type} by ${asked.source}`;
};

/**
The WHY column: why the machine is as it is, in a few words, trouble first.

A running machine shows its last failure only while that is what restarted it; a stopped one shows how it ended.
*/
export const whyOf = (machine: Machine, nowMs: number): string => {
	if (machine.hostStatus !== 'ok') {
		return `HOST ${machine.hostStatus}`;
	}

	if (isCrashLooping(machine, nowMs)) {
		const failures = recentFailures(machine);
		const span = (failures[0]?.timestampMs ?? 0) - (failures.at(-1)?.timestampMs ?? 0);
		const code = failures[0]?.exit === undefined ? 0 : effectiveExitCode(failures[0].exit);
		return `CRASH ${failures.length}x/${formatAge(span)} exit ${code}`;
	}

	if (machine.cordoned) {
		return 'CORDONED';
	}

	const ended = machine.state === 'stopped' || machine.state === 'failed' ? lastExit(machine)?.exit : undefined;
	if (ended !== undefined) {
		return exitInShort(ended, machine.config?.guest?.memoryMb);
	}

	const failing = machine.checks.find(({status}) => status === 'critical');
	return failing === undefined ? originInWords(machine) : `CHECK ${failing.name}: ${failing.output || failing.status}`;
};

/** True when an operator should look: crash loop, last exit a failure and not running, failed, host trouble or a critical check. */
export const isTrouble = (machine: Machine, nowMs: number): boolean => {
	if (machine.hostStatus !== 'ok' || machine.state === 'failed' || isCrashLooping(machine, nowMs)) {
		return true;
	}

	const exit = machine.state === 'stopped' ? lastExit(machine) : undefined;
	return (exit !== undefined && isFailure(exit.exit)) || machine.checks.some(check => check.status === 'critical');
};

/** When the machine entered its present state, in ms: the newest event that tells, else the last update. */
export const stateSinceMs = (machine: Machine): number | undefined =>
	machine.events.find(event => event.status === machine.state)?.timestampMs ?? machine.updatedAtMs;

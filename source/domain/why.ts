import {effectiveExitCode, exitInShort, isFailure, lastExit} from './exit.ts';
import {isKnownState, stateRow} from './lifecycle.ts';
import type {ExitEvent, Machine} from './machine.ts';
import {formatAge} from './time.ts';
import {recentFailures, troubleOf} from './trouble.ts';

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

const crashInWords = (machine: Machine): string => {
	const failures = recentFailures(machine);
	const span = (failures[0]?.timestampMs ?? 0) - (failures.at(-1)?.timestampMs ?? 0);
	const code = failures[0]?.exit === undefined ? 0 : effectiveExitCode(failures[0].exit);
	return `CRASH ${failures.length}x/${formatAge(span)} exit ${code}`;
};

/** How a machine that does not run any more ended. */
const endOf = (machine: Machine): ExitEvent | undefined =>
	machine.state === 'stopped' || stateRow(machine.state).tone === 'bad' ? lastExit(machine)?.exit : undefined;

/** A failing check, or a failure that ended the machine; undefined when there is neither. */
const badInWords = (machine: Machine, end: ExitEvent | undefined): string | undefined => {
	if (end !== undefined && isFailure(end)) {
		return exitInShort(end, machine.config?.guest?.memoryMb);
	}

	const failing = machine.checks.find(({status}) => status === 'critical');
	return failing === undefined ? undefined : `CHECK ${failing.name}: ${failing.output || failing.status}`;
};

const calmInWords = (machine: Machine, end: ExitEvent | undefined): string => {
	if (!isKnownState(machine.state)) {
		return `unknown state ${machine.state}`;
	}

	if (machine.cordoned) {
		return 'CORDONED';
	}

	return end === undefined ? originInWords(machine) : exitInShort(end, machine.config?.guest?.memoryMb);
};

/**
The WHY column: why the machine is as it is, in a few words, trouble first.

A running machine shows its last failure only while that is what restarted it; a stopped one shows how it ended.
*/
export const whyOf = (machine: Machine, nowMs: number): string => {
	if (machine.hostStatus !== 'ok') {
		return `HOST ${machine.hostStatus}`;
	}

	switch (troubleOf(machine, nowMs)) {
		case 'CRASH':
			return crashInWords(machine);
		case 'STUCK':
			return `STUCK over ${formatAge(stateRow(machine.state).stuckAfterMs ?? 0)} limit`;
		case 'BAD':
		case undefined: {
			const end = endOf(machine);
			return badInWords(machine, end) ?? calmInWords(machine, end);
		}
	}
};

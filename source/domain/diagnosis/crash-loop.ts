import {effectiveExitCode, explainExit, isFailure, lastExit} from '../exit.ts';
import type {ExitEvent, Machine, MachineEvent} from '../machine.ts';
import {formatAge, formatClock} from '../time.ts';
import type {Trouble} from '../trouble.ts';
import {policyOf, retriesOf} from './ending.ts';

/** The window in which the API counts the restarts of a policy (reference of the Machines API, section 4.4). */
const windowMs = 5 * 60_000;
const leastCrashes = 3;

type Crash = MachineEvent & {readonly exit: ExitEvent};

const isCrash = (event: MachineEvent): event is Crash => event.exit !== undefined && isFailure(event.exit);

/** Failures that nobody asked for within the five minutes before the newest event, newest first. */
const recentCrashes = ({events}: Machine): readonly Crash[] => {
	const newestMs = events[0]?.timestampMs ?? 0;
	return events.filter(isCrash).filter(({timestampMs}) => newestMs - timestampMs <= windowMs);
};

/** When the policy gives up if the machine goes on like this, in ms; undefined where it never does. */
const givesUpAtMs = (machine: Machine, crashes: number, newestMs: number, spanMs: number): number | undefined => {
	const paceMs = spanMs / (crashes - 1);
	const retries = retriesOf(machine);
	// Where the pace is slower, restarts leave the window before the last one is used up.
	return policyOf(machine) === 'on-failure' && paceMs * retries < windowMs
		? newestMs + paceMs * Math.max(1, retries + 1 - crashes)
		: undefined;
};

const policyInWords = (machine: Machine, crashes: number, endMs: number | undefined): string => {
	const policy = policyOf(machine);
	if (policy !== 'on-failure') {
		return `${policy}, which never gives up`;
	}

	const used = `on-failure ${crashes}/${retriesOf(machine)}`;
	return endMs === undefined ? `${used} in 5 min, which this pace never uses up` : `${used}, will stop at ${formatClock(endMs)}`;
};

/**
The process failed three times within five minutes, the last time it ended included, and was brought back each time. Once it has run for
five minutes since, the loop is over.
*/
export const crashLoop = (machine: Machine): Trouble | undefined => {
	const crashes = recentCrashes(machine);
	const [newest] = crashes;
	if (newest === undefined || crashes.length < leastCrashes || newest !== lastExit(machine) || !newest.exit.restarting) {
		return undefined;
	}

	const sinceMs = crashes.at(-1)?.timestampMs ?? newest.timestampMs;
	const spanMs = newest.timestampMs - sinceMs;
	const endMs = givesUpAtMs(machine, crashes.length, newest.timestampMs, spanMs);
	const last = newest.exit.oomKilled ? 'OOM' : `exit ${effectiveExitCode(newest.exit)}`;
	return {
		kind: 'CRASH',
		sinceMs,
		short: `CRASH ${crashes.length}x/${formatAge(spanMs)} ${last}`,
		sentence: `Crash loop: ${crashes.length} exits in ${formatAge(spanMs)}, ${policyInWords(machine, crashes.length, endMs)}. The last one: ${explainExit({...newest.exit, restarting: false})}.`,
		next: newest.exit.oomKilled
			? 'e gives it more memory (guest.memory_mb); l shows what it did before.'
			: 'l shows its logs; e edits its config; t stops it.',
		untilMs: newest.timestampMs + windowMs + 1,
	};
};

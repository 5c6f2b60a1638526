import {effectiveExitCode, explainExit, isFailure} from '../exit.ts';
import type {ExitEvent, Machine, MachineEvent} from '../machine.ts';
import {formatAge, formatClock} from '../time.ts';
import type {Trouble} from '../trouble.ts';
import {isBroughtBack, policyOf, restartMs, retriesOf} from './ending.ts';
import {isBegin, isExit, isRequest} from './requests.ts';

/** The window in which the API counts the restarts of a policy (reference of the Machines API, section 4.4). */
const windowMs = 5 * 60_000;
const leastCrashes = 3;

/** A process that ran for longer than this before it failed was well meanwhile, in ms. */
const shortRunMs = 10 * 60_000;

/** The states that a machine in a crash loop goes through. */
const states: ReadonlySet<string> = new Set(['starting', 'started', 'stopped']);

/** The sources of what the platform does by itself; some servers leave them out. */
const platform: ReadonlySet<string> = new Set(['flyd', '']);

type Crash = MachineEvent & {readonly exit: ExitEvent};

const isCrash = (event: MachineEvent): event is Crash => event.exit !== undefined && isFailure(event.exit);

/** The failures without a break up to the newest exit, newest first: each brought back, and nothing asked that ends a run. */
type Run = {readonly crashes: readonly Crash[] /** Whether the log does not tell how they began. */; readonly isOpen: boolean};

/** Whether an event is how somebody let a machine run: its policy does not. */
const isAskedFor = (event: MachineEvent): boolean => event.type === 'launch' || (isBegin(event) && !platform.has(event.source));

type Log = Pick<Machine, 'events' | 'config'>;

const readRun = (machine: Log): Run => {
	const crashes: Crash[] = [];
	for (const [index, event] of machine.events.entries()) {
		const gapMs = (crashes.at(-1)?.timestampMs ?? event.timestampMs) - event.timestampMs;
		const isNext = isCrash(event) && isBroughtBack(machine, index);
		if (gapMs > shortRunMs || isRequest(event) || (isExit(event) && !isNext)) {
			return {crashes, isOpen: false};
		}

		if (isNext) {
			crashes.push(event);
		}
	}

	const oldest = crashes.at(-1);
	return {crashes, isOpen: oldest !== undefined && !machine.events.slice(machine.events.indexOf(oldest) + 1).some(isAskedFor)};
};

/** From when to when a machine failed without a break, in ms, and whether the log does not tell how that began. */
export type CrashRun = {readonly fromMs: number; readonly untilMs: number; readonly isOpen: boolean};

/** The failures without a break up to the newest exit of a log, however few; undefined where that was none. */
export const crashRun = (log: Log): CrashRun | undefined => {
	const {crashes, isOpen} = readRun(log);
	const [newest] = crashes;
	const oldest = crashes.at(-1);
	return newest === undefined || oldest === undefined ? undefined : {fromMs: oldest.timestampMs, untilMs: newest.timestampMs, isOpen};
};

/** When the policy gives up if the machine goes on like this, in ms; undefined where it never does. */
const givesUpAtMs = (retries: number, used: number, newestMs: number, paceMs: number): number | undefined =>
	// Where the pace is slower, restarts leave the window before the last one is used up.
	paceMs * retries < windowMs ? newestMs + paceMs * Math.max(1, retries + 1 - used) : undefined;

/** Failures of a loop, the newest first: those that are told, and of these the ones within the window of the newest. */
type Loop = {readonly told: readonly [Crash, ...Crash[]]; readonly recent: readonly Crash[]; readonly spanMs: number};

/** How the loop stands against the policy. The API counts the restarts before an exit; the one after it is used up, too. */
const policyInWords = (machine: Machine, {told, recent, spanMs}: Loop): string => {
	const policy = policyOf(machine);
	if (policy !== 'on-failure') {
		return policy === 'no' ? 'though its policy is not to restart it' : `${policy}, which never gives up`;
	}

	const retries = retriesOf(machine);
	if (retries === 0) {
		return 'though its policy on-failure allows no restart';
	}

	const [newest] = told;
	const used = Math.min(retries, Math.max(recent.length, (newest.restartCount ?? 0) + 1));
	const endMs = givesUpAtMs(retries, used, newest.timestampMs, spanMs / (told.length - 1));
	return endMs === undefined
		? `on-failure ${Math.min(retries, recent.length)}/${retries} in 5 min, which this pace never uses up`
		: `on-failure ${used}/${retries}, will stop at ${formatClock(endMs)}`;
};

/** Whether a failure came soon after its process began, or nothing tells that it did not. */
const endedSoon = (events: readonly MachineEvent[], crash: Crash): boolean => {
	const before = events.slice(events.indexOf(crash) + 1).find(event => isBegin(event) || isExit(event));
	return before === undefined || crash.timestampMs - before.timestampMs <= shortRunMs;
};

const loopOf = (events: readonly MachineEvent[], crashes: readonly Crash[]): Loop | undefined => {
	const newestMs = crashes[0]?.timestampMs ?? 0;
	const recent = crashes.filter(({timestampMs}) => newestMs - timestampMs <= windowMs);
	const all = recent.length < leastCrashes ? crashes.filter(crash => endedSoon(events, crash)) : recent;
	const [newest, ...older] = all;
	return newest === undefined || all.length < leastCrashes
		? undefined
		: {told: [newest, ...older], recent, spanMs: newestMs - (older.at(-1)?.timestampMs ?? newestMs)};
};

/**
The process failed three times within five minutes, or in three runs of ten minutes at most, the last time it ended included, and was brought back
each time. Once it has run for ten minutes since, the loop is over; so it is where it is not brought back any more.
*/
export const crashLoop = (machine: Machine): Trouble | undefined => {
	if (!states.has(machine.state)) {
		return undefined;
	}

	const {crashes, isOpen} = readRun(machine);
	const loop = loopOf(machine.events, crashes);
	if (loop === undefined) {
		return undefined;
	}

	const {told, spanMs} = loop;
	const [newest] = told;
	const last = newest.exit.oomKilled ? 'OOM' : `exit ${effectiveExitCode(newest.exit)}`;
	return {
		kind: 'CRASH',
		sinceMs: crashes.at(-1)?.timestampMs,
		isOlder: isOpen,
		short: `CRASH ${told.length}x/${formatAge(spanMs)} ${last}`,
		sentence: `Crash loop: ${told.length} exits in ${formatAge(spanMs)}, ${policyInWords(machine, loop)}. The last one: ${explainExit({...newest.exit, restarting: false})}.`,
		next: newest.exit.oomKilled
			? 'e gives it more memory (guest.memory_mb); l shows its logs.'
			: 'l shows its logs; e edits its config; t stops it.',
		untilMs: newest.timestampMs + (machine.state === 'stopped' ? restartMs : shortRunMs + 1),
	};
};

/**
The troubles of a machine, after those that were found before: a crash loop of which the beginning has left the log goes on, and is since when it
was first seen.
*/
export const carryOn = (troubles: readonly Trouble[], before: readonly Trouble[] | undefined): readonly Trouble[] => {
	const [loop, ...others] = troubles;
	const known = before?.find(({kind}) => kind === 'CRASH');
	if (loop?.kind !== 'CRASH' || loop.isOlder !== true || known === undefined) {
		return troubles;
	}

	const {sinceMs = 0} = loop;
	const isSame = (known.sinceMs ?? sinceMs) < sinceMs && (known.untilMs ?? 0) > sinceMs;
	return isSame ? [{...loop, sinceMs: known.sinceMs, isOlder: known.isOlder ?? false}, ...others] : troubles;
};

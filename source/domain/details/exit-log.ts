import {maskedText} from '../config/masking.ts';
import {lastExit} from '../exit.ts';
import type {Machine, MachineEvent} from '../machine.ts';
import type {LogLine} from '../resources/log-line.ts';
import {truncate} from '../text.ts';
import {formatEventTime} from '../time.ts';
import type {Trouble, TroubleKind} from '../trouble.ts';
import type {Line} from './line.ts';

/** What a machine said around an exit. */
export type ExitLog =
	/** The last lines before the exit and the first ones after it, oldest first. */
	| {readonly kind: 'read'; readonly before: readonly LogLine[]; readonly after: readonly LogLine[]}
	/** It cannot be had; `why` is no whole sentence. */
	| {readonly kind: 'failed'; readonly why: string};

/** How many lines before and after an exit are shown. */
const shownBefore = 8;
const shownAfter = 2;

/** What was said longer after an exit than this, in ms, has nothing to do with it. */
const afterMs = 60_000;

/** The trouble that an exit is the cause of. */
const causedByExit: ReadonlySet<TroubleKind> = new Set(['CRASH', 'OOM', 'EXIT', 'FAILED']);

/** The exit of which the log is shown: the newest one of a machine that is in trouble because of it. */
export const exitToExplain = (machine: Machine, troubles: readonly Trouble[]): ReturnType<typeof lastExit> =>
	troubles.some(({kind}) => causedByExit.has(kind)) ? lastExit(machine) : undefined;

/** The exits of a machine among what the API remembers and what the journal kept of older times, newest first. */
export const exitsOf = (machine: Machine, older: readonly MachineEvent[]): readonly MachineEvent[] =>
	[...machine.events, ...older].filter(({exit}) => exit !== undefined);

/** What the log of an exit is remembered by. */
export const exitKeyOf = (machine: Pick<Machine, 'id'>, event: Pick<MachineEvent, 'id'>): string => `${machine.id} ${event.id}`;

/** The log around an exit, where it was read. */
export type ExitLogOf = (event: MachineEvent) => ExitLog | undefined;

/** When a process ended, in ms: the event of it is written later. */
export const exitMsOf = ({exit, timestampMs}: MachineEvent): number => exit?.exitedAtMs ?? timestampMs;

const isBefore = ({timestampMs}: LogLine, exitMs: number): boolean => timestampMs !== undefined && timestampMs <= exitMs;

/** What of the lines of a log (oldest first) is around an exit. */
export const aroundExit = (lines: readonly LogLine[], exitMs: number): Extract<ExitLog, {readonly kind: 'read'}> => {
	const before = lines.filter(line => isBefore(line, exitMs)).slice(-shownBefore);
	const after = lines.filter(({timestampMs}) => timestampMs !== undefined && timestampMs > exitMs && timestampMs <= exitMs + afterMs);
	return {kind: 'read', before, after: after.slice(0, shownAfter)};
};

/** Whether lines of a log that end with these are enough: what comes next is too late to be shown. */
export const isPast = (lines: readonly LogLine[], exitMs: number): boolean =>
	lines.filter(line => line.timestampMs !== undefined && line.timestampMs > exitMs).length >= shownAfter;

/** Of a longer line its beginning is enough, in cells. */
const longest = 240;

const note = (text: string): Line => [
	{text: '    log  ', isFaint: true},
	{text, isFaint: true},
];

const logLine = (head: string, {timestampMs, message}: LogLine, nowMs: number): Line => [
	{text: `    ${head.padEnd(5)}${timestampMs === undefined ? '?' : formatEventTime(timestampMs, nowMs)} `, isFaint: true},
	{text: truncate(maskedText(message), longest)},
];

/** The lines below the event of an exit: what the machine said before and after it, or why that is not known, or not yet. */
export const exitLogLines = (log: ExitLog | undefined, nowMs: number): readonly Line[] => {
	switch (log?.kind) {
		case undefined:
			return [note('is being read')];
		case 'failed':
			return [note(`cannot be read: ${log.why}`)];
		case 'read':
			return log.before.length + log.after.length === 0
				? [note('nothing is kept of the hour before this exit')]
				: [...log.before.map(line => logLine('log', line, nowMs)), ...log.after.map(line => logLine('then', line, nowMs))];
	}
};

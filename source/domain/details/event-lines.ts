import {explainExit, isFailure} from '../exit.ts';
import {stateRow, type Tone} from '../lifecycle.ts';
import type {MachineEvent} from '../machine.ts';
import {formatEventTime} from '../time.ts';
import {type ExitLogOf, exitLogLines} from './exit-log.ts';
import {type Line, plain} from './line.ts';

const toneOf = (event: MachineEvent): Tone => {
	if (event.exit !== undefined) {
		return isFailure(event.exit) ? 'bad' : 'idle';
	}

	return stateRow(event.status).tone;
};

/** The reason of an exit, the code first where there is little room: that it is an exit stands in the column of the type. */
const detailOf = (event: MachineEvent): string => {
	if (event.exit === undefined) {
		return '';
	}

	const before = event.restartCount ?? 0;
	const reason =
		event.exit.restarting && before > 0
			? `${explainExit({...event.exit, restarting: false})}, restart ${before + 1}`
			: explainExit(event.exit);
	return reason.replace(/^exit /, '');
};

/** The head of the event log, in the columns of `eventLine`. */
export const eventHead: Line = [
	{text: `${'TIME'.padEnd(9)}${'TYPE'.padEnd(8)}${'STATUS'.padEnd(11)}${'SOURCE'.padEnd(7)}DETAIL`, isFaint: true},
];

/** One event: local time, type, status, source, and for an exit its reason in words. */
export const eventLine = (event: MachineEvent, nowMs: number): Line => [
	{text: `${formatEventTime(event.timestampMs, nowMs).padEnd(9)}`, isFaint: true},
	{text: `${event.type.padEnd(7)} `},
	{text: `${event.status.padEnd(10)} `, tone: toneOf(event)},
	{text: `${event.source.padEnd(6)} `, isFaint: true},
	{text: detailOf(event), tone: event.exit === undefined ? undefined : toneOf(event)},
];

/** What the event log is made from. */
export type EventLog = {
	/** What the API remembers, newest first. */
	readonly newer: readonly MachineEvent[];
	/** What the journal kept of older times. */
	readonly older: readonly MachineEvent[];
	/** What is known of the log around an exit. */
	readonly logOf: ExitLogOf;
	/** The exit that the person has picked. */
	readonly picked: MachineEvent | undefined;
	readonly nowMs: number;
};

/** The exit below which stands what the machine said around it: the one that was picked, else the newest whose log was read. */
const explainedIn = ({newer, logOf, picked}: EventLog): MachineEvent | undefined =>
	picked ?? newer.find(event => logOf(event) !== undefined);

/** The lines of each event, newest first. */
export const eventBlocks = (log: EventLog): readonly (readonly Line[])[] => {
	const {newer, older, logOf, nowMs} = log;
	const explained = explainedIn(log);
	return [...newer, ...older].map(event => [eventLine(event, nowMs), ...(event === explained ? exitLogLines(logOf(event), nowMs) : [])]);
};

/** The event log, newest first. */
export const eventLines = (log: EventLog): readonly Line[] =>
	log.newer.length + log.older.length === 0 ? [plain('The API tells of no events.')] : [eventHead, ...eventBlocks(log).flat()];

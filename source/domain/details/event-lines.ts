import {explainExit, isFailure} from '../exit.ts';
import {stateRow, type Tone} from '../lifecycle.ts';
import type {Machine, MachineEvent} from '../machine.ts';
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

const noLogs: ExitLogOf = () => undefined;

/**
The event log, newest first: what the API remembers, then what the journal kept of older times. Below the newest exit whose log was read stands
what the machine said around it.
*/
export const eventLines = (machine: Machine, older: readonly MachineEvent[], nowMs: number, logOf: ExitLogOf = noLogs): readonly Line[] => {
	const events = [...machine.events, ...older];
	const explained = machine.events.find(event => logOf(event) !== undefined);
	const log = explained === undefined ? undefined : logOf(explained);
	return events.length === 0
		? [plain('The API tells of no events.')]
		: [
				eventHead,
				...events.flatMap(event => [
					eventLine(event, nowMs),
					...(event === explained && log !== undefined ? exitLogLines(log, nowMs) : []),
				]),
			];
};

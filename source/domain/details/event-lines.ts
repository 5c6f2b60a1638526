import {explainExit, isFailure} from '../exit.ts';
import {stateRow, type Tone} from '../lifecycle.ts';
import type {Machine, MachineEvent} from '../machine.ts';
import {formatEventTime} from '../time.ts';
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

	const restarts = event.restartCount ?? 0;
	const reason =
		event.exit.restarting && restarts > 0
			? `${explainExit({...event.exit, restarting: false})}, restart ${restarts}`
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

/** The event log, newest first: what the API remembers, then what the journal kept of older times. */
export const eventLines = (machine: Machine, older: readonly MachineEvent[], nowMs: number): readonly Line[] => {
	const events = [...machine.events, ...older];
	return events.length === 0 ? [plain('The API tells of no events.')] : [eventHead, ...events.map(event => eventLine(event, nowMs))];
};

import {selectConnection} from './connection.ts';
import {isGroupHead, selectLines} from './fleet-view/lines.ts';
import {selectCursorMachine, selectLeaseCount} from './selectors.ts';
import type {State} from './state.ts';
import {isHandBusy} from './table/hand.ts';
import {selectToast} from './toast.ts';

/** So long the time since something is told in seconds, in ms; and a little longer, for a step of the time that is not known to the second. */
const youngMs = 70_000;

type Timed = {readonly createdAtMs: number | undefined; readonly updatedAtMs: number | undefined};

const isYoung = ({createdAtMs = 0, updatedAtMs = 0}: Timed, newestMs: number, nowMs: number): boolean =>
	nowMs - Math.max(createdAtMs, updatedAtMs, newestMs) < youngMs;

/** Whether a line or a pane that is shown tells of a time in seconds. */
const hasYoung = (state: State): boolean => {
	const {view, nowMs} = state;
	const shown = selectLines(state).slice(view.top, view.top + view.tableRows);
	const machines = [selectCursorMachine(state), ...shown.map(line => (isGroupHead(line) ? undefined : line))];
	return machines.some(machine => {
		const checkedMs = Math.max(0, ...(machine?.checks ?? []).map(({updatedAtMs = 0}) => updatedAtMs));
		return machine !== undefined && isYoung(machine, Math.max(checkedMs, machine.events[0]?.timestampMs ?? 0), nowMs);
	});
};

/** Whether something that is shown changes from second to second, or is about to: it takes the time to the second then. Rather too often than once too seldom. */
export const isRestless = (state: State): boolean =>
	state.view.mode.kind !== 'browse' ||
	state.replay !== undefined ||
	state.view.screens.length > 0 ||
	state.pending.size > 0 ||
	state.waits.length > 0 ||
	state.timedCordons.size > 0 ||
	state.rowChanges.length > 0 ||
	state.jobs.some(({endedAtMs}) => endedAtMs === undefined) ||
	isHandBusy(state) ||
	selectToast(state) !== undefined ||
	selectConnection(state).kind !== 'live' ||
	selectLeaseCount(state) > 0 ||
	hasYoung(state);

/** When an answer is overdue for the first time if none comes, in ms: from then on the seconds count. */
export const overdueAtMs = ({feeds}: State): number => {
	let earliestMs = Number.POSITIVE_INFINITY;
	for (const {answeredAtMs, readAgainMs} of feeds.values()) {
		earliestMs = Math.min(earliestMs, answeredAtMs === undefined ? earliestMs : answeredAtMs + 2 * readAgainMs);
	}

	return earliestMs;
};

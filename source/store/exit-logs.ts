import {type ExitLog, exitKeyOf, exitToExplain} from '../domain/details/exit-log.ts';
import type {Machine, MachineEvent} from '../domain/machine.ts';
import {selectDiagnosis} from './diagnosis.ts';
import type {StoreEvent} from './events.ts';
import {withNewest} from './maps.ts';
import {selectCursorMachine, selectPickedExit} from './selectors.ts';
import type {State} from './state.ts';

/** What is known of the logs around exits, by `exitKeyOf`. */
export type ExitLogs = ReadonlyMap<string, ExitLog>;

/** So many are remembered, the newest. */
const kept = 50;

export type ShownExit = {
	readonly key: string;
	readonly machine: Machine;
	readonly event: MachineEvent;
	/** Whether the person has picked it. */
	readonly isPicked: boolean;
};

/** Whether the event log of the machine under the cursor is on the screen, and no page or dialog over it. */
export const areEventsShown = ({view}: State): boolean =>
	view.tab === 'events' &&
	view.mode.kind === 'browse' &&
	view.screens.length === 0 &&
	(view.focus === 'details' || (view.isWide && !view.isFullScreen));

/** The exit on the screen whose log belongs below it. While paused, only one that was picked is read about. */
export const selectShownExit = (state: State): ShownExit | undefined => {
	const machine = areEventsShown(state) ? selectCursorMachine(state) : undefined;
	if (machine === undefined) {
		return undefined;
	}

	const picked = selectPickedExit(state, machine);
	const explained = state.view.isPaused ? undefined : exitToExplain(machine, selectDiagnosis(state).get(machine.id) ?? []);
	const event = picked ?? explained;
	return event === undefined ? undefined : {key: exitKeyOf(machine, event), machine, event, isPicked: picked !== undefined};
};

export const reduceExitLogs = ({exitLogs}: State, event: StoreEvent): ExitLogs =>
	event.type === 'exit-log-read' ? withNewest(exitLogs, event.key, event.log, kept) : exitLogs;

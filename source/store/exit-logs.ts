import {type ExitLog, exitKeyOf, exitToExplain} from '../domain/details/exit-log.ts';
import type {Machine, MachineEvent} from '../domain/machine.ts';
import {selectDiagnosis} from './diagnosis.ts';
import type {StoreEvent} from './events.ts';
import {withEntry} from './maps.ts';
import {selectCursorMachine} from './selectors.ts';
import type {State} from './state.ts';

/** What is known of the logs around exits, by `exitKeyOf`. */
export type ExitLogs = ReadonlyMap<string, ExitLog>;

/** So many are remembered, the newest. */
const kept = 50;

export type ShownExit = {readonly key: string; readonly machine: Machine; readonly event: MachineEvent};

const areEventsShown = ({view}: State): boolean =>
	view.tab === 'events' &&
	view.mode.kind === 'browse' &&
	view.screens.length === 0 &&
	(view.focus === 'details' || (view.isWide && !view.isFullScreen));

/** The exit on the screen whose log belongs below it. */
export const selectShownExit = (state: State): ShownExit | undefined => {
	const machine = areEventsShown(state) ? selectCursorMachine(state) : undefined;
	const event = machine === undefined ? undefined : exitToExplain(machine, selectDiagnosis(state).get(machine.id) ?? []);
	return machine === undefined || event === undefined ? undefined : {key: exitKeyOf(machine, event), machine, event};
};

export const reduceExitLogs = ({exitLogs}: State, event: StoreEvent): ExitLogs => {
	if (event.type !== 'exit-log-read') {
		return exitLogs;
	}

	const all = [...withEntry(exitLogs, event.key, event.log)];
	return new Map(all.slice(-kept));
};

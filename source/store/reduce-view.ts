import type {StoreEvent} from './events.ts';
import {countDetailLines, selectRows} from './selectors.ts';
import type {State, View} from './state.ts';

/** The first visible row: where it was, moved only as far as the cursor demands, with no empty rows below the last. */
export const windowTop = (top: number, cursorIndex: number, height: number, total: number): number => {
	const lowest = Math.max(0, total - height);
	const atCursor = Math.min(Math.max(top, cursorIndex - height + 1), Math.max(cursorIndex, 0));
	return Math.max(0, Math.min(atCursor, lowest));
};

export const reduceView = (state: State, event: StoreEvent): View =>
	event.type === 'view-changed' ? {...state.view, ...event.change} : state.view;

/**
The view after a change of the rows: the cursor stays on its machine wherever that went. When the machine is gone, the cursor goes to
the row that took its place.
*/
export const keepCursor = (before: State, after: State): State => {
	const rowsBefore = selectRows(before);
	const rows = selectRows(after);
	const {view} = after;
	if (rows === rowsBefore && view === before.view) {
		return after;
	}

	const found = rows.findIndex(machine => machine.id === view.cursorId);
	const lastKnown = rowsBefore.findIndex(machine => machine.id === view.cursorId);
	const cursorIndex = found === -1 ? Math.min(Math.max(lastKnown, 0), rows.length - 1) : found;
	const cursorId = rows[cursorIndex]?.id;
	const top = windowTop(view.top, cursorIndex, view.tableRows, rows.length);
	if (cursorId === view.cursorId && top === view.top) {
		return after;
	}

	const paneScroll = cursorId === view.cursorId ? view.paneScroll : 0;
	return {...after, view: {...view, cursorId, top, paneScroll}};
};

/** The view with the pane scrolled no further than its last line. */
export const clampPane = (state: State): State => {
	const {view} = state;
	if (view.paneScroll === 0) {
		return state;
	}

	const furthest = Math.max(0, countDetailLines(state, view.tab) - view.paneRows);
	return view.paneScroll <= furthest ? state : {...state, view: {...view, paneScroll: furthest}};
};

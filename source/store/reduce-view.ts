import type {Machine} from '../domain/machine.ts';
import type {StoreEvent} from './events.ts';
import {countDetailLines, selectRows} from './selectors.ts';
import type {State} from './state.ts';
import type {View} from './view.ts';

/** The first visible row: where it was, moved only as far as the cursor demands, with no empty rows below the last. */
export const windowTop = (top: number, cursorIndex: number, height: number, total: number): number => {
	const lowest = Math.max(0, total - height);
	const atCursor = Math.min(Math.max(top, cursorIndex - height + 1), Math.max(cursorIndex, 0));
	return Math.max(0, Math.min(atCursor, lowest));
};

/** Whether a change means that the person has a certain machine in mind: the cursor moved, its details got the keys, or a dialog names it. */
const isChoice = ({cursorId, focus, mode}: Partial<View>): boolean =>
	cursorId !== undefined || focus === 'details' || (mode !== undefined && (mode.kind === 'confirm' || 'target' in mode));

/** The picker that waits for the versions of a machine, with these; who has closed it does not want to know any more. */
const withVersions = (view: View, {machineId, list}: StoreEvent & {readonly type: 'versions-received'}): View =>
	view.mode.kind === 'versions' && view.mode.target.id === machineId ? {...view, mode: {...view.mode, list}} : view;

export const reduceView = (state: State, event: StoreEvent): View => {
	switch (event.type) {
		case 'view-changed':
			return {...state.view, ...event.change, isCursorChosen: state.view.isCursorChosen || isChoice(event.change)};
		case 'leases-left-behind':
			return {...state.view, mode: {kind: 'leftover-leases', leases: event.leases}};
		case 'action-started':
		case 'wait-started':
			return {...state.view, isCursorChosen: true};
		case 'versions-received':
			return withVersions(state.view, event);
		case 'draft-made':
			return {...state.view, mode: {kind: 'change', draft: event.draft, isOffered: event.isOffered, scroll: 0}};
		default:
			return state.view;
	}
};

/** Whether every app has answered once: from then on the rows are there that a person chooses from. */
const isComplete = ({appsKnown, feeds}: State): boolean =>
	appsKnown && [...feeds.values()].every(({answeredAtMs}) => answeredAtMs !== undefined);

const followedIndex = (before: readonly Machine[], rows: readonly Machine[], {cursorId}: View): number => {
	const found = rows.findIndex(machine => machine.id === cursorId);
	const lastKnown = before.findIndex(machine => machine.id === cursorId);
	return found === -1 ? Math.min(Math.max(lastKnown, 0), rows.length - 1) : found;
};

/**
The view after a change of the rows: the cursor stays on its machine wherever that went. When the machine is gone, the cursor goes to
the row that took its place. While the first answers come in, the cursor is on the first row, whichever machine that is, unless the person
has chosen one.
*/
export const keepCursor = (before: State, after: State): State => {
	const rowsBefore = selectRows(before);
	const rows = selectRows(after);
	const {view} = after;
	if (rows === rowsBefore && view === before.view) {
		return after;
	}

	const isFollowed = view.isCursorChosen || isComplete(before);
	const cursorIndex = isFollowed ? followedIndex(rowsBefore, rows, view) : Math.min(0, rows.length - 1);
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

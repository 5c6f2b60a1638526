import {pickedExitPlace} from '../domain/details/tabs.ts';
import {regionChoices} from './creations.ts';
import type {StoreEvent} from './events.ts';
import {indexOfLine, isGroupHead, selectLines, type TableLine} from './fleet-view/lines.ts';
import type {Form} from './forms.ts';
import {countDetailLines, detailsContextOf, selectCursorMachine, selectRows} from './selectors.ts';
import type {State} from './state.ts';
import {isCursorBound} from './table/keep-rows.ts';
import type {View} from './view.ts';
import {rememberViews} from './views.ts';

/** The first visible row: where it was, moved only as far as the cursor demands, with no empty rows below the last. */
export const windowTop = (top: number, cursorIndex: number, height: number, total: number): number => {
	const lowest = Math.max(0, total - height);
	const atCursor = Math.min(Math.max(top, cursorIndex - height + 1), Math.max(cursorIndex, 0));
	return Math.max(0, Math.min(atCursor, lowest));
};

/** Whether a change means that the person has a certain machine in mind: the cursor moved, its details got the keys, an exit of it was picked, or a dialog names it. */
const isChoice = ({cursorId, focus, pickedExitKey, mode}: Partial<View>): boolean =>
	cursorId !== undefined ||
	focus === 'details' ||
	pickedExitKey !== undefined ||
	(mode !== undefined && (mode.kind === 'confirm' || mode.kind === 'confirm-protected' || 'target' in mode || 'targets' in mode));

/** The picker that waits for the versions of a machine, with these; who has closed it does not want to know any more. */
const withVersions = (view: View, {machineId, list}: StoreEvent & {readonly type: 'versions-received'}): View =>
	view.mode.kind === 'versions' && view.mode.target.id === machineId ? {...view, mode: {...view.mode, list}} : view;

const withRegions = (form: Form, choices: readonly string[]): Form => ({
	...form,
	fields: form.fields.map(field => (field.name === 'region' ? {...field, choices} : field)),
});

/** An open form, with the regions to choose from. */
const withChoices = ({fleet, view}: State, regions: readonly string[]): View =>
	view.mode.kind === 'form' ? {...view, mode: {...view.mode, form: withRegions(view.mode.form, regionChoices(fleet, regions))}} : view;

/** The cursor goes to a new machine, unless the person has moved it, does something else or has it filtered away: it must never leave a machine that is meant. */
const withMade = (state: State, {machineId, cursorId}: StoreEvent & {readonly type: 'machine-made'}): View => {
	const {view} = state;
	const isFree = view.mode.kind === 'browse' && view.focus === 'table' && view.cursorId === cursorId;
	return isFree && selectRows(state).some(({id}) => id === machineId) ? {...view, cursorId: machineId, isCursorChosen: true} : view;
};

export const reduceView = (state: State, event: StoreEvent): View => {
	switch (event.type) {
		case 'view-changed':
			return rememberViews({...state.view, ...event.change, isCursorChosen: state.view.isCursorChosen || isChoice(event.change)});
		case 'key-pressed':
			return state.view.handAtMs === state.nowMs ? state.view : {...state.view, handAtMs: state.nowMs};
		case 'cursor-rested':
			return state.view.leftId === undefined ? state.view : {...state.view, leftId: undefined};
		case 'leases-left-behind':
			return {...state.view, mode: {kind: 'leftover-leases', leases: event.leases}};
		case 'action-started':
		case 'wait-started':
			return {...state.view, isCursorChosen: true};
		case 'versions-received':
			return withVersions(state.view, event);
		case 'draft-made':
			return {...state.view, mode: {kind: 'change', draft: event.draft, isOffered: event.isOffered, scroll: 0}};
		case 'form-made':
			return {...state.view, mode: {kind: 'form', form: event.form}};
		case 'regions-received':
			return withChoices(state, event.regions);
		case 'machine-made':
			return withMade(state, event);
		case 'form-done':
			return state.view.keptForm === event.form ? {...state.view, keptForm: undefined} : state.view;
		default:
			return state.view;
	}
};

/** The head of the group into which a machine is folded away. */
const isHeadOf = (line: TableLine, id: string | undefined): boolean =>
	isGroupHead(line) && line.machines.some(machine => machine.id === id);

const followedIndex = (before: readonly TableLine[], lines: readonly TableLine[], {cursorId}: View): number => {
	const found = indexOfLine(lines, cursorId);
	const known = found === -1 ? lines.findIndex(line => isHeadOf(line, cursorId)) : found;
	if (known !== -1) {
		return known;
	}

	const lastKnown = before.findIndex(({id}) => id === cursorId);
	const place = Math.min(Math.max(lastKnown, 0), lines.length - 1);
	const last = before[lastKnown];
	// Whoever had a group in mind must not find a machine under the cursor.
	const head = last !== undefined && isGroupHead(last) ? lines.findLastIndex((line, index) => index <= place && isGroupHead(line)) : -1;
	return head === -1 ? place : head;
};

/**
The first row that would be visible where the cursor stayed on its line of the screen. Who looks at the head of the table goes on to see it:
what is new and bad comes there.
*/
const steadyTop = (before: View, linesBefore: readonly TableLine[], cursorId: string | undefined, cursorIndex: number): number => {
	const indexBefore = before.cursorId === cursorId ? linesBefore.findIndex(({id}) => id === cursorId) : -1;
	return before.top === 0 || indexBefore === -1 ? before.top : cursorIndex - (indexBefore - before.top);
};

/**
The view after a change of the rows: the cursor stays on its machine wherever that went, and on its line of the screen where that can be. When
the machine is not among the rows any more, the cursor goes to the row that took its place, or to the head of the group that was folded. While the first answers come in, the cursor is on
the first row, whichever machine that is, unless the person has chosen one.
*/
export const keepCursor = (before: State, linesBefore: readonly TableLine[], after: State): State => {
	const lines = selectLines(after);
	const {view} = after;
	if (lines === linesBefore && view === before.view) {
		return after;
	}

	const cursorIndex = isCursorBound(before, after) ? followedIndex(linesBefore, lines, view) : Math.min(0, lines.length - 1);
	const cursorId = lines[cursorIndex]?.id;
	const wantedTop = lines === linesBefore ? view.top : steadyTop(before.view, linesBefore, cursorId, cursorIndex);
	const top = windowTop(wantedTop, cursorIndex, view.tableRows, lines.length);
	if (cursorId === view.cursorId && top === view.top) {
		return after;
	}

	const paneScroll = cursorId === view.cursorId ? view.paneScroll : 0;
	return {...after, view: {...view, cursorId, top, paneScroll}};
};

/** The view with the pane scrolled to an exit that was picked just now, and to what was said around it once that is read, unless the person has scrolled away. */
export const showPickedExit = (before: State, after: State): State => {
	const {view, exitLogs} = after;
	const isPicked = view.pickedExitKey !== before.view.pickedExitKey;
	const machine = isPicked || exitLogs !== before.exitLogs ? selectCursorMachine(after) : undefined;
	const place = machine === undefined ? undefined : pickedExitPlace(detailsContextOf(after, machine), view.paneWidth);
	if (place === undefined) {
		return after;
	}

	const {from, count} = place;
	const end = view.paneScroll + view.paneRows;
	const isSeen = from >= view.paneScroll && from < end;
	if ((!isSeen && !isPicked) || (isSeen && from + count <= end)) {
		return after;
	}

	const paneScroll = from < view.paneScroll ? from : Math.min(from, from + count - view.paneRows);
	return {...after, view: {...view, paneScroll}};
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

import type {StoreEvent} from '../events.ts';
import type {State} from '../state.ts';
import type {View} from '../view.ts';

/** What comes of keys that move, and of the time: everything else brings the panes to the cursor. */
const ofMoves: ReadonlySet<StoreEvent['type']> = new Set(['view-changed', 'key-pressed', 'clock-ticked']);

/** What a person looks at a pane, or acts, with: it shows the machine under the cursor then, at once. */
const deeds = ['mode', 'focus', 'isFullScreen', 'tab', 'screens', 'marks'] as const satisfies readonly (keyof View)[];

const isMoving = (before: State, event: StoreEvent, after: State): boolean =>
	after.replay === undefined && ofMoves.has(event.type) && deeds.every(deed => before.view[deed] === after.view[deed]);

/**
The state in which the panes stay behind where keys have moved the cursor: they cost more than the move itself, and nobody reads them while the cursor
runs past. What is done is done to the machine under the cursor, and shows it first. In a replay, where time can stand still, they follow at once.
*/
export const leaveBehind = (before: State, event: StoreEvent, after: State): State => {
	const {cursorId} = after.view;
	const shownId = before.view.leftId ?? before.view.cursorId;
	const leftId = isMoving(before, event, after) && shownId !== cursorId ? shownId : undefined;
	return leftId === after.view.leftId ? after : {...after, view: {...after.view, leftId}};
};

/** What changes of a view while the cursor only moves. */
const moved: ReadonlySet<keyof View> = new Set<keyof View>(['cursorId', 'top', 'handAtMs', 'isCursorChosen']);

const isSameBut = <Whole extends object>(left: Whole, right: Whole, but: (key: keyof Whole) => boolean): boolean =>
	(Object.keys(left) as (keyof Whole)[]).every(key => left[key] === right[key] || but(key));

const isMoveOnly = (before: State, after: State): boolean =>
	isSameBut(before, after, key => key === 'view') &&
	isSameBut(before.view, after.view, key => moved.has(key) || key === 'leftId') &&
	(before.view.leftId ?? before.view.cursorId) === (after.view.leftId ?? after.view.cursorId);

const atRest = (state: State): State => {
	const {leftId} = state.view;
	return leftId === undefined ? state : {...state, view: {...state.view, cursorId: leftId, leftId: undefined}};
};

/** Makes the state as all but the table shows it: with the cursor where the panes are. It stays the same object while the cursor only moves. */
export const createRestSelector = (): ((state: State) => State) => {
	let last: {readonly state: State; readonly shown: State} | undefined;
	return state => {
		if (last?.state !== state) {
			const shown = last !== undefined && isMoveOnly(last.state, state) ? last.shown : atRest(state);
			last = {state, shown};
		}

		return last.shown;
	};
};

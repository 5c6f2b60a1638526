import type {StoreEvent} from './events.ts';
import {withEntry} from './maps.ts';
import {withFailure} from './outage.ts';
import {windowTop} from './reduce-view.ts';
import {emptyFeed, sourceKey} from './resources.ts';
import {selectListed, selectResourceDetails, selectResourceRows, selectScreen, withScreen} from './screens.ts';
import type {State} from './state.ts';

type Resources = Pick<State, 'resources' | 'certificates'>;

/** What the API last said of the things that are no machines, and how reading them goes. */
export const reduceResources = (state: State, event: StoreEvent): Resources => {
	switch (event.type) {
		case 'resources-received': {
			const {source, rows, issues, requestedAtMs} = event;
			return {
				...state,
				resources: withEntry(state.resources, sourceKey(source), {rows, issues, answeredAtMs: requestedAtMs, failure: undefined}),
			};
		}

		case 'resources-failed': {
			const key = sourceKey(event.source);
			const feed = state.resources.get(key) ?? emptyFeed;
			// The last answer may be from when the table was last open.
			const failure = withFailure(feed.failure, event.failure, undefined);
			return {...state, resources: withEntry(state.resources, key, {...feed, failure})};
		}

		case 'certificate-received':
			return {...state, certificates: withEntry(state.certificates, event.key, event.certificate)};
		default:
			return state;
	}
};

const keepRowMarks = (state: State): State => {
	const screen = selectScreen(state);
	if (screen === undefined || screen.marks.size === 0) {
		return state;
	}

	const listed = new Set(selectListed(state, screen).map(({key}) => key));
	const marks = [...screen.marks].filter(key => listed.has(key));
	return marks.length === screen.marks.size ? state : {...state, view: withScreen(state.view, {marks: new Set(marks)})};
};

/** The shown screen after a change: its cursor stays on its row wherever that went, or goes to the one that took its place. */
export const keepScreen = (before: State, changed: State): State => {
	if (changed.view.screens.length === 0 || (changed.resources === before.resources && changed.view === before.view)) {
		return changed;
	}

	const after = changed.resources === before.resources ? changed : keepRowMarks(changed);
	const screen = selectScreen(after);
	const rowsBefore = selectResourceRows(before);
	const rows = selectResourceRows(after);
	if (screen === undefined || rows.length === 0) {
		return after;
	}

	const found = rows.findIndex(({key}) => key === screen.cursorKey);
	const lastKnown = rowsBefore.findIndex(({key}) => key === screen.cursorKey);
	const index = found === -1 ? Math.min(Math.max(lastKnown, 0), rows.length - 1) : found;
	const cursorKey = rows[index]?.key;
	const top = windowTop(screen.top, index, after.view.tableRows, rows.length);
	if (cursorKey === screen.cursorKey && top === screen.top) {
		return after;
	}

	return {...after, view: withScreen(after.view, {cursorKey, top, paneScroll: found === -1 ? 0 : screen.paneScroll})};
};

/** The shown screen with its details scrolled no further than their last line. */
export const clampScreen = (state: State): State => {
	const screen = selectScreen(state);
	if (screen === undefined || screen.paneScroll === 0) {
		return state;
	}

	const furthest = Math.max(0, selectResourceDetails(state).length - state.view.paneRows);
	return screen.paneScroll <= furthest ? state : {...state, view: withScreen(state.view, {paneScroll: furthest})};
};

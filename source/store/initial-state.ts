import {defaultSort} from '../domain/sort.ts';
import type {Feed, State} from './state.ts';

export const newFeed = (app: string): Feed => ({
	app,
	acceptedRequestId: 0,
	answeredAtMs: undefined,
	readAgainMs: 0,
	failure: undefined,
	issues: [],
});

/** The state before anything was read. `apps` are those that were chosen; none means all of the organization, once they are known. */
export const initialState = ({
	isLocal,
	host,
	organization,
	apps,
	nowMs,
}: Pick<State, 'isLocal' | 'host' | 'organization' | 'nowMs'> & {readonly apps: readonly string[]}): State => ({
	isLocal,
	host,
	organization,
	nowMs,
	feeds: new Map(apps.map(app => [app, newFeed(app)])),
	appsFailure: undefined,
	appsKnown: apps.length > 0,
	fleet: new Map(),
	readAtMs: new Map(),
	pending: new Map(),
	seenLeases: new Map(),
	ownLeases: new Map(),
	history: new Map(),
	waits: [],
	notes: [],
	view: {
		mode: {kind: 'browse'},
		focus: 'table',
		isFullScreen: false,
		tab: 'events',
		paneScroll: 0,
		cursorId: undefined,
		isCursorChosen: false,
		top: 0,
		filter: '',
		sort: defaultSort,
		isPaused: false,
		dismissedNoteId: 0,
		isWide: false,
		tableRows: 10,
		paneRows: 5,
		paneWidth: 76,
		pageRows: 10,
		pageEnd: 0,
	},
});
